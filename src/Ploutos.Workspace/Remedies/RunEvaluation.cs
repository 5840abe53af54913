namespace Ploutos.Workspace.Remedies;

/// <summary>Evaluate the system walk-forward.</summary>
public sealed record RunEvaluation : Remedy;
