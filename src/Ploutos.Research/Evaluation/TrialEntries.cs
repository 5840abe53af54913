using System.Globalization;
using Ploutos.MarketData;
using Ploutos.Research.Trials;
using Ploutos.Tuning;

namespace Ploutos.Research.Evaluation;

/// <summary>What searches and evaluations put into the ledger.</summary>
internal static class TrialEntries
{
    /// <summary>A search's finished trials: those that were pruned too, since they were looked at.
    /// A failed one showed nothing, and one still running has not ended.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="expert">Whose hyperparameters.</param>
    /// <param name="fingerprint">What the losses depend on beside the parameters: bars, days,
    /// window, limits.</param>
    /// <param name="data">The bars.</param>
    /// <param name="trials">The study's trials.</param>
    public static IReadOnlyList<TrialEntry> Of(
        string study,
        string expert,
        string fingerprint,
        Experts.Registry.ModelData data,
        params IEnumerable<FrozenTrial> trials
    ) =>
        [
            .. trials
                .Where(t => t.State is TrialState.Complete or TrialState.Pruned)
                .Select(t => new TrialEntry
                {
                    Kind = TrialKind.Tune,
                    Event = string.Create(
                        CultureInfo.InvariantCulture,
                        $"tune {study} {t.Number} {t.Started:yyyy-MM-ddTHH:mm:ss}"
                    ),
                    Configuration =
                        $"tune {expert} {fingerprint} "
                        + string.Join(
                            ' ',
                            t.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)
                                .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value}"))
                        ),
                    Data = data.Hash,
                    Origin = data.Origin,
                    Tickers = data.Tickers,
                }),
        ];

    /// <summary>The networks that an evaluation compared, its ablations among them; baselines are
    /// no candidates.</summary>
    public static IReadOnlyList<TrialEntry> Of(EvaluationResult evaluation) =>
        [
            .. evaluation
                .Questions.SelectMany(q => q.Forecasters)
                .Where(f => f.Kind is "network" or "ablation")
                .Select(f => f.Name)
                .Distinct(StringComparer.Ordinal)
                .Select(name => new TrialEntry
                {
                    Kind = TrialKind.Evaluation,
                    Event = string.Create(
                        CultureInfo.InvariantCulture,
                        $"evaluation {evaluation.Id} {evaluation.CreatedAt:O} {name}"
                    ),
                    Configuration = $"evaluation {evaluation.Id} {name}",
                    Data = evaluation.DataHash,
                    Origin = evaluation.Simulated ? DataOrigin.Simulated : DataOrigin.Observed,
                    Tickers = evaluation.Tickers,
                }),
        ];
}
