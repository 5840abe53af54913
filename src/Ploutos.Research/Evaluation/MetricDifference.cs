namespace Ploutos.Research.Evaluation;

/// <summary>A difference with its interval.</summary>
/// <param name="Value">The first's metric.</param>
/// <param name="Other">The second's.</param>
/// <param name="Difference">Value - Other.</param>
/// <param name="Low">Lower end of the paired block-bootstrap interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">Two-sided Diebold-Mariano p-value on daily mean losses; null for metrics
/// that are no mean of losses.</param>
/// <param name="Verdict">Indistinguishable where the interval holds 0 or is not defined.</param>
public sealed record MetricDifference(
    double Value,
    double Other,
    double Difference,
    double Low,
    double High,
    double? PValue,
    DifferenceVerdict Verdict
);
