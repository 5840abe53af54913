using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>Signals that were given: the daily run's, with what became of them, and beside them
/// logged predictions of other days.</summary>
internal sealed class SignalHistory(WorkspaceFolder workspace)
{
    private readonly SignalLog _log = new(workspace);

    /// <summary>By day, the newest last; of several on one day and ticker the daily run's counts,
    /// else the last logged one.</summary>
    /// <exception cref="ViewException">The store of signals can't be read.</exception>
    public IReadOnlyList<LoggedSignal> Of(string? ticker, int limit)
    {
        var byDay = new Dictionary<(DateOnly, string), LoggedSignal>();
        foreach (LoggedSignal logged in _log.All().Where(s => ticker is null || s.Ticker == ticker))
            byDay[(logged.AsOf, logged.Ticker)] = logged;
        foreach (LoggedSignal live in Live(ticker))
            byDay[(live.AsOf, live.Ticker)] = live;
        return [.. byDay.Values.OrderBy(s => s.AsOf).ThenBy(s => s.Ticker, StringComparer.Ordinal).TakeLast(limit)];
    }

    private IEnumerable<LoggedSignal> Live(string? ticker)
    {
        if (!File.Exists(SignalStore.PathOf(workspace)))
            return [];
        try
        {
            using SignalStore store = SignalStore.Open(workspace);
            return
            [
                .. store.History(ticker).Where(s => s.Record is { Signal: not null, Score: not null }).Select(Describe),
            ];
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new ViewException(ViewFault.StoreBroken, e.Message, e);
        }
    }

    private static LoggedSignal Describe(StoredSignal s) =>
        new(
            s.Record.Ticker,
            s.Record.AsOf,
            s.Record.MadeAt,
            "live",
            s.Record.Late,
            s.Record.Signal!,
            s.Record.RawSignal ?? s.Record.Signal!,
            s.Record.Score!.Value,
            s.Record.Simulated,
            s.Record.Experts.ToDictionary(e => e.Expert, e => e.Probability),
            s.Outcomes.GroupBy(o => o.Expert).ToDictionary(g => g.Key, g => g.Last().Happened)
        );
}
