using System.Text.Json.Serialization;

namespace Ploutos.Workflows;

/// <summary>An expert held against one baseline on the same rows. Gains above 0 mean that the
/// expert is better.</summary>
/// <param name="Name">base_rate, logistic, momentum_12_1, reversal_5, har.</param>
/// <param name="Description">What it is, in one sentence.</param>
/// <param name="Auc">The baseline's AUC.</param>
/// <param name="LogLoss">The baseline's log-loss.</param>
/// <param name="AucGain">The expert's AUC less the baseline's.</param>
/// <param name="LogLossGain">The baseline's log-loss less the expert's.</param>
/// <param name="BestByAuc">No other baseline has a higher AUC on these rows.</param>
/// <param name="BestByLogLoss">No other baseline has a lower log-loss on these rows.</param>
public sealed record BaselineComparison(
    string Name,
    string Description,
    Interval Auc,
    Interval LogLoss,
    Interval AucGain,
    Interval LogLossGain,
    bool BestByAuc,
    bool BestByLogLoss
);

/// <summary>Why an expert is unproven.</summary>
public enum EvidenceGap
{
    /// <summary>It is proven.</summary>
    None,

    /// <summary>It was trained without a test range.</summary>
    Untested,

    /// <summary>An earlier version of the program made it, which kept no evidence.</summary>
    NotKept,

    /// <summary>It was tested on simulated bars and these are real, or the other way round.</summary>
    OtherOrigin,

    /// <summary>The interval of a gain over a best baseline reaches down to 0.</summary>
    NoAdvantage,
}

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
    [JsonIgnore]
    public EvidenceGap Gap { get; init; }
}
