namespace Ploutos.Workspace.Events;

/// <summary>A trial of a search has finished an epoch.</summary>
public sealed record TrialRunning : WorkflowEvent
{
    /// <summary>momentum, reversion, volatility, or the name of an expert's file.</summary>
    public required string Expert { get; init; }

    /// <summary>The trial's number.</summary>
    public required int Number { get; init; }

    /// <summary>Its fold, counted from 1.</summary>
    public required int Fold { get; init; }

    /// <summary>Folds that a trial goes through unless it is pruned.</summary>
    public required int Folds { get; init; }

    /// <summary>Epochs done in the fold.</summary>
    public required int Epoch { get; init; }

    /// <summary>Most epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Lowest validation loss of the fold so far.</summary>
    public required double BestLoss { get; init; }
}
