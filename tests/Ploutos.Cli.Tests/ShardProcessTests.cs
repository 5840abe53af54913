using System.Diagnostics;
using System.Text.Json.Nodes;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>An evaluation by four real processes, one of them killed and started again.</summary>
public sealed class ShardProcessTests
{
    private static readonly string[] s_evaluate =
    [
        "evaluate",
        "--expert",
        "volatility",
        "--folds",
        "2",
        "--window",
        "2",
        "--tickers",
        "SIM01,SIM02,SIM03",
        "--cores",
        "1",
        "--accept-serious",
        "--json",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Four_processes_one_killed_and_started_again_give_the_bits_of_one()
    {
        using var folder = new TemporaryFolder();
        string shared = folder.File("shared"),
            sharded = folder.File("sharded"),
            whole = folder.File("whole");
        await Prepare(sharded);
        await Prepare(whole);
        using (Process killed = Start(sharded, shared, shard: 2))
        {
            while (!killed.HasExited && !Directory.Exists(shared))
                await Task.Delay(20, Stop);
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync(Stop);
        }

        Process[] processes = [.. Enumerable.Range(1, 4).Select(i => Start(sharded, shared, i))];
        foreach (Process process in processes)
        {
            string error = await process.StandardError.ReadToEndAsync(Stop);
            await process.WaitForExitAsync(Stop);
            Assert.True(process.ExitCode == 0, error);
            process.Dispose();
        }

        var merged = await PloutosProcess.Run(sharded, [.. s_evaluate, "--merge", shared]);
        var straight = await PloutosProcess.Run(whole, s_evaluate);
        Assert.True(merged.Code == 0, merged.Error);
        Assert.True(straight.Code == 0, straight.Error);
        Assert.Equal(Units(whole), Units(sharded));
        Assert.Equal(
            JsonNode.Parse(straight.Output)!["id"]!.ToJsonString(),
            JsonNode.Parse(merged.Output)!["id"]!.ToJsonString()
        );
    }

    private static Process Start(string workspace, string shared, int shard) =>
        PloutosProcess.Start(workspace, [.. s_evaluate, "--shard", $"{shard}/4", "--shared", shared]);

    private static async Task Prepare(string workspace)
    {
        Directory.CreateDirectory(Path.Combine(workspace, "logs"));
        await PloutosProcess.Run(workspace, "data", "import", "simulated:3", "--tickers", "SIM01,SIM02,SIM03");
        await File.WriteAllTextAsync(
            Path.Combine(workspace, "logs", "v7_volatility_optimization.json"),
            """
            {"best_params":{"learning_rate":0.001,"batch_size":128,"dropout":0.1,"weight_decay":0.001,"epochs":2,
            "hidden1":16,"hidden2":8}}
            """,
            Stop
        );
    }

    /// <summary>Every unit's forecasts, without the times that differ from run to run.</summary>
    private static SortedDictionary<string, string> Units(string workspace)
    {
        var units = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            string file in Directory.EnumerateFiles(
                Path.Combine(workspace, "reports", "evaluation"),
                "fold*.json",
                SearchOption.AllDirectories
            )
        )
        {
            JsonNode unit = JsonNode.Parse(File.ReadAllBytes(file))!;
            units[Path.GetFileName(file)] = $"{unit["test"]!.ToJsonString()} {unit["validation"]!.ToJsonString()}";
        }

        Assert.NotEmpty(units);
        return units;
    }
}
