using Ploutos.MarketData.Calendar;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.Daily;

/// <summary>Which days each ticker of the watchlist still lacks: those after its newest record up
/// to the due day. A ticker without records begins with the due day, or with the first day that it
/// was asked for without an answer.</summary>
internal sealed class DayPlan
{
    private readonly Dictionary<string, DateOnly> _next = new(StringComparer.Ordinal);

    public DayPlan(SignalStore signals, IReadOnlyList<string> tickers, DateOnly due)
    {
        Due = due;
        IReadOnlyDictionary<string, DateOnly> last = signals.LastDays(),
            asked = signals.FirstAskedDays();
        foreach (string ticker in tickers)
        {
            _next[ticker] =
                last.TryGetValue(ticker, out DateOnly newest) ? NewYorkCalendar.Next(newest)
                : asked.TryGetValue(ticker, out DateOnly first) && first < due ? first
                : due;
        }

        DateOnly from = _next.Count == 0 ? due : _next.Values.Min();
        Pending = [.. NewYorkCalendar.TradingDays(from < NewYorkCalendar.First ? NewYorkCalendar.First : from, due)];
    }

    /// <summary>The last day that is due.</summary>
    public DateOnly Due { get; }

    /// <summary>Days that some ticker lacks, in order.</summary>
    public IReadOnlyList<DateOnly> Pending { get; }

    /// <summary>Nothing is lacking.</summary>
    public bool IsDone => Pending.Count == 0;

    /// <summary>Whether a ticker lacks a day.</summary>
    public bool IsPending(string ticker) => _next[ticker] <= Due;

    /// <summary>The tickers whose next day this is: one that waits for an earlier day is not among
    /// them.</summary>
    public IEnumerable<string> PendingOn(DateOnly day) =>
        _next.Where(n => n.Value == day).Select(n => n.Key).Order(StringComparer.Ordinal);

    /// <summary>Notes that records were stored.</summary>
    public void Take(IEnumerable<SignalRecord> records)
    {
        foreach (SignalRecord record in records)
            _next[record.Ticker] = NewYorkCalendar.Next(record.AsOf);
    }

    /// <summary>Whether every ticker has its record of a day.</summary>
    public bool IsComplete(DateOnly day) => _next.Values.All(next => next > day);
}
