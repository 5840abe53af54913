namespace Ploutos.Workspace.Remedies;

/// <summary>Stop the other process, or wait until it has finished.</summary>
public sealed record StopOtherProcess : Remedy;
