using Ploutos.Research.Training;

namespace Ploutos.Research.Studies;

/// <summary>A rank information coefficient: the mean over days of Spearman's correlation over tickers
/// between signal and return.</summary>
public sealed record StudyCoefficient
{
    /// <summary>The signal.</summary>
    public required string Signal { get; init; }

    /// <summary>Days ahead; 1 for overnight and day.</summary>
    public required int Horizon { get; init; }

    /// <summary>From when to when.</summary>
    public required StudyFill Fill { get; init; }

    /// <summary>Which days.</summary>
    public required StudyPeriod Period { get; init; }

    /// <summary>Days with a correlation.</summary>
    public required int Days { get; init; }

    /// <summary>The mean, -1 .. 1, with its 95 % interval (Newey and West 1987).</summary>
    public required Interval Mean { get; init; }

    /// <summary>The mean over its error.</summary>
    public required double T { get; init; }
}
