namespace Ploutos.Workspace.Remedies;

/// <summary>Train models.</summary>
/// <param name="Expert">The expert; all where null.</param>
/// <param name="WithTestRange">Leave days at the end out of the training, to test on.</param>
public sealed record TrainAgain(string? Expert = null, bool WithTestRange = false) : Remedy;
