using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tuning;

/// <summary>What an expert's search found.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="BestValue">Lowest validation focal loss.</param>
/// <param name="BestTrial">Its trial's number.</param>
/// <param name="BestParameters">Its parameters, by their published names.</param>
/// <param name="Trials">Finished trials of the study.</param>
/// <param name="Pruned">Pruned ones among them.</param>
/// <param name="Seconds">Wall time of this call.</param>
/// <param name="ResultFile">Where the result was written.</param>
/// <param name="Report">The HTML report.</param>
public sealed record OptimizeSummary(
    string Expert,
    double BestValue,
    int BestTrial,
    IReadOnlyDictionary<string, object?> BestParameters,
    int Trials,
    int Pruned,
    double Seconds,
    string ResultFile,
    string Report
)
{
    /// <summary>The last day that the search saw; null where it is not known. Evidence of a model
    /// with these parameters counts only later days.</summary>
    public DateOnly? SeenTo { get; init; }

    /// <summary>The cap on the epochs of the trials; null for none. The parameters hold the epochs
    /// that the best trial drew, and a training runs up to these.</summary>
    public int? MaxEpochs { get; init; }

    /// <summary>Serious findings inside the bars that were asked for: of tickers that were left out,
    /// or accepted.</summary>
    public IReadOnlyList<SeriousFinding> Findings { get; init; } = [];
}
