namespace Ploutos.Workspace.Events;

/// <summary>A search has finished a trial.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Number">The trial's number.</param>
/// <param name="State">How it ended.</param>
/// <param name="Value">Its validation loss, where it has one.</param>
/// <param name="Done">Trials done.</param>
/// <param name="Total">All trials asked for.</param>
/// <param name="Pruned">Trials pruned so far.</param>
/// <param name="Best">Lowest loss so far.</param>
/// <param name="TimeLeft">At the pace so far, or until the timeout.</param>
public sealed record TrialDone(
    string Expert,
    int Number,
    SearchTrialState State,
    double? Value,
    int Done,
    int Total,
    int Pruned,
    double? Best,
    TimeSpan TimeLeft
) : WorkflowEvent;
