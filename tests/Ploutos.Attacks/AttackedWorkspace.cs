using System.Text.Json.Nodes;
using Ploutos.Attacks.Entrances;
using Ploutos.Research.Backtests;
using Ploutos.Tests;

[assembly: AssemblyFixture(typeof(Ploutos.Attacks.AttackedWorkspace))]

namespace Ploutos.Attacks;

/// <summary>A workspace that the real pipeline has filled once: bars, a search, models, evidence, an
/// evaluation, a backtest, signals, settings, a backup. Attacks work on copies.</summary>
public sealed class AttackedWorkspace : IAsyncLifetime
{
    /// <summary>The backup of the workspace.</summary>
    internal const string Backup = "backup.tar.gz";

    /// <summary>Signals of the user's.</summary>
    internal const string Signals = "signals.csv";

    private readonly TemporaryFolder _folder = new();

    internal string Path => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        foreach (string source in new[] { "YAHOO", "STOOQ", "ALPACA", "TIINGO" })
            Environment.SetEnvironmentVariable($"PLOUTOS_{source}_URL", "http://127.0.0.1:9");
        await Task.Run(Fill);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A copy to spoil.</summary>
    internal TemporaryFolder Copy() => _folder.Copied();

    private void Fill()
    {
        Do("data", "import", "simulated:7", "--tickers", "SIM01,SIM02");
        Do("optimize", "--trials", "2", "--tickers", "SIM01", "--window", "1", "--max-epochs", "1");
        foreach (string result in Directory.EnumerateFiles(_folder.File("logs"), "v7_*_optimization.json"))
        {
            JsonNode json = JsonNode.Parse(File.ReadAllText(result))!;
            json["best_params"]!["epochs"] = 1;
            json["serves"] = "search"; // so that the training takes the one epoch
            File.WriteAllText(result, json.ToJsonString());
        }

        Do("train", "--tickers", "SIM01", "--window", "1", "--test-from", "2016-01-04");
        Do("predict", "--ticker", "SIM01", "--offline", "--as-of", "2017-06-01");
        Do(
            "train",
            "--expert",
            "reversion",
            "--tickers",
            "SIM01",
            "--window",
            "1",
            "--test-from",
            "2016-01-04",
            "--seed",
            "7"
        );
        Do("evaluate", "--tickers", "SIM01", "--window", "1", "--expert", "momentum", "--folds", "1");
        File.WriteAllText(_folder.File(Signals), TextFiles.Signals);
        Do("backtest", "--signals", _folder.File(Signals), "--tickers", "SIM01");
        File.WriteAllText(_folder.File("alerts.json"), TextFiles.Alerts);
        File.WriteAllText(_folder.File("paper.json"), TextFiles.Paper);
        Do("backup", _folder.File(Backup));
    }

    private void Do(params string[] args)
    {
        Cli.Hosting.ExitCode code = InProcess.Run(["--workspace", Path, .. args]);
        Assert.True(code == Cli.Hosting.ExitCode.Done, $"{string.Join(' ', args)} ended with {code}");
    }
}
