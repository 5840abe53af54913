namespace Ploutos.Workspace.Remedies;

/// <summary>Search hyperparameters.</summary>
/// <param name="Expert">The expert; all where null.</param>
/// <param name="TestFrom">The first day that the search must not see.</param>
public sealed record RunSearch(string? Expert = null, DateOnly? TestFrom = null) : Remedy;
