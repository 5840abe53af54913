using System.Net;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

public sealed class WarmUpTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("Hd7Qm3Xv9Ks5Wb2Zt8Rn4Cg6L")]
    public async Task Every_page_is_rendered_before_somebody_asks_and_nothing_of_it_is_counted(string? key)
    {
        await using Server server = await Server.Start(workspace.Path, new() { ApiKey = key }, warmUp: true);
        IReadOnlyList<(string Address, int Status)> answers = await server.Prepared;
        Assert.All(answers, a => Assert.Equal(200, a.Status));
        foreach (
            string address in new[]
            {
                "/analyse?ticker=SIM01",
                "/analyse?handler=Why&ticker=SIM01",
                "/watchlist",
                "/models",
                "/data",
                "/backtests",
            }
        )
            Assert.Contains((address, 200), answers);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        using HttpResponseMessage metrics = await server.Client.SendAsync(request, Stop);
        string text = await metrics.Content.ReadAsStringAsync(Stop);
        Assert.Contains("ploutos_data_age_days", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)^ploutos_predictions[^#]* [1-9]", text);
    }

    [Fact]
    public async Task A_host_without_bars_prepares_what_there_is()
    {
        using var folder = new TemporaryFolder();
        await using Server server = await Server.Start(folder.Path, warmUp: true);
        Assert.Contains(("/", 200), await server.Prepared);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/live", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_host_whose_store_is_no_database_prepares_nothing_and_answers_all_the_same()
    {
        using TemporaryFolder broken = workspace.Copy();
        await File.WriteAllTextAsync(broken.File("data/ploutos.db"), new string('x', 8192), Stop);
        await using Server server = await Server.Start(broken.Path, warmUp: true);
        Assert.NotEmpty(await server.Prepared);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/live", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_host_that_stops_at_once_does_not_wait_for_its_preparations()
    {
        Server server = await Server.Start(workspace.Path, warmUp: true);
        Task<IReadOnlyList<(string Address, int Status)>> prepared = server.Prepared;
        await server.DisposeAsync();
        try
        {
            await prepared.WaitAsync(TimeSpan.FromMinutes(2), Stop);
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            // The stop came first.
        }
    }
}
