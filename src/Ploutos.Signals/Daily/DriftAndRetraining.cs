using System.Globalization;
using System.Text.Json;
using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Signals.Drift;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Daily;

/// <summary>What follows a day's signals: drift, and a retraining every so many
/// trading days.</summary>
internal sealed class DriftAndRetraining(
    LiveContext context,
    BarStore store,
    SignalStore signals,
    ModelRegistry registry,
    Publisher publisher
)
{
    private const string DriftKind = "drift",
        RetrainingKind = "retraining";

    /// <summary>Tells of drift, once for each set of features that drift.</summary>
    public async Task ReportDriftAsync(
        Ensemble models,
        DateOnly day,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        FeatureDrift[] beyond =
        [
            .. new DriftMonitor(registry, store, signals).Run(models.Models, day).Where(d => d.Drifts),
        ];
        LiveTelemetry.SetDrifting(beyond.Length);
        FeatureDrift[] before = signals.LastNote(DriftKind) is { } note
            ? [.. JsonSerializer.Deserialize(note.Body, LedgerJson.Default.DriftRecord)!.Drifts]
            : [];
        if (beyond.Select(Key).ToHashSet().SetEquals(before.Select(Key)))
            return;
        signals.Note(
            DriftKind,
            context.Time.GetUtcNow(),
            day,
            JsonSerializer.Serialize(new DriftRecord(beyond), LedgerJson.Default.DriftRecord)
        );
        FeatureDrift[] fresh = [.. beyond.ExceptBy(before.Select(Key), Key)];
        if (fresh.Length == 0)
            return;
        string named = string.Join(
            ", ",
            fresh
                .Take(6)
                .Select(d =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{d.Expert} {d.Feature} (PSI {d.Psi:F2}, limit {d.PsiLimit:F2})"
                    )
                )
        );
        string text =
            $"Drift: the last {QuantileSketch.WindowDays} days are distributed otherwise than the training in {named}"
            + (fresh.Length > 6 ? $" and {fresh.Length - 6} more." : ".");
        progress?.Report(new Note(text, IsWarning: true));
        await publisher
            .TellAsync(new DriftSeen(context.Time.GetUtcNow(), text, beyond), progress, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>Trains challengers where enough sessions of a market have passed since the last time, or
    /// since the first signal.</summary>
    public async Task RetrainAsync(
        Ensemble models,
        DateOnly day,
        ExchangeCalendar market,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        if (context.Request.RetrainEvery == 0)
            return;
        DateOnly? last = signals.LastNote(RetrainingKind)?.Day ?? signals.FirstDay();
        if (last is null || market.Sessions(last.Value.AddDays(1), day).Count() < context.Request.RetrainEvery)
            return;
        IReadOnlyList<ModelDuel> duels = new ChampionChallenger(
            context.Workspace,
            context.Time,
            registry,
            models.Definition,
            context.Request.CompareDays,
            context.Request.AcceptSerious
        ).Run(models.Models, store, day, progress, cancellation);
        signals.Note(
            RetrainingKind,
            context.Time.GetUtcNow(),
            day,
            JsonSerializer.Serialize(new RetrainingRecord(duels), LedgerJson.Default.RetrainingRecord)
        );
        LiveTelemetry.Count(duels);
        string text = $"Retrained: {string.Join("; ", duels.Select(Sentence))}.";
        await publisher
            .TellAsync(new Retrained(context.Time.GetUtcNow(), text, duels), progress, cancellation)
            .ConfigureAwait(false);
    }

    private static string Sentence(ModelDuel duel) =>
        $"{duel.Expert} {(duel.TakesOver ? $"now predicts with {duel.Challenger}" : $"stays with {duel.Champion}")}"
        + $" ({duel.Verdict})";

    private static (string, string) Key(FeatureDrift drift) => (drift.Expert, drift.Feature);
}
