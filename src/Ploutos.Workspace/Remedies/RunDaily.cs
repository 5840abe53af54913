namespace Ploutos.Workspace.Remedies;

/// <summary>Do the daily run once.</summary>
public sealed record RunDaily : Remedy;
