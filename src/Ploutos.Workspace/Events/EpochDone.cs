namespace Ploutos.Workspace.Events;

/// <summary>A training has finished an epoch.</summary>
public sealed record EpochDone : WorkflowEvent
{
    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epoch { get; init; }

    /// <summary>Most epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Mean loss over the epoch's batches.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>Loss on the validation rows.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>Lowest validation loss so far.</summary>
    public required double BestLoss { get; init; }

    /// <summary>This epoch's.</summary>
    public required double LearningRate { get; init; }

    /// <summary>At the pace so far, up to the early stop that comes if no epoch is better.</summary>
    public required TimeSpan TimeLeft { get; init; }
}
