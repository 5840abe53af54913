namespace Ploutos.Workspace.Remedies;

/// <summary>Look at the versions of the models.</summary>
public sealed record ListModels : Remedy;
