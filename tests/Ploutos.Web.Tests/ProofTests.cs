using System.Net;
using System.Text.Json;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

/// <summary>The proof of the pipeline as a job, in the API and on the page of the models.</summary>
public sealed class ProofTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proof_is_a_job_whose_result_stays_in_the_api_and_on_the_page()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        (HttpStatusCode none, JsonElement said) = await server.Get("proof");
        Assert.Equal(HttpStatusCode.NotFound, none);
        Assert.Contains("/api/v7/jobs/prove", said.GetProperty("detail").GetString(), StringComparison.Ordinal);

        string[] experts = ["reversion"];
        string[] tickers = ["SIM01"];
        (HttpStatusCode begun, JsonElement job) = await server.Post(
            "jobs/prove",
            new
            {
                experts,
                tickers,
                window = 1,
            }
        );
        Assert.Equal(HttpStatusCode.Accepted, begun);
        JsonElement end = await server.EndOf(job.GetProperty("id").GetString()!);
        Assert.Equal("succeeded", end.GetProperty("state").GetString());

        (HttpStatusCode status, JsonElement proof) = await server.Get("proof");
        Assert.Equal(HttpStatusCode.OK, status);
        string[] checks = [.. Names(proof)];
        Assert.Equal(["split", "scaler", "future", "shuffled", "planted"], checks);
        await using Server next = await Server.Start(copy.Path); // what an earlier start has proven
        using var french = new HttpRequestMessage(HttpMethod.Get, "/models");
        french.Headers.AcceptLanguage.ParseAdd("fr");
        using HttpResponseMessage page = await next.Client.SendAsync(french, Stop);
        string text = await page.Content.ReadAsStringAsync(Stop);
        Assert.All(checks, name => Assert.Contains($"data-check=\"{name}\"", text, StringComparison.Ordinal));
        Assert.Contains("Étiquettes mélangées", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"noise":-1}""", "'noise'")]
    [InlineData("""{"window":0}""", "'window'")]
    [InlineData("""{"experts":["nobody"]}""", "'experts'")]
    [InlineData("""{"test_from":"1990-01-02"}""", "'test_from'")]
    public async Task A_proof_that_is_asked_for_wrongly_names_the_parameter(string body, string name)
    {
        await using Server server = await Server.Start(workspace.Path);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await server.Client.PostAsync(
            new Uri("/api/v7/jobs/prove", UriKind.Relative),
            content,
            Stop
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(name, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement proof) =>
        proof.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()!);
}
