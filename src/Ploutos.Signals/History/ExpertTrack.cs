using Ploutos.Experts.Metrics;
using Ploutos.MarketData.Figures;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.History;

/// <summary>One expert's forecasts against what came, as columns with one value a day; each is of the
/// days of the window that ends there. The baseline is the constant probability that the training rows'
/// frequency is.</summary>
public sealed record ExpertTrack
{
    /// <summary>Blocks as long as the longest horizon, since labels of neighbouring days overlap. A
    /// tenth of the usual resamples: a figure is one point of a line.</summary>
    private static readonly BootstrapOptions s_draw = new() { BlockDays = 5, Resamples = 300 };

    /// <summary>The expert.</summary>
    public required string Expert { get; init; }

    /// <summary>The baseline's probability of UP or HIGH.</summary>
    public required double BaseRate { get; init; }

    /// <summary>Last day of each window, ascending.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>Share of right calls, 0 .. 1.</summary>
    public required IReadOnlyList<double> HitRate { get; init; }

    /// <summary>The baseline's, which calls the more frequent class each time.</summary>
    public required IReadOnlyList<double> BaseHitRate { get; init; }

    /// <summary>The baseline's log-loss less the expert's, in nats: above 0 the expert is better.</summary>
    public required IReadOnlyList<double> Gain { get; init; }

    /// <summary>Lower end of its 95 % interval; whole blocks of days are drawn.</summary>
    public required IReadOnlyList<double> GainLow { get; init; }

    /// <summary>Upper end of its 95 % interval.</summary>
    public required IReadOnlyList<double> GainHigh { get; init; }

    /// <summary>From outcomes of one expert; null where they are of too few days.</summary>
    /// <param name="expert">The expert.</param>
    /// <param name="baseRate">The baseline's probability, above 0 and below 1.</param>
    /// <param name="outcomes">What came, in any order.</param>
    /// <param name="window">Days of a window, at least 1.</param>
    /// <param name="most">Most windows; the newest are kept.</param>
    internal static ExpertTrack? Of(
        string expert,
        double baseRate,
        IEnumerable<SignalOutcome> outcomes,
        int window,
        int most
    )
    {
        (DateOnly Day, SignalOutcome[] Rows)[] days =
        [
            .. outcomes.GroupBy(o => o.AsOf).OrderBy(g => g.Key).Select(g => (g.Key, g.ToArray())),
        ];
        if (days.Length < window)
            return null;
        int first = Math.Max(window, days.Length - most + 1);
        SignalOutcome[][] windows =
        [
            .. Enumerable
                .Range(first, days.Length - first + 1)
                .Select(end => days[(end - window)..end].SelectMany(d => d.Rows).ToArray()),
        ];
        Estimate[] gains =
        [
            .. windows.Select(rows =>
                BlockBootstrap.Mean(
                    [.. rows.Select(o => o.AsOf)],
                    [.. rows.Select(o => -Math.Log(o.Happened ? baseRate : 1 - baseRate) - o.LogLoss)],
                    s_draw
                )
            ),
        ];
        return new()
        {
            Expert = expert,
            BaseRate = baseRate,
            Days = [.. days[(first - 1)..].Select(d => d.Day)],
            HitRate = [.. windows.Select(rows => Share(rows, o => (o.Probability > 0.5) == o.Happened))],
            BaseHitRate = [.. windows.Select(rows => Share(rows, o => (baseRate > 0.5) == o.Happened))],
            Gain = [.. gains.Select(g => g.Value)],
            GainLow = [.. gains.Select(g => g.Low)],
            GainHigh = [.. gains.Select(g => g.High)],
        };
    }

    private static double Share(SignalOutcome[] rows, Func<SignalOutcome, bool> holds) =>
        rows.Average(o => holds(o) ? 1.0 : 0);
}
