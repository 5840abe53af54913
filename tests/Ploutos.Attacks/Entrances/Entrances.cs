using Ploutos.Attacks.Engine;
using Ploutos.Tests;

namespace Ploutos.Attacks.Entrances;

/// <summary>Every way by which bytes of others come in.</summary>
internal static class Entrances
{
    private static readonly string[] Predict = ["predict", "--ticker", "SIM01", "--offline", "--no-log"];
    private static readonly string[] Status = ["status"];

    /// <summary>Their names.</summary>
    public static string[] Names =>
        [
            "csv",
            "yahoo",
            "stooq",
            "alpaca",
            "tiingo",
            "broker",
            "webhook",
            "mail",
            "signals",
            "models",
            "weights",
            "risk-model",
            "evidence",
            "search",
            "results",
            "settings",
            "databases",
            "backup",
            "command-line",
            "http",
        ];

    /// <summary>Opens one.</summary>
    public static IEntrance Open(string name, AttackedWorkspace workspace) =>
        name switch
        {
            "csv" => new CsvEntrance(),
            "yahoo" or "stooq" or "alpaca" or "tiingo" => new SourceEntrance(name),
            "broker" => new BrokerEntrance(),
            "webhook" => new WebhookEntrance(),
            "mail" => new MailEntrance(),
            "backup" => new BackupEntrance(),
            "command-line" => new CommandLineEntrance(WithBars(workspace.Copy())),
            "http" => new HttpEntrance(workspace.Copy()),
            "search" => new SearchEntrance(workspace.Copy()),
            "results" => new ResultEntrance(workspace.Copy()),
            _ => Files(name, workspace.Copy()),
        };

    private static FileEntrance Files(string name, TemporaryFolder copy) =>
        name switch
        {
            "signals" => new(
                name,
                copy,
                [copy.File(AttackedWorkspace.Signals)],
                [
                    ["backtest", "--signals", copy.File(AttackedWorkspace.Signals)],
                ]
            ),
            "models" => new(
                name,
                copy,
                Below(copy, "models", "*.json", "evidence.json", "risk"),
                [Predict, ["models", "list"], ["models", "show"], ["models", "diff"], Status, ["doctor"]]
            ),
            "weights" => new(name, copy, Below(copy, "models", "*.safetensors"), [Predict, ["models", "show"]]),
            "risk-model" => new(
                name,
                copy,
                [.. Below(copy, "models", "*.json").Where(f => f.Contains("risk", StringComparison.Ordinal))],
                [
                    ["risk", "--ticker", "SIM01"],
                    ["risk", "--ticker", "SIM01", "--json"],
                    Status,
                ]
            ),
            "evidence" => new(
                name,
                copy,
                Below(copy, "models", "evidence.json"),
                [Predict, ["models", "show"], ["models", "show", "--json"], ["risk", "--ticker", "SIM01"]]
            ),
            "settings" => new(
                name,
                copy,
                [copy.File("alerts.json"), copy.File("paper.json")],
                [
                    ["alerts", "list"],
                    ["paper", "status"],
                    ["doctor"],
                    Status,
                ]
            ),
            _ => new(
                name,
                copy,
                [.. Below(copy, "data", "*.db"), copy.File("logs", "heads.json")],
                [
                    ["data", "list"],
                    Predict,
                    ["signals", "list"],
                    ["verify"],
                    Status,
                ]
            ),
        };

    private static TemporaryFolder WithBars(TemporaryFolder copy)
    {
        Directory.CreateDirectory(copy.File("bars"));
        File.WriteAllText(copy.File("bars", "SIM01.csv"), TextFiles.Bars);
        return copy;
    }

    private static string[] Below(TemporaryFolder copy, string folder, string pattern, params string[] without) =>
        [
            .. Directory
                .EnumerateFiles(copy.File(folder), pattern, SearchOption.AllDirectories)
                .Where(f => !without.Any(w => f.Contains(w, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
}
