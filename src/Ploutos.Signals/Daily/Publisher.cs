using Ploutos.Experts;
using Ploutos.Experts.Vote;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Daily;

/// <summary>Tells stored signals on: to <c>logs/predictions.jsonl</c> and to the observers. How
/// far each was told is remembered after the telling, so that a crash repeats a signal and never
/// loses one.</summary>
internal sealed class Publisher(WorkspaceFolder workspace, SignalStore signals, IReadOnlyList<ILiveObserver> observers)
{
    private const string LogName = "predictions.jsonl";

    private const int SearchedTail = 1 << 20;

    private bool _resumed;

    /// <summary>An observer failed and has signals yet to be told.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Lets new observers begin with the signals that come from now on.</summary>
    public void Begin()
    {
        long last = signals.LastSequence();
        foreach (string name in observers.Select(o => o.Name).Append(LogName))
        {
            if (signals.Delivered(name) is null)
                signals.Deliver(name, last);
        }
    }

    /// <summary>Tells everything that was not told yet.</summary>
    /// <param name="models">The models in use, for the evidence beside a prediction; null where
    /// they can't be read.</param>
    /// <param name="isComplete">Whether every ticker of the watchlist has its record of
    /// a day.</param>
    /// <param name="progress">Told of what failed.</param>
    /// <param name="cancellation">Stops between two tellings.</param>
    public async Task RunAsync(
        ModelSet? models,
        Func<DateOnly, bool> isComplete,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        Log(models);
        foreach (ILiveObserver observer in observers)
        {
            try
            {
                foreach (StoredSignal[] batch in Batches(signals.After(signals.Delivered(observer.Name) ?? 0)))
                {
                    await observer
                        .OnSignalsAsync(
                            new(batch[0].Record.AsOf, batch, isComplete(batch[0].Record.AsOf)),
                            cancellation
                        )
                        .ConfigureAwait(false);
                    signals.Deliver(observer.Name, batch[^1].Sequence);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                IsBehind = true;
                progress?.Report(
                    new Note($"{observer.Name} failed and is told again later: {e.Message}", IsWarning: true)
                );
            }
        }
    }

    /// <summary>Tells of an event, once.</summary>
    public async Task TellAsync(LiveEvent happened, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        foreach (ILiveObserver observer in observers)
        {
            try
            {
                await observer.OnEventAsync(happened, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                progress?.Report(new Note($"{observer.Name} failed at an event: {e.Message}", IsWarning: true));
            }
        }
    }

    private void Log(ModelSet? models)
    {
        IReadOnlyList<StoredSignal> fresh = signals.After(signals.Delivered(LogName) ?? 0);
        if (fresh.Count == 0)
            return;

        // A process that died after writing lines and before remembering it left them at the end of
        // the file.
        HashSet<string> written = _resumed
            ? []
            :
            [
                .. ChainedLines
                    .Tail(workspace.PredictionLog, SearchedTail)
                    .Select(ChainedLines.Parse)
                    .OfType<ChainedLines.Line>()
                    .Select(l => l.Json),
            ];
        _resumed = true;
        foreach (StoredSignal signal in fresh.Where(s => s.Record.Signal is not null))
        {
            string json = PredictionLog.Text(Describe(signal.Record, models));
            if (!written.Contains(json))
                ChainedLines.Append(workspace.PredictionLog, json);
        }

        signals.Deliver(LogName, fresh[^1].Sequence);
    }

    /// <summary>The record in the form of every prediction.</summary>
    private static Prediction Describe(SignalRecord record, ModelSet? models)
    {
        VoteResult vote = EnsembleVote.Default.Cast(
            new(record.Experts[0].Probability, record.Experts[1].Probability, record.Experts[2].Probability),
            new(record.WeakThreshold!.Value, record.StrongThreshold!.Value)
        );
        ExpertVote[] votes = [vote.Momentum, vote.Reversion, vote.Volatility];
        return new()
        {
            Ticker = record.Ticker,
            AsOf = record.AsOf,
            DataAgeDays = DateOnly.FromDateTime(record.MadeAt.UtcDateTime).DayNumber - record.AsOf.DayNumber,
            Source = record.Source ?? "",
            Simulated = record.Simulated,
            Signal = record.Signal!,
            RawSignal = record.RawSignal!,
            GateReason = record.GateReason,
            Score = record.Score!.Value,
            WeakThreshold = record.WeakThreshold!.Value,
            StrongThreshold = record.StrongThreshold!.Value,
            MadeAt = record.MadeAt,
            Experts = [.. record.Experts.Select((o, i) => Opinion(o, votes[i], models, record.Origin == "simulated"))],
            Warnings = record.Late ? ["This signal is LATE: it was made when its outcome could be known already."] : [],
            Notes = ["made by the daily run"],
            Stale = false,
        };
    }

    private static ExpertOpinion Opinion(SignalOpinion opinion, ExpertVote vote, ModelSet? models, bool simulatedBars)
    {
        if (
            models?.Models.FirstOrDefault(m =>
                m.Card.Version == opinion.Version && m.Definition.Name == opinion.Expert
            ) is
            { } model
        )
            return PredictWorkflow.Opinion(model, opinion.Probability, vote, simulatedBars);
        (string low, string high) = ExpertDefinition.All.Single(e => e.Name == opinion.Expert).ClassNames;
        return new(
            opinion.Expert,
            opinion.Probability > 0.5 ? high : low,
            opinion.Probability,
            vote.Vote,
            vote.Weight,
            opinion.Version,
            ""
        );
    }

    /// <summary>Runs of one day, in the chain's order.</summary>
    private static IEnumerable<StoredSignal[]> Batches(IReadOnlyList<StoredSignal> fresh)
    {
        for (int start = 0, end; start < fresh.Count; start = end)
        {
            for (end = start + 1; end < fresh.Count && fresh[end].Record.AsOf == fresh[start].Record.AsOf; )
                end++;
            yield return [.. fresh.Skip(start).Take(end - start)];
        }
    }
}
