using System.Text.Json.Serialization;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Training;

/// <summary>What is known of an expert's worth. It is proven where, out of sample, the 95 %
/// interval of its gain lies above 0 in AUC against the baseline with the highest AUC, and in
/// log-loss against the baseline with the lowest.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Version">The model's version.</param>
/// <param name="Proven">Whether the rule holds.</param>
/// <param name="Reason">Why it is unproven; null where it is proven.</param>
/// <param name="Kind">holdout: a test of the very model; null where there is no evidence.</param>
/// <param name="From">First day tested.</param>
/// <param name="To">Last day tested.</param>
/// <param name="Days">Days tested.</param>
/// <param name="Rows">Rows tested.</param>
/// <param name="Auc">The expert's AUC.</param>
/// <param name="LogLoss">The expert's log-loss, calibrated.</param>
/// <param name="Baselines">All baselines; empty where there is no evidence.</param>
/// <param name="Simulated">Made from simulated bars.</param>
public sealed record ExpertEvidence(
    string Expert,
    string Version,
    bool Proven,
    string? Reason,
    string? Kind,
    DateOnly? From,
    DateOnly? To,
    int Days,
    int Rows,
    Interval? Auc,
    Interval? LogLoss,
    IReadOnlyList<BaselineComparison> Baselines,
    bool Simulated
)
{
    /// <summary>What <see cref="Reason"/> says, for whoever says it in other words.</summary>
    [JsonPropertyName("gap")]
    public EvidenceGap Gap { get; init; }

    /// <summary>The last day that chose anything about the model; null where it is not
    /// known.</summary>
    [JsonPropertyName("chosen_to")]
    public DateOnly? ChosenTo { get; init; }

    /// <summary>The first day that chose nothing, the purge left out; null where it is not
    /// known.</summary>
    [JsonPropertyName("counts_from")]
    public DateOnly? CountsFrom { get; init; }

    /// <summary>Whether it is not known what the expert is worth, rather than known to be too
    /// little.</summary>
    [JsonIgnore]
    public bool IsNotKnown =>
        Gap
            is EvidenceGap.Untested
                or EvidenceGap.NotKept
                or EvidenceGap.ChoicesNotKept
                or EvidenceGap.SearchDaysNotKnown
                or EvidenceGap.TooFewDays;

    /// <summary>What the user can do where a training can close the gap; empty elsewhere.</summary>
    [JsonPropertyName("remedies")]
    public IReadOnlyList<Remedy> Remedies =>
        Gap switch
        {
            EvidenceGap.Untested => [new TrainAgain(Expert, WithTestRange: true)],
            EvidenceGap.NotKept or EvidenceGap.ChoicesNotKept => [new TrainAgain(Expert)],
            EvidenceGap.SearchDaysNotKnown => [new RunSearch(Expert), new TrainAgain(Expert)],
            _ => [],
        };
}
