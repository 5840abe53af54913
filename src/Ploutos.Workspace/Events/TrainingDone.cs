namespace Ploutos.Workspace.Events;

/// <summary>A training has ended.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="BestEpoch">The epoch that was kept, counted from 1.</param>
/// <param name="BestLoss">Its validation loss.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record TrainingDone(string Expert, int BestEpoch, double BestLoss, TimeSpan Elapsed) : WorkflowEvent;
