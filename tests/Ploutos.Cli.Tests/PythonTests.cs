using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary><c>docs/examples/frames.py</c> under Debian's Python and pandas, as docs/python.md shows it.</summary>
[Collection(typeof(TrainedCollection))]
public sealed partial class PythonTests(TrainedWorkspace workspace)
{
    private const string Python = "/usr/bin/python3";

    private static readonly Dictionary<string, string> s_noKey = new() { ["PLOUTOS_API_KEY"] = "" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pandas_reads_bars_features_forecasts_signals_and_a_backtest_from_files_and_over_HTTP()
    {
        Assert.SkipUnless(
            Directory.Exists("/usr/lib/python3/dist-packages/pandas"),
            "needs Debian's python3-pandas (apt-get install python3-pandas), which is not on this machine"
        );
        using Process serving = PloutosProcess.Start(
            workspace.Path,
            s_noKey,
            "serve",
            "--urls",
            "http://127.0.0.1:0",
            "--json"
        );
        try
        {
            string line = (await serving.StandardOutput.ReadLineAsync(Stop))!;
            string shown = await Frames((string)JsonNode.Parse(line)!["addresses"]![0]!);
            Assert.Matches(Expected(), shown);
        }
        finally
        {
            serving.Kill(entireProcessTree: true);
            await serving.WaitForExitAsync(Stop);
        }
    }

    private async Task<string> Frames(string address)
    {
        ProcessStartInfo start = new(
            Python,
            [Path.Combine(TestPaths.Repository, "docs", "examples", "frames.py"), workspace.Path, address]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PLOUTOS"] = $"dotnet '{PloutosProcess.Assembly}'";
        start.Environment.Remove("PLOUTOS_API_KEY");
        using Process python = Process.Start(start)!;
        Task<string> output = python.StandardOutput.ReadToEndAsync(Stop),
            error = python.StandardError.ReadToEndAsync(Stop);
        await python.WaitForExitAsync(Stop);
        Assert.True(python.ExitCode == 0, await error);
        return await output;
    }

    // A line of Parquet comes where pyarrow is there, which Debian 12 does not pack.
    [GeneratedRegex(
        """
            ^(parquet True \S+
            )?bars (?<bars>[0-9]+) 6
            features \k<bars> [0-9]+
            risk [0-9]+ [0-9]+
            experts momentum reversion volatility
            signals [1-9][0-9]*( SIM0[12])+
            account (?<days>[0-9]+)
            over HTTP \k<bars> [0-9]+ [1-9][0-9]* \k<days>
            same forecasts True
            $
            """
    )]
    private static partial Regex Expected();
}
