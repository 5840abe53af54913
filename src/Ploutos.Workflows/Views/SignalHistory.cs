using Ploutos.Signals.History;
using Ploutos.Signals.Ledger;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>Signals that were given, from the one record of them: the daily run's, with what became
/// of them, and predictions of other days.</summary>
internal sealed class SignalHistory(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>By day, the newest last; of several on one day and ticker the daily run's counts,
    /// else the last prediction.</summary>
    /// <exception cref="ViewException">The record of signals can't be read.</exception>
    public IReadOnlyList<LoggedSignal> Of(string? ticker, int limit)
    {
        var byDay = new Dictionary<(DateOnly, string), LoggedSignal>();
        foreach (StoredSignal signal in Read(ticker).OrderBy(s => s.Record.Kind == SignalKind.Daily))
            byDay[(signal.Record.AsOf, signal.Record.Ticker)] = Describe(signal);
        return [.. byDay.Values.OrderBy(s => s.AsOf).ThenBy(s => s.Ticker, StringComparer.Ordinal).TakeLast(limit)];
    }

    private IEnumerable<StoredSignal> Read(string? ticker)
    {
        try
        {
            return new SignalsWorkflow(workspace, time)
                .List(new(ticker is null ? null : [ticker]))
                .Where(s => s.Record is { Signal: not null, Score: not null });
        }
        catch (StorageException e)
        {
            throw new ViewException(ViewFault.StoreBroken, e.Message, e);
        }
    }

    private static LoggedSignal Describe(StoredSignal s)
    {
        bool live = s.Record.Kind == SignalKind.Daily;
        return new()
        {
            Ticker = s.Record.Ticker,
            AsOf = s.Record.AsOf,
            MadeAt = s.Record.MadeAt,
            From = live ? "live" : "log",
            Late = live ? s.Record.Late : null,
            Signal = s.Record.Signal!,
            RawSignal = s.Record.RawSignal ?? s.Record.Signal!,
            Score = s.Record.Score!.Value,
            Simulated = s.Record.Simulated,
            Probabilities = s.Record.Experts.ToDictionary(e => e.Expert, e => e.Probability),
            Outcomes = s.Outcomes.GroupBy(o => o.Expert).ToDictionary(g => g.Key, g => g.Last().Happened),
        };
    }
}
