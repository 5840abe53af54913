namespace Ploutos.Research.Evaluation;

/// <summary>Calls against what came; class 1 is UP or HIGH.</summary>
public sealed record ConfusionCounts(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives);
