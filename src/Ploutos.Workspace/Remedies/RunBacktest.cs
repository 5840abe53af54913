namespace Ploutos.Workspace.Remedies;

/// <summary>Run a backtest.</summary>
public sealed record RunBacktest : Remedy;
