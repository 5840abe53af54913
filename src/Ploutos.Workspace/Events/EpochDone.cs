namespace Ploutos.Workspace.Events;

/// <summary>A training has finished an epoch.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Epochs">Most epochs.</param>
/// <param name="TrainLoss">Mean loss over the epoch's batches.</param>
/// <param name="ValidationLoss">Loss on the validation rows.</param>
/// <param name="BestLoss">Lowest validation loss so far.</param>
/// <param name="LearningRate">This epoch's.</param>
/// <param name="TimeLeft">At the pace so far, if no early stop comes.</param>
public sealed record EpochDone(
    string Expert,
    int Epoch,
    int Epochs,
    double TrainLoss,
    double ValidationLoss,
    double BestLoss,
    double LearningRate,
    TimeSpan TimeLeft
) : WorkflowEvent;
