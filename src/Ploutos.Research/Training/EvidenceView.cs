using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Figures;
using Ploutos.Workspace;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Training;

/// <summary>A model's evidence as the contracts tell it, and in one line.</summary>
public static class EvidenceView
{
    /// <summary>The evidence of every expert that has a model.</summary>
    public static IReadOnlyList<ExpertEvidence> OfAll(WorkspaceFolder workspace)
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        return
        [
            .. new EnsembleCatalog(workspace)
                .Experts()
                .Where(registry.Has)
                .Select(registry.Load)
                .Select(m => Of(m, m.Card.Simulated)),
        ];
    }

    /// <summary>The evidence of the risk model.</summary>
    public static ExpertEvidence Of(RiskModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelEvidence? e = model.Evidence;
        return Figures(
            RiskRegistry.Name,
            model.Card.Version,
            model.Card.Data.Origin == DataOrigin.Simulated,
            e?.Verdict == EvidenceVerdict.Proven,
            e
        ) with
        {
            Reason =
                model.NotKnown
                ?? (e!.Verdict == EvidenceVerdict.Proven ? null : "it is not shown to beat the best of them"),
            Gap =
                e is null ? EvidenceGap.TooFewDays
                : e.Verdict == EvidenceVerdict.Proven ? EvidenceGap.None
                : EvidenceGap.NoAdvantage,
            Verdict = ProofVerdicts.Of(e?.Verdict),
        };
    }

    private static ExpertEvidence Figures(
        string name,
        string version,
        bool isSimulated,
        bool isProven,
        ModelEvidence? evidence
    ) =>
        new()
        {
            Expert = name,
            Version = version,
            Proven = isProven,
            Kind = evidence?.Kind,
            From = evidence?.From,
            To = evidence?.To,
            Days = evidence?.Days ?? 0,
            Rows = evidence?.Rows ?? 0,
            Auc = evidence is null ? null : Of(evidence.Auc),
            LogLoss = evidence is null ? null : Of(evidence.LogLoss),
            Baselines = evidence is null ? [] : Of(evidence),
            Simulated = isSimulated,
        };

    private static IReadOnlyList<BaselineComparison> Of(ModelEvidence e) =>
        [
            .. e.Baselines.Select(b => new BaselineComparison
            {
                Name = b.Name,
                Description = b.Description,
                Auc = Of(b.Auc),
                LogLoss = Of(b.LogLoss),
                AucGain = Of(b.AucGain),
                LogLossGain = Of(b.LogLossGain),
                BestByAuc = ReferenceEquals(b, e.BestByAuc),
                BestByLogLoss = ReferenceEquals(b, e.BestByLogLoss),
            }),
        ];

    /// <summary>A model's evidence, as it counts for bars of an origin.</summary>
    /// <param name="model">The model.</param>
    /// <param name="simulatedBars">Whether the bars are simulated.</param>
    /// <param name="asOf">The day of a signal; null for the model in general.</param>
    public static ExpertEvidence Of(TrainedExpert model, bool simulatedBars, DateOnly? asOf = null)
    {
        (bool proven, string? reason) = SignalGate.Standing(model, simulatedBars, asOf);
        // Figures of days that may have chosen the model are not shown as evidence of it.
        ModelEvidence? e = model.NotKnown() is null ? model.Evidence : null;
        EvidenceGap gap = proven ? EvidenceGap.None : GapOf(model, simulatedBars, asOf);
        return Figures(model.Definition.Name, model.Card.Version, model.Card.Simulated, proven, e) with
        {
            Reason = reason,
            Gap = gap,
            Verdict = VerdictOf(gap, e),
            ChosenTo = model.Card.Choices?.LastDay,
            CountsFrom = model.Card.Choices?.OutOfSampleFrom,
        };
    }

    /// <summary>A gap that is none of the test's leaves its verdict standing where it is a bad
    /// one.</summary>
    private static ProofVerdict VerdictOf(EvidenceGap gap, ModelEvidence? evidence) =>
        gap switch
        {
            EvidenceGap.None => ProofVerdict.Proven,
            EvidenceGap.NoAdvantage => ProofVerdicts.Of(evidence?.Verdict),
            EvidenceGap.ThresholdsSawTest or EvidenceGap.DayInSample => evidence?.Verdict == EvidenceVerdict.Worse
                ? ProofVerdict.Worse
                : ProofVerdict.Unproven,
            EvidenceGap.OtherOrigin => ProofVerdict.Unproven,
            _ => ProofVerdict.NotKnown,
        };

    private static EvidenceGap GapOf(TrainedExpert model, bool simulatedBars, DateOnly? asOf)
    {
        ModelCard card = model.Card;
        if (model.NotKnown() is not null)
            return card.Choices is null ? EvidenceGap.ChoicesNotKept
                : card.Choices.OutOfSampleFrom is null ? EvidenceGap.SearchDaysNotKnown
                : EvidenceGap.TooFewDays;
        if (model.Evidence is not { } evidence)
            return card.Days.TestFrom is null ? EvidenceGap.Untested : EvidenceGap.NotKept;
        return card.Simulated != simulatedBars ? EvidenceGap.OtherOrigin
            : evidence.From <= model.ThresholdsTo ? EvidenceGap.ThresholdsSawTest
            : asOf is { } day && !model.IsOutOfSample(day) ? EvidenceGap.DayInSample
            : EvidenceGap.NoAdvantage;
    }

    /// <summary>One line: proven or not, by how much against the best baselines, on which days.</summary>
    public static string Line(ExpertEvidence evidence, ModelCard card)
    {
        if (evidence.Auc is null)
        {
            // A model may know its own test, though no baseline's. That of a card which does not name
            // the days that chose the model is none.
            string known =
                card.Choices is not null && card.Metrics.TryGetValue("auc", out ModelMetric? auc)
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $" (AUC {auc.Value:F3} [{auc.Low:F3}, {auc.High:F3}], coin 0.500)"
                    )
                    : "";
            return $"NOT KNOWN: {evidence.Reason}{known}";
        }

        BaselineComparison byAuc = evidence.Baselines.First(b => b.BestByAuc),
            byLoss = evidence.Baselines.First(b => b.BestByLogLoss);
        // Where the reason is not the figures that follow, it has to be told.
        bool told = evidence.Proven || (evidence.Gap == EvidenceGap.NoAdvantage && !Rule(byAuc, byLoss));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{evidence.Verdict.Text()}{(told ? "" : $", {evidence.Reason}")}: "
                + $"AUC {evidence.Auc.Value:F3} [{evidence.Auc.Low:F3}, {evidence.Auc.High:F3}], gain"
                + $" {byAuc.AucGain.Value:+0.000;-0.000} "
                + $"[{byAuc.AucGain.Low:+0.000;-0.000}, {byAuc.AucGain.High:+0.000;-0.000}] over {byAuc.Name}; "
                + $"log-loss {evidence.LogLoss!.Value:F4}, gain {byLoss.LogLossGain.Value:+0.0000;-0.0000} "
                + $"[{byLoss.LogLossGain.Low:+0.0000;-0.0000}, {byLoss.LogLossGain.High:+0.0000;-0.0000}] over"
                + $" {byLoss.Name}; "
                + $"out of sample {evidence.From:yyyy-MM-dd} to {evidence.To:yyyy-MM-dd}"
        );
    }

    private static bool Rule(BaselineComparison byAuc, BaselineComparison byLoss) =>
        byAuc.AucGain.Low > 0 && byLoss.LogLossGain.Low > 0;

    private static Interval Of(Estimate figure) => new(figure.Value, figure.Low, figure.High);
}
