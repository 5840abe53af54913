namespace Ploutos.Workspace.Remedies;

/// <summary>Look at what the store holds.</summary>
public sealed record ListBars : Remedy;
