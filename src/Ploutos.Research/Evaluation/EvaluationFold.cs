namespace Ploutos.Research.Evaluation;

/// <summary>One fold, the same for all forecasters.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Train">Days learned from; several stretches with cpcv.</param>
/// <param name="Validation">Days for early stopping, calibration, thresholds; the baselines learn
/// from them too.</param>
/// <param name="Test">Days forecast; several stretches with cpcv.</param>
public sealed record EvaluationFold(
    int Number,
    IReadOnlyList<EvaluationDays> Train,
    EvaluationDays Validation,
    IReadOnlyList<EvaluationDays> Test
);
