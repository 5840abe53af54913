using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Judge;

namespace Ploutos.Cli.Tests;

/// <summary>A judgement with made-up figures of all three kinds.</summary>
internal static class JudgeSample
{
    public static JudgeReport Report { get; } =
        new()
        {
            File = "mine.csv",
            Kind = "returns",
            From = new(2014, 1, 2),
            To = new(2015, 1, 2),
            Rows = 253,
            Verdict = "Luck is not ruled out: mine has a Sharpe ratio of 0.80 a year.",
            Notes = ["State the number of trials."],
            Returns = new()
            {
                Strategies =
                [
                    new(
                        "mine",
                        [
                            new("cagr", "CAGR", "share", new(0.071, -0.02, 0.16)),
                            new("sharpe", "Sharpe", "number", new(0.8, -1.1, 2.7)),
                            new(
                                "minimum_track_record",
                                "Minimum track record (returns)",
                                "count",
                                new(1066, null, null)
                            ),
                            new("calmar", "Calmar", "number", new(null, null, null)),
                        ]
                    ),
                ],
                Trials = 12,
                BestByLuck = 1.6,
                Deflated = 0.2,
                DeviationFrom = "what chance alone gives over 253 returns",
                Overfitting = new(12, 16, 0.61, 0.4),
                Years = "252 sessions a year",
                Days = [new(2014, 1, 1), new(2014, 1, 2)],
                Equity = [1, 1.01],
            },
            Signals = new(
                31,
                [new(5, new(0.021, 0.004, 0.038), 2.4, 0.09, 240), new(63, new(null, null, null), null, null, 0)],
                0.91,
                0.08
            ),
            Forecasts = new([new("brier", "Brier score", "number", new(0.249, 0.247, 0.251))], [new(0.48, 0.5, 25)]),
        };
}
