using System.Globalization;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Display;

/// <summary>The live part of a terminal: a bar and a line for each thing under way, several experts
/// side by side.</summary>
internal sealed class ProgressBoard
{
    private const int BarWidth = 20;

    private readonly OrderedDictionary<string, string> _rows = [];

    /// <summary>The rows to show now, in the order in which they first came.</summary>
    public IReadOnlyList<string> Rows => [.. _rows.Values];

    /// <summary>Takes an event in; returns the line to print above the board for good, or null.</summary>
    public string? Take(WorkflowEvent happened)
    {
        string text = EventText.Of(happened);
        switch (happened)
        {
            case ItemDone item:
                _rows[$"items {item.Stage}"] = $"{Bar(item.Done, item.Total)} {text}";
                return null;
            case TickerNews { IsLast: false } news:
                _rows[$"ticker {news.Ticker}"] = text;
                return null;
            case TickerNews news:
                _rows.Remove($"ticker {news.Ticker}");
                _rows["items tickers"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Bar(news.Done, news.Total)} {news.Done} of {news.Total} tickers"
                );
                return news.Stage == TickerStage.Failed && news.Total > 1 ? text : null;
            case EpochDone epoch:
                _rows[$"epochs {epoch.Expert}"] = $"{Bar(epoch.Epoch, epoch.Epochs)} {text}";
                return null;
            case EvaluationProgress unit:
                if (unit.IsLast)
                    _rows.Remove($"unit {unit.Unit}");
                else
                    _rows[$"unit {unit.Unit}"] = $"{unit.Unit}: {unit.Detail}";
                _rows["items units"] =
                    $"{Bar(unit.Done, unit.Total)} "
                    + string.Create(CultureInfo.InvariantCulture, $"{unit.Done} of {unit.Total} units")
                    + (unit.TimeLeft is { } left ? $", {Rendering.Figures.Span(left)} left" : "");
                return null;
            case ExpertTrained:
                return null;
            case TrainingDone training:
                _rows[$"epochs {training.Expert}"] = $"{Bar(1, 1)} {text}";
                return null;
            case TrialRunning running:
                _rows[$"trial {running.Expert} {running.Number}"] = $"{Bar(running.Epoch, running.Epochs)} {text}";
                return null;
            case TrialDone trial:
                _rows.Remove($"trial {trial.Expert} {trial.Number}");
                _rows[$"trials {trial.Expert}"] = $"{Bar(trial.Done, trial.Total)} {text}";
                return null;
            default:
                return text;
        }
    }

    private static string Bar(int done, int total)
    {
        int full = total <= 0 ? BarWidth : (int)((long)BarWidth * Math.Clamp(done, 0, total) / total);
        return new string('━', full) + new string('┄', BarWidth - full);
    }
}
