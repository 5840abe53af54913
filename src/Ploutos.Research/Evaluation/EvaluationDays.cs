namespace Ploutos.Research.Evaluation;

/// <summary>Days, both ends included.</summary>
public sealed record EvaluationDays(DateOnly From, DateOnly To);
