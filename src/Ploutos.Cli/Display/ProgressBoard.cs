using System.Globalization;
using Ploutos.Cli.Rendering;
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
    private const int BarWidth = 20,
        LeastBar = 8;

    private readonly OrderedDictionary<string, Row> _rows = [];

    /// <summary>The rows to show now, in the order in which they first came. Where they are too wide, they say
    /// less, then the bars are shorter, then a row goes on below.</summary>
    /// <param name="width">Columns of the terminal.</param>
    public IReadOnlyList<string> Lines(int width)
    {
        bool isWide = _rows.Values.All(r => Length(r, r.Text) <= width);
        int longest = _rows.Values.Where(r => r.Share is not null).Select(r => r.Short.Length).DefaultIfEmpty().Max(),
            bar = isWide ? BarWidth : Math.Clamp(width - 1 - longest, LeastBar, BarWidth);
        return
        [
            .. _rows.Values.SelectMany(r =>
                LineBreaks.Of((r.Share is { } share ? $"{Bar(share, bar)} " : "") + (isWide ? r.Text : r.Short), width)
            ),
        ];

        int Length(Row row, string text) => text.Length + (row.Share is null ? 0 : BarWidth + 1);
    }

    /// <summary>Takes an event in; returns the line to print above the board for good, or null.</summary>
    public string? Take(WorkflowEvent happened)
    {
        string text = EventText.Of(happened);
        switch (happened)
        {
            case ItemDone item:
                _rows[$"items {item.Stage}"] = new(Share(item.Done, item.Total), text);
                return null;
            case TickerNews { IsLast: false } news:
                _rows[$"ticker {news.Ticker}"] = new(null, text);
                return null;
            case TickerNews news:
                _rows.Remove($"ticker {news.Ticker}");
                _rows["items tickers"] = new(
                    Share(news.Done, news.Total),
                    string.Create(CultureInfo.InvariantCulture, $"{news.Done} of {news.Total} tickers")
                );
                return news.Stage == TickerStage.Failed && news.Total > 1 ? text : null;
            case EpochDone epoch:
                _rows[$"epochs {epoch.Expert}"] = new(Share(epoch.Epoch, epoch.Epochs), text, EventText.Brief(epoch));
                return null;
            case EvaluationProgress unit:
                if (unit.IsLast)
                    _rows.Remove($"unit {unit.Unit}");
                else
                    _rows[$"unit {unit.Unit}"] = new(null, $"{unit.Unit}: {unit.Detail}");
                _rows["items units"] = new(
                    Share(unit.Done, unit.Total),
                    string.Create(CultureInfo.InvariantCulture, $"{unit.Done} of {unit.Total} units")
                        + (unit.TimeLeft is { } left ? $", {Figures.Span(left)} left" : "")
                );
                return null;
            case ExpertTrained:
                return null;
            case TrainingDone training:
                _rows[$"epochs {training.Expert}"] = new(1, text);
                return null;
            case TrialRunning running:
                _rows[$"trial {running.Expert} {running.Number}"] = new(Share(running.Epoch, running.Epochs), text);
                return null;
            case TrialDone trial:
                _rows.Remove($"trial {trial.Expert} {trial.Number}");
                _rows[$"trials {trial.Expert}"] = new(Share(trial.Done, trial.Total), text, EventText.Brief(trial));
                return null;
            default:
                return text;
        }
    }

    private static double Share(int done, int total) => total <= 0 ? 1 : (double)Math.Clamp(done, 0, total) / total;

    private static string Bar(double share, int width)
    {
        int full = (int)(width * share);
        return new string('━', full) + new string('┄', width - full);
    }

    /// <summary>A row.</summary>
    /// <param name="Share">The part that is done; null where it has no bar.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Brief">The same on a narrow terminal; null where it is short anyway.</param>
    private sealed record Row(double? Share, string Text, string? Brief = null)
    {
        public string Short => Brief ?? Text;
    }
}
