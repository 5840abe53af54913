namespace Ploutos.Research.Models;

/// <summary>Another version predicts from now on.</summary>
/// <param name="Expert">Whose.</param>
/// <param name="Before">The version that predicted before; null where it could not be read.</param>
/// <param name="After">The version that predicts now.</param>
/// <param name="Changed">Whether they differ.</param>
/// <param name="Thresholds">What became of the vote's thresholds, in one sentence.</param>
public sealed record ModelSwitch(string Expert, string? Before, string After, bool Changed, string Thresholds);
