using System.Text.Json.Serialization;

namespace Ploutos.Research.Training;

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
