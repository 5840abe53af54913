using System.Text.Json.Serialization;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Training;

/// <summary>What is known of an expert's worth, that is, of its serving forecaster's. It is proven
/// where, out of sample, the 95 % interval of its gain lies above 0 in AUC against the baseline with
/// the highest AUC, and in log-loss against the baseline with the lowest, and both p-values survive
/// Holm's correction for all comparisons; worse where one of the intervals lies below 0.</summary>
public sealed record ExpertEvidence
{
    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>The model's version.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the rule holds.</summary>
    public required bool Proven { get; init; }

    /// <summary>Why it is unproven; null where it is proven.</summary>
    public string? Reason { get; init; }

    /// <summary>holdout: a test of the very model; null where there is no evidence.</summary>
    public string? Kind { get; init; }

    /// <summary>First day tested.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day tested.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Days tested.</summary>
    public required int Days { get; init; }

    /// <summary>Rows tested.</summary>
    public required int Rows { get; init; }

    /// <summary>The expert's AUC.</summary>
    public Interval? Auc { get; init; }

    /// <summary>The expert's log-loss, calibrated.</summary>
    public Interval? LogLoss { get; init; }

    /// <summary>All baselines; empty where there is no evidence.</summary>
    public required IReadOnlyList<BaselineComparison> Baselines { get; init; }

    /// <summary>Made from simulated bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>What <see cref="Reason"/> says, for whoever says it in other words.</summary>
    [JsonPropertyName("gap")]
    public EvidenceGap Gap { get; init; }

    /// <summary>PROVEN, UNPROVEN, WORSE or NOT KNOWN.</summary>
    [JsonPropertyName("verdict")]
    public ProofVerdict Verdict { get; init; }

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
