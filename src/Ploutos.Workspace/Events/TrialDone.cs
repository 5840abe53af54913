namespace Ploutos.Workspace.Events;

/// <summary>A search has finished a trial.</summary>
public sealed record TrialDone : WorkflowEvent
{
    /// <summary>momentum, reversion, volatility.</summary>
    public required string Expert { get; init; }

    /// <summary>The trial's number.</summary>
    public required int Number { get; init; }

    /// <summary>How it ended.</summary>
    public required SearchTrialState State { get; init; }

    /// <summary>Its validation loss, where it has one.</summary>
    public required double? Value { get; init; }

    /// <summary>Trials done.</summary>
    public required int Done { get; init; }

    /// <summary>All trials asked for.</summary>
    public required int Total { get; init; }

    /// <summary>Trials pruned so far.</summary>
    public required int Pruned { get; init; }

    /// <summary>Lowest loss so far.</summary>
    public required double? Best { get; init; }

    /// <summary>At the pace so far, or until the timeout.</summary>
    public required TimeSpan TimeLeft { get; init; }
}
