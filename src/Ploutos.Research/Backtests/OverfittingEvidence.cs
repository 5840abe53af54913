using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>Combinatorially symmetric cross-validation among backtests over the same
/// days.</summary>
/// <param name="Strategies">Distinct configurations compared.</param>
/// <param name="Blocks">Blocks that the days were cut into.</param>
/// <param name="Probability">How often the best of one half came out in the lower half of
/// the other.</param>
/// <param name="LossProbability">How often it lost there.</param>
public sealed record OverfittingEvidence(int Strategies, int Blocks, double Probability, double LossProbability);
