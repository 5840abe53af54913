using System.ComponentModel;
using System.Diagnostics;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

/// <summary>The programs of <c>docs/examples</c> against the real host.</summary>
public sealed class ExampleTests(SimulatedWorkspace workspace)
{
    private const string Key = "Hd7Qm3Xv9Ks5Wb2Zt8Rn4Cg6L";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("python3", "signals.py")]
    [InlineData("node", "signals.mjs")]
    public async Task An_example_reads_every_page_of_the_watchlist_and_a_risk_forecast(string program, string file)
    {
        await using Server server = await Server.Start(workspace.Path, new() { ApiKey = Key });
        var start = new ProcessStartInfo(program, [Path.Combine(TestPaths.Repository, "docs", "examples", file)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PLOUTOS_URL"] = server.Address.AbsoluteUri.TrimEnd('/');
        start.Environment["PLOUTOS_API_KEY"] = Key;
        using Process? run = Start(start);
        Assert.SkipWhen(run is null, $"needs {program}, which is not on this machine");
        Task<string> said = run.StandardOutput.ReadToEndAsync(Stop),
            faults = run.StandardError.ReadToEndAsync(Stop);
        await run.WaitForExitAsync(Stop);
        Assert.True(run.ExitCode == 0, await faults);
        string[] lines = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(SimulatedWorkspace.Tickers, lines[..^1].Select(l => l.Split(' ')[0]));
        Assert.Matches("^SIM03: volatility of the next 5 bars [0-9.]+% a year", lines[^1]);
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
