using Ploutos.Research.Training;

namespace Ploutos.Research.Evaluation;

/// <summary>What one forecaster reached on one question.</summary>
public sealed record ForecasterEvaluation
{
    /// <summary>v7.1, v7, base_rate, logistic, momentum_12_1, reversal_5, har, ewma, deviation20, boosting,
    /// boosting_all, or an ablation as attention_off.</summary>
    public required string Name { get; init; }

    /// <summary>network, baseline or ablation.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>By name, each with its block-bootstrap interval: accuracy, balanced_accuracy,
    /// precision, recall, f1, false_positive_rate, auc (over pairs of rows of one fold), auc_pooled
    /// (over all pairs), log_loss, brier, calibration_error, information_coefficient. Of the first
    /// path, with cpcv.</summary>
    public required IReadOnlyDictionary<string, Interval> Metrics { get; init; }

    /// <summary>Wall time of a forecast in microseconds a row, one thread, whole test blocks at
    /// once: median, least and most of the folds. Null for the ensembles.</summary>
    public required Interval? MicrosecondsARow { get; init; }

    /// <summary>Training and calibration, seconds over all folds.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Calls at 0.5 against what came.</summary>
    public required ConfusionCounts Confusion { get; init; }

    /// <summary>Ten bins of equal count, by probability: the calibration curve.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    /// <summary>The same fold by fold.</summary>
    public required IReadOnlyList<FoldScore> Folds { get; init; }

    /// <summary>With cpcv one entry a path; else empty.</summary>
    public required IReadOnlyList<PathScore> Paths { get; init; }
}
