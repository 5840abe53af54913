using System.Text.Json.Serialization;

namespace Ploutos.Research.Training;

/// <summary>An expert held against one baseline on the same rows. Gains above 0 mean that the
/// expert is better.</summary>
public sealed record BaselineComparison
{
    /// <summary>base_rate, logistic, momentum_12_1, reversal_5, har, ewma, deviation20.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The baseline's AUC.</summary>
    public required Interval Auc { get; init; }

    /// <summary>The baseline's log-loss.</summary>
    public required Interval LogLoss { get; init; }

    /// <summary>The expert's AUC less the baseline's.</summary>
    public required Interval AucGain { get; init; }

    /// <summary>The baseline's log-loss less the expert's.</summary>
    public required Interval LogLossGain { get; init; }

    /// <summary>No other baseline has a higher AUC on these rows.</summary>
    public required bool BestByAuc { get; init; }

    /// <summary>No other baseline has a lower log-loss on these rows.</summary>
    public required bool BestByLogLoss { get; init; }
}
