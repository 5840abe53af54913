using Ploutos.Cli.Hosting;

namespace Ploutos.Attacks.Kills;

/// <summary>A verb that writes, as a command line; <c>@</c> stands for the workspace's folder.</summary>
/// <param name="Line">The words; <c>@other</c> is a kept version of the reversion model.</param>
/// <param name="Lived">Whether it needs a workspace whose daily run was done once.</param>
internal sealed record KilledVerb(string Line, bool Lived = false)
{
    /// <summary>Every verb that writes to a workspace.</summary>
    public static IReadOnlyList<KilledVerb> All { get; } =
    [
        new("data import simulated:8 --tickers SIM03,SIM04"),
        new("data import csv:@/bars"),
        new("data fetch --tickers NVDA"),
        new("data update", Lived: true),
        new("optimize --trials 2 --tickers SIM01 --window 1 --max-epochs 1 --expert momentum"),
        new("train --expert reversion --tickers SIM01 --window 1 --test-from 2016-01-04 --seed 9"),
        new("train --expert volatility --tickers SIM01 --window 1 --test-from 2016-01-04"),
        new("deploy --skip-optimization --ticker SIM01 --window 1 --test-from 2016-01-04 --seed 5"),
        new("evaluate --tickers SIM01 --window 1 --expert reversion --folds 2"),
        new("prove --tickers SIM01 --window 1 --expert reversion --test-from 2016-01-04"),
        new("predict --ticker SIM01 --offline"),
        new("live --once --watchlist NVDA"),
        new("live --watchlist NVDA") { Again = "live --once --watchlist NVDA" },
        new("live --watchlist NVDA", Lived: true) { Again = "live --once --watchlist NVDA" },
        new("paper run --once", Lived: true),
        new("paper stop", Lived: true),
        new("paper reconcile --accept", Lived: true),
        new("models use --expert reversion @other"),
        new("models rollback --expert reversion"),
        new("models promote --expert reversion"),
        new("backtest --signals @/signals.csv --tickers SIM01"),
        new("backup"),
        new("backup @/mine.tar.gz --force"),
        new("restore @/backup.tar.gz --force"),
        new("restore @/backup.tar.gz --force", Lived: true),
        new("alerts test", Lived: true) { Ends = ExitCode.Failed }, // nobody listens where they go
        new("data export --out @/exported --force"),
    ];

    /// <summary>How it ends where nobody kills it.</summary>
    public ExitCode Ends { get; init; } = ExitCode.Done;

    /// <summary>What is given after the kill: the same, or for a verb that never ends by itself one
    /// that does its work once.</summary>
    public string Again
    {
        get => field ?? Line;
        init;
    }

    /// <summary>Whether it never ends by itself.</summary>
    public bool Loops => Again != Line;

    /// <summary>Whether it replaces the whole workspace.</summary>
    public bool Restores => Line.StartsWith("restore", StringComparison.Ordinal);

    /// <summary>The words of a line for a workspace.</summary>
    public static string[] Words(string line, string workspace)
    {
        string versions = Path.Combine(workspace, "models", "versions", "v7_mean_reversion");
        string other = Path.GetFileName(Directory.GetDirectories(versions).Order(StringComparer.Ordinal).First());
        return
        [
            "--workspace",
            workspace,
            .. line.Replace("@other", other, StringComparison.Ordinal)
                .Split(' ')
                .Select(w => w.Replace("@", workspace, StringComparison.Ordinal)),
        ];
    }

    /// <summary>Whether it was done already when it was killed, and says so.</summary>
    public bool WasDone(string said) =>
        Line switch
        {
            "models promote --expert reversion" => said.Contains("There is no candidate", StringComparison.Ordinal),
            _ => false,
        };
}
