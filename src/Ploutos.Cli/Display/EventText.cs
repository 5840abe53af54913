using System.Globalization;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Evaluation;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Display;

/// <summary>One line for each event of a workflow, the same on a terminal and in a log.</summary>
internal static class EventText
{
    /// <summary>Shown once the user has asked to stop.</summary>
    public const string Stopping = "stopping cleanly; Ctrl-C again ends at once";

    /// <summary>The event as a line of text.</summary>
    public static string Of(WorkflowEvent happened) =>
        happened switch
        {
            StageStarted stage => stage.Detail.Length > 0 ? $"{stage.Name}: {stage.Detail}" : stage.Name,
            ItemDone item => string.Create(
                CultureInfo.InvariantCulture,
                $"{item.Stage}: {item.Done} of {item.Total}, {item.Item}"
            ),
            EpochDone epoch => Epoch(epoch),
            TrainingDone done => $"{done.Expert}: trained in {Figures.Span(done.Elapsed)}, "
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"best epoch {done.BestEpoch}, validation loss {done.BestLoss:0.00000}"
                ),
            TrialRunning running => string.Create(
                CultureInfo.InvariantCulture,
                $"{running.Expert}: trial {running.Number}, fold {running.Fold} of {running.Folds}, epoch"
                    + $" {running.Epoch} of {running.Epochs}, best {running.BestLoss:0.00000}"
            ),
            TrialDone trial => Trial(trial),
            TickerNews news => news.IsLast ? news.Detail : $"{news.Ticker}: {StateName.Of(news.Stage)} {news.Detail}",
            EvaluationProgress unit => $"{unit.Unit}: {unit.Detail}, "
                + string.Create(CultureInfo.InvariantCulture, $"{unit.Done} of {unit.Total} units")
                + (unit.TimeLeft is { } left ? $", {Figures.Span(left)} left" : ""),
            Note note => (note.IsWarning ? $"warning: {note.Text}" : note.Text)
                + string.Concat(RemedyText.Lines(note.Remedies).Select(line => "\n" + line)),
            _ => happened.ToString(),
        };

    /// <summary>An epoch in less than 60 columns.</summary>
    public static string Brief(EpochDone epoch) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch.Expert}: epoch {epoch.Epoch} of {epoch.Epochs}, best {epoch.BestLoss:0.00000}, "
        ) + $"{Figures.Span(epoch.TimeLeft)} left";

    /// <summary>The state of a search in less than 60 columns.</summary>
    public static string Brief(TrialDone trial) =>
        string.Create(CultureInfo.InvariantCulture, $"{trial.Expert}: {trial.Done} of {trial.Total} trials, ")
        + $"best {Loss(trial.Best)}, {Figures.Span(trial.TimeLeft)} left";

    private static string Epoch(EpochDone epoch) =>
        string.Create(CultureInfo.InvariantCulture, $"{epoch.Expert}: epoch {epoch.Epoch} of {epoch.Epochs}, ")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"loss {epoch.TrainLoss:0.00000}, validation {epoch.ValidationLoss:0.00000}, best"
                + $" {epoch.BestLoss:0.00000}, "
        )
        + string.Create(
            CultureInfo.InvariantCulture,
            $"learning rate {epoch.LearningRate:0.0e+00}, {Figures.Span(epoch.TimeLeft)} left"
        );

    private static string Trial(TrialDone trial) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{trial.Expert}: trial {trial.Number} {StateName.Of(trial.State)}{Value(trial.Value)}, "
        )
        + string.Create(CultureInfo.InvariantCulture, $"{trial.Done} of {trial.Total} done, {trial.Pruned} pruned, ")
        + $"best {Loss(trial.Best)}, {Figures.Span(trial.TimeLeft)} left";

    private static string Value(double? loss) => loss is null ? "" : $" at {Loss(loss)}";

    private static string Loss(double? loss) =>
        loss is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.000000}") : "none yet";
}
