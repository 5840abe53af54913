namespace Ploutos.Workspace.Remedies;

/// <summary>Import the bars of a simulated market.</summary>
public sealed record ImportSimulatedBars : Remedy;
