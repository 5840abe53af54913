namespace Ploutos.Workflows;

/// <summary>What a long piece of work tells while it runs. Workflows report; the command, or a web
/// page, shows.</summary>
public abstract record WorkflowEvent;

/// <summary>A stage begins.</summary>
/// <param name="Name">Shown as it is: "import", "train", "predict".</param>
/// <param name="Detail">What it works on.</param>
public sealed record StageStarted(string Name, string Detail) : WorkflowEvent;

/// <summary>One of a known number of items is done.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">What was done, such as a ticker.</param>
/// <param name="Done">Items done.</param>
/// <param name="Total">All items.</param>
public sealed record ItemDone(string Stage, string Item, int Done, int Total) : WorkflowEvent;

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

/// <summary>A training has ended.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="BestEpoch">The epoch that was kept, counted from 1.</param>
/// <param name="BestLoss">Its validation loss.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record TrainingDone(string Expert, int BestEpoch, double BestLoss, TimeSpan Elapsed) : WorkflowEvent;

/// <summary>A search has finished a trial.</summary>
/// <param name="Expert">momentum, reversion, volatility.</param>
/// <param name="Number">The trial's number.</param>
/// <param name="State">COMPLETE, PRUNED, FAIL.</param>
/// <param name="Value">Its validation loss, where it has one.</param>
/// <param name="Done">Trials done.</param>
/// <param name="Total">All trials asked for.</param>
/// <param name="Pruned">Trials pruned so far.</param>
/// <param name="Best">Lowest loss so far.</param>
/// <param name="TimeLeft">At the pace so far, or until the timeout.</param>
public sealed record TrialDone(
    string Expert,
    int Number,
    string State,
    double? Value,
    int Done,
    int Total,
    int Pruned,
    double? Best,
    TimeSpan TimeLeft
) : WorkflowEvent;

/// <summary>Something the user should know, such as which bars are used.</summary>
/// <param name="Text">One sentence.</param>
/// <param name="IsWarning">Shown as a warning.</param>
public sealed record Note(string Text, bool IsWarning = false) : WorkflowEvent;
