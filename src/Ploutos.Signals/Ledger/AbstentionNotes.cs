using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.Research.Training;

namespace Ploutos.Signals.Ledger;

/// <summary>Says of which experts the base rate stands in, because an input of the simpler forecaster
/// that serves is missing.</summary>
internal static class AbstentionNotes
{
    /// <summary>One sentence for each of them.</summary>
    public static IReadOnlyList<string> Of(Ensemble ensemble, SignalDecision decision, BarSeries bars) =>
        [
            .. ensemble
                .Models.Where((m, i) => decision.Probabilities.Abstains(i) && !m.Abstains)
                .Select(m => Line(m, bars)),
        ];

    private static string Line(TrainedExpert model, BarSeries bars) =>
        $"{model.Definition.Name}: an input of {ServingSummary.NameOf(model.Simple!.Forecaster)}, which serves, is"
        + $" missing on {bars.Dates[^1]:yyyy-MM-dd}, so the base rate stands in and the expert abstains. Check the bars"
        + " of the last year.";
}
