namespace Ploutos.Experts.Risk;

/// <summary>A version of the risk model that is at hand.</summary>
/// <param name="Version">Its name.</param>
/// <param name="Folder">Where its file lies.</param>
/// <param name="Card">What is known of it; null where that can't be used.</param>
/// <param name="Problem">Why it can't be used, or null.</param>
/// <param name="IsCurrent">It is the one that forecasts.</param>
public sealed record RiskVersion(string Version, string Folder, RiskCard? Card, string? Problem, bool IsCurrent);
