namespace Ploutos.Workspace.Remedies;

/// <summary>Take the broker's account over as it is.</summary>
public sealed record AcceptAccount : Remedy;
