using System.Globalization;
using Ploutos.Research.Evaluation;
using Ploutos.Web.Json;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Web.Jobs;

/// <summary>From a job's events to how far it is as a whole; experts that work side by side or one
/// after another count alike.</summary>
internal sealed class ProgressMeter(int parts)
{
    private readonly Dictionary<string, double> _fractions = [];

    /// <summary>How far the job is.</summary>
    public JobProgress Now { get; private set; } = new(null, "starting");

    public void Take(WorkflowEvent told)
    {
        (string? part, double fraction, string text) = told switch
        {
            EpochDone e => (
                e.Expert,
                (double)e.Epoch / Math.Max(1, e.Epochs),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{e.Expert}: epoch {e.Epoch} of at most {e.Epochs}, validation loss {e.ValidationLoss:F5}"
                )
            ),
            TrainingDone e => (
                e.Expert,
                1,
                string.Create(CultureInfo.InvariantCulture, $"{e.Expert}: trained, best epoch {e.BestEpoch}")
            ),
            TrialDone e => (
                e.Expert,
                (double)e.Done / Math.Max(1, e.Total),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{e.Expert}: trial {e.Done} of {e.Total}, best {e.Best:F5}"
                )
            ),
            TickerNews e => ("tickers", (double)e.Done / Math.Max(1, e.Total), $"{e.Ticker}: {e.Detail}"),
            ItemDone e => (
                e.Stage,
                (double)e.Done / Math.Max(1, e.Total),
                $"{e.Stage}: {e.Item} ({e.Done} of {e.Total})"
            ),
            EvaluationProgress e => (
                "units",
                (double)e.Done / Math.Max(1, e.Total),
                $"{e.Unit}: {e.Detail} ({e.Done} of {e.Total} done)"
            ),
            StageStarted e => ((string?)null, 0, $"{e.Name}: {e.Detail}"),
            Note { IsWarning: false } e => (null, 0, e.Text),
            _ => (null, 0, Now.Text),
        };
        if (part is not null)
            _fractions[part] = Math.Min(1, fraction);
        double? whole =
            _fractions.Count == 0 ? null : Math.Min(1, _fractions.Values.Sum() / Math.Max(parts, _fractions.Count));
        Now = new(whole, text);
    }
}
