using Ploutos.Research.Training;

namespace Ploutos.Research.Studies;

/// <summary>A portfolio that is long what a signal prefers and short the rest, half of the capital on
/// each side, filled at the next open; each day's positions are held for the horizon. Returns are a
/// year's (the sessions of the tickers' market), simple, as shares of the capital; intervals are those of
/// Newey and West (1987).</summary>
public sealed record StudyPortfolio
{
    /// <summary>The signal.</summary>
    public required string Signal { get; init; }

    /// <summary>Days that a position is held.</summary>
    public required int Horizon { get; init; }

    /// <summary>Which days.</summary>
    public required StudyPeriod Period { get; init; }

    /// <summary>Low values are preferred, because that was right before the later period.</summary>
    public required bool Reversed { get; init; }

    /// <summary>Days traded.</summary>
    public required int Days { get; init; }

    /// <summary>Value traded a day, as a share of the capital.</summary>
    public required double Turnover { get; init; }

    /// <summary>Before costs, all positions of a side alike.</summary>
    public required Interval Gross { get; init; }

    /// <summary>After costs, 95 % interval.</summary>
    public required Interval Net { get; init; }

    /// <summary>The net mean over its error.</summary>
    public required double T { get; init; }

    /// <summary>Lower end of the net interval that holds for all pairs of signal and horizon at once
    /// (95 %, Bonferroni).</summary>
    public required double LowOfAll { get; init; }

    /// <summary>Positions that grow with the signal's rank, less equal ones, both after
    /// costs.</summary>
    public required Interval RankedLessEqual { get; init; }
}
