using Ploutos.Research.Evaluation;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Tests;

internal static partial class Samples
{
    public static StoredSeries Stored(string ticker, bool simulated = false) =>
        new()
        {
            Ticker = ticker,
            Simulated = simulated,
            Source = "csv:bars",
            Rows = 3019,
            FirstDay = new(2006, 1, 3),
            LastDay = new(2017, 12, 29),
            FetchedAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
            Warnings = 5,
            Serious = 0,
        };

    public static FetchReport Fetched() =>
        new(
            [
                new()
                {
                    Ticker = "NVDA",
                    Outcome = FetchOutcome.Created,
                    Source = "yahoo",
                    Rows = 5030,
                    Added = 5030,
                    Changed = 0,
                    FirstDay = new(2006, 11, 21),
                    LastDay = new(2026, 11, 20),
                    Simulated = false,
                    PassedOver = ["tiingo RateLimited"],
                },
                new()
                {
                    Ticker = "NOSUCH",
                    Outcome = FetchOutcome.Failed,
                    Source = null,
                    Rows = 0,
                    Added = 0,
                    Changed = 0,
                    FirstDay = null,
                    LastDay = null,
                    Simulated = false,
                    PassedOver = [],
                    Unknown = true,
                    Error = "yahoo: does not know NOSUCH.",
                },
                new()
                {
                    Ticker = "MSFT",
                    Outcome = FetchOutcome.Revised,
                    Source = "yahoo",
                    Rows = 5031,
                    Added = 1,
                    Changed = 5030,
                    FirstDay = new(2006, 11, 21),
                    LastDay = new(2026, 11, 20),
                    Simulated = false,
                    PassedOver = [],
                },
            ],
            [new("Gap", FindingSeverity.Serious, 1)],
            [new("MSFT", new(2010, 4, 1), "Gap", FindingSeverity.Serious, "Kept", "3 trading days are missing")]
        );

    public static DataDiff Difference() =>
        new()
        {
            Ticker = "NVDA",
            Simulated = false,
            Before = 1,
            After = 2,
            Vintages =
            [
                new()
                {
                    Number = 1,
                    Source = "yahoo",
                    Reason = "first delivery",
                    CreatedAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
                    Rows = 3019,
                    FirstDay = new(2006, 1, 3),
                    LastDay = new(2017, 12, 29),
                },
                new()
                {
                    Number = 2,
                    Source = "yahoo",
                    Reason = "1 value changed",
                    CreatedAt = new(2018, 1, 2, 9, 0, 0, TimeSpan.Zero),
                    Rows = 3020,
                    FirstDay = new(2006, 1, 3),
                    LastDay = new(2018, 1, 2),
                },
            ],
            Changed = [new(new(2017, 3, 1), "close", 100, 101)],
            Added = [new(2018, 1, 2)],
            Removed = [],
        };

    public static DataReport Report(bool simulated)
    {
        List<DataFinding> findings =
        [
            .. Enumerable
                .Range(0, 24)
                .Select(i => new DataFinding(
                    $"T{i:00}",
                    new(2017, 7, 31),
                    "MissingCells",
                    FindingSeverity.Warning,
                    "Dropped",
                    "open is missing"
                )),
            new("T24", new(2010, 4, 1), "MissingCells", FindingSeverity.Warning, "Dropped", "high is missing"),
            new(
                "BA",
                new(2007, 2, 8),
                "OutsideRange",
                FindingSeverity.Serious,
                "Repaired",
                "open 200 above high 90.36 [sic]"
            ),
        ];
        return new(
            "csv:bars",
            simulated,
            [
                new("AAPL", ImportOutcome.Created, 3020, 3019, new(2006, 1, 3), new(2017, 12, 29)),
                new("BA", ImportOutcome.Created, 3020, 3020, new(2006, 1, 4), new(2017, 12, 29)),
            ],
            [new("MissingCells", FindingSeverity.Warning, 25), new("OutsideRange", FindingSeverity.Serious, 1)],
            findings
        );
    }
}
