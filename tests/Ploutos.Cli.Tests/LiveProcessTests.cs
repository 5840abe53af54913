using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>The daily run as the real command.</summary>
public sealed class LiveProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_second_daily_run_on_a_workspace_is_refused_and_the_first_stops_cleanly_when_it_is_told_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs SIGTERM");
        await PloutosProcess.Run(_folder.Path, "data", "import", "simulated:7", "--tickers", "SIM01");
        using Process first = PloutosProcess.Start(_folder.Path, "live");
        string holder = _folder.File("data", "live.txt");
        while ((!File.Exists(holder) || (await Status())["last_run"] is null) && !first.HasExited)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        var second = await PloutosProcess.Run(_folder.Path, "live", "--once");
        Assert.Equal(1, second.Code);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"process {first.Id} on {Environment.MachineName}, since"),
            second.Error,
            StringComparison.Ordinal
        );

        using Process kill = Process.Start("kill", ["-TERM", first.Id.ToString(CultureInfo.InvariantCulture)]);
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains(
            "The daily run is stopped",
            await first.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        JsonNode status = await Status();
        Assert.Null(status["running_as"]);
        Assert.Equal("waiting", (string)status["last_run"]!["status"]!);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<JsonNode> Status() =>
        JsonNode.Parse((await PloutosProcess.Run(_folder.Path, "status", "--json")).Output)!;
}
