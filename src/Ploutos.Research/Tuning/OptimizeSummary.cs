using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tuning;

/// <summary>What an expert's search found.</summary>
public sealed record OptimizeSummary
{
    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>Lowest calibrated log-loss, mean over the folds of the search.</summary>
    public required double BestValue { get; init; }

    /// <summary>Its trial's number.</summary>
    public required int BestTrial { get; init; }

    /// <summary>Its parameters, by their published names.</summary>
    public required IReadOnlyDictionary<string, object?> BestParameters { get; init; }

    /// <summary>Finished trials of the study.</summary>
    public required int Trials { get; init; }

    /// <summary>Pruned ones among them.</summary>
    public required int Pruned { get; init; }

    /// <summary>Wall time of this call.</summary>
    public required double Seconds { get; init; }

    /// <summary>Where the result was written.</summary>
    public required string ResultFile { get; init; }

    /// <summary>The HTML report.</summary>
    public required string Report { get; init; }

    /// <summary>The last day that the search saw; null where it is not known. Evidence of a model
    /// with these parameters counts only later days.</summary>
    public DateOnly? SeenTo { get; init; }

    /// <summary>The cap on the epochs of the trials; null for none. The parameters hold the epochs
    /// that the best trial drew, and a training runs up to these.</summary>
    public int? MaxEpochs { get; init; }

    /// <summary>The best trial against the defaults on a fold that the search did not use; null where
    /// there is none, or where the best trial is the defaults.</summary>
    public SearchCheck? Check { get; init; }

    /// <summary>search where a training takes the best trial's parameters, defaults where it does not;
    /// null in files of earlier versions.</summary>
    public string? Serves { get; init; }

    /// <summary>Whether the best trial is the defaults.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Serious findings inside the bars that were asked for: of tickers that were left out,
    /// or accepted.</summary>
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];
}
