using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Workspace;

namespace Ploutos.Research.Training;

/// <summary>A model's evidence as the contracts tell it, and in one line.</summary>
public static class EvidenceView
{
    /// <summary>The evidence of every expert that has a model.</summary>
    public static IReadOnlyList<ExpertEvidence> OfAll(WorkspaceFolder workspace)
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        return [.. ExpertDefinition.All.Where(registry.Has).Select(registry.Load).Select(m => Of(m, m.Card.Simulated))];
    }

    /// <summary>A model's evidence, as it counts for bars of an origin.</summary>
    public static ExpertEvidence Of(TrainedExpert model, bool simulatedBars)
    {
        (bool proven, string? reason) = SignalGate.Standing(model, simulatedBars);
        ModelEvidence? e = model.Evidence;
        return new(
            model.Definition.Name,
            model.Card.Version,
            proven,
            reason,
            e?.Kind,
            e?.From,
            e?.To,
            e?.Days ?? 0,
            e?.Rows ?? 0,
            e is null ? null : Of(e.Auc),
            e is null ? null : Of(e.LogLoss),
            e is null
                ? []
                :
                [
                    .. e.Baselines.Select(b => new BaselineComparison(
                        b.Name,
                        b.Description,
                        Of(b.Auc),
                        Of(b.LogLoss),
                        Of(b.AucGain),
                        Of(b.LogLossGain),
                        ReferenceEquals(b, e.BestByAuc),
                        ReferenceEquals(b, e.BestByLogLoss)
                    )),
                ],
            model.Card.Simulated
        )
        {
            Gap = (proven, e) switch
            {
                (true, _) => EvidenceGap.None,
                (_, null) => model.Card.Days.TestFrom is null ? EvidenceGap.Untested : EvidenceGap.NotKept,
                _ => model.Card.Simulated != simulatedBars ? EvidenceGap.OtherOrigin : EvidenceGap.NoAdvantage,
            },
        };
    }

    /// <summary>One line: proven or not, by how much against the best baselines, on which days.</summary>
    public static string Line(ExpertEvidence evidence, ModelCard card)
    {
        if (evidence.Auc is null)
        {
            // A model of an earlier version still knows its own test, though no baseline's.
            string known = card.Metrics.TryGetValue("auc", out ModelMetric? auc)
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $" (AUC {auc.Value:F3} [{auc.Low:F3}, {auc.High:F3}], coin 0.500)"
                )
                : "";
            return $"UNPROVEN: {evidence.Reason}{known}";
        }

        BaselineComparison byAuc = evidence.Baselines.First(b => b.BestByAuc),
            byLoss = evidence.Baselines.First(b => b.BestByLogLoss);
        // Where the rule holds and yet nothing is proven, the reason is another one and has to be told.
        bool rule = byAuc.AucGain.Low > 0 && byLoss.LogLossGain.Low > 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(evidence.Proven ? "PROVEN" : rule ? $"UNPROVEN, {evidence.Reason}" : "UNPROVEN")}: "
                + $"AUC {evidence.Auc.Value:F3} [{evidence.Auc.Low:F3}, {evidence.Auc.High:F3}], gain"
                + $" {byAuc.AucGain.Value:+0.000;-0.000} "
                + $"[{byAuc.AucGain.Low:+0.000;-0.000}, {byAuc.AucGain.High:+0.000;-0.000}] over {byAuc.Name}; "
                + $"log-loss {evidence.LogLoss!.Value:F4}, gain {byLoss.LogLossGain.Value:+0.0000;-0.0000} "
                + $"[{byLoss.LogLossGain.Low:+0.0000;-0.0000}, {byLoss.LogLossGain.High:+0.0000;-0.0000}] over"
                + $" {byLoss.Name}; "
                + $"out of sample {evidence.From:yyyy-MM-dd} to {evidence.To:yyyy-MM-dd}"
        );
    }

    private static Interval Of(EvidenceFigure figure) => new(figure.Value, figure.Low, figure.High);
}
