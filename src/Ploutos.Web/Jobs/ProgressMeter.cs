using System.Globalization;
using Ploutos.Research.Evaluation;
using Ploutos.Web.Json;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Web.Jobs;

/// <summary>From a job's events to how far it is as a whole; experts that work side by side or one
/// after another count alike.</summary>
internal sealed class ProgressMeter(int parts)
{
    private readonly Dictionary<string, double> _fractions = [];

    /// <summary>A job that has told nothing yet.</summary>
    public static JobProgress Starting { get; } = new(null, "starting", new("starting", []));

    /// <summary>A job that did all.</summary>
    public static JobProgress Done { get; } = new(1, "done", new("done", []));

    /// <summary>How far the job is.</summary>
    public JobProgress Now { get; private set; } = Starting;

    public void Take(WorkflowEvent told)
    {
        (string? part, double fraction) = Share(told);
        if (part is not null)
            _fractions[part] = Math.Min(1, fraction);
        double? whole =
            _fractions.Count == 0 ? null : Math.Min(1, _fractions.Values.Sum() / Math.Max(parts, _fractions.Count));
        Now = Text(told) is { } text ? new(whole, text, Words(told)) : Now with { Fraction = whole };
    }

    private static (string? Part, double Fraction) Share(WorkflowEvent told) =>
        told switch
        {
            EpochDone e => (e.Expert, (double)e.Epoch / Math.Max(1, e.Epochs)),
            TrainingDone e => (e.Expert, 1),
            TrialDone e => (e.Expert, (double)e.Done / Math.Max(1, e.Total)),
            TickerNews e => ("tickers", (double)e.Done / Math.Max(1, e.Total)),
            // Each expert's settings are tried before it is trained.
            ItemDone { Stage: "choose" } e => ($"choose {e.Item.Split(':')[0]}", (double)e.Done / Math.Max(1, e.Total)),
            // Steps of one check: the proof itself tells how many checks are done.
            ItemDone e when e.Stage.StartsWith("prove ", StringComparison.Ordinal) => (null, 0),
            ItemDone e => (e.Stage, (double)e.Done / Math.Max(1, e.Total)),
            EvaluationProgress e => ("units", (double)e.Done / Math.Max(1, e.Total)),
            _ => (null, 0),
        };

    /// <summary>What it does; null for what is no news of it.</summary>
    private static string? Text(WorkflowEvent told) =>
        told switch
        {
            EpochDone e => Invariant(
                $"{e.Expert}: epoch {e.Epoch} of at most {e.Epochs}, validation loss {e.ValidationLoss:F5}"
            ),
            TrainingDone e => Invariant($"{e.Expert}: trained, best epoch {e.BestEpoch}"),
            TrialDone e => Invariant($"{e.Expert}: trial {e.Done} of {e.Total}, best {e.Best:F5}"),
            TickerNews e => $"{e.Ticker}: {e.Detail}",
            ItemDone e => $"{e.Stage}: {e.Item} ({e.Done} of {e.Total})",
            EvaluationProgress e => $"{e.Unit}: {e.Detail} ({e.Done} of {e.Total} done)",
            StageStarted e => $"{e.Name}: {e.Detail}",
            Note { IsWarning: false } e => e.Text,
            _ => null,
        };

    private static ProgressWords? Words(WorkflowEvent told) =>
        told switch
        {
            EpochDone e => Of("epoch", e.Expert, e.Epoch, e.Epochs, e.ValidationLoss),
            TrainingDone e => Of("trained", e.Expert, e.BestEpoch),
            TrialDone { Best: { } best } e => Of("trial", e.Expert, e.Done, e.Total, best),
            TrialDone e => Of("trial-first", e.Expert, e.Done, e.Total),
            TickerNews e => Of($"ticker-{StateName.Of(e.Stage)}", e.Ticker, e.Done, e.Total),
            // Their items are sentences; the counts say enough.
            ItemDone { Stage: "prove" } e => Of("checks", e.Done, e.Total),
            ItemDone { Stage: "choose" } e => Of("choose", e.Item.Split(':')[0], e.Done, e.Total),
            ItemDone e when e.Stage.StartsWith("prove ", StringComparison.Ordinal) => Of("prove", e.Done, e.Total),
            ItemDone e => Of("item", e.Item, e.Done, e.Total),
            EvaluationProgress e => Of("unit", e.Forecaster, e.Expert, e.Fold, e.Done, e.Total),
            StageStarted e => Of($"stage-{e.Name}"),
            Note { Code: { } code } e => new($"note-{code}", e.Values),
            _ => null,
        };

    private static ProgressWords Of(string name, params ReadOnlySpan<object> values)
    {
        var words = new List<string>(values.Length);
        foreach (object value in values)
            words.Add(value is double d ? Invariant($"{d:F5}") : Invariant($"{value}"));
        return new(name, words);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
