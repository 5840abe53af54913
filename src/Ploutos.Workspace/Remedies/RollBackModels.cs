namespace Ploutos.Workspace.Remedies;

/// <summary>Go back to the version of a model that was in use before.</summary>
/// <param name="Expert">The expert.</param>
public sealed record RollBackModels(string Expert) : Remedy;
