namespace Ploutos.Research.Evaluation;

/// <summary>One forecaster less another, on the same rows.</summary>
/// <param name="Name">The first.</param>
/// <param name="Against">The second.</param>
/// <param name="Differences">By metric, as in <see cref="ForecasterEvaluation.Metrics"/>.</param>
public sealed record Comparison(string Name, string Against, IReadOnlyDictionary<string, MetricDifference> Differences);
