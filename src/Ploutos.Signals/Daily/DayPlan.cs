using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.Daily;

/// <summary>Which days each ticker of the watchlist still lacks: those after its newest record up
/// to the due day. A ticker without records begins with the due day, or with the first day that it
/// was asked for without an answer. Days on which it does not belong to its universe are left
/// out.</summary>
internal sealed class DayPlan
{
    private readonly Dictionary<string, DateOnly> _next = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, ExchangeCalendar> _markets;
    private readonly Dictionary<ExchangeCalendar, DateOnly> _due;
    private readonly Func<string, DateOnly?> _ended;
    private readonly Func<string, Membership?> _belongs;

    /// <summary>Plans.</summary>
    /// <param name="recorded">What is recorded.</param>
    /// <param name="markets">The market of each ticker of the watchlist; at least one.</param>
    /// <param name="lastDue">The last day of a market that is due.</param>
    /// <param name="ended">The last day of a ticker that ended: it has no signal after it.</param>
    /// <param name="belongs">The days on which a ticker belongs to its universe, null for all: it has no signal on
    /// any other.</param>
    public DayPlan(
        RecordedDays recorded,
        IReadOnlyDictionary<string, ExchangeCalendar> markets,
        Func<ExchangeCalendar, DateOnly> lastDue,
        Func<string, DateOnly?>? ended = null,
        Func<string, Membership?>? belongs = null
    )
    {
        (_ended, _belongs) = (ended ?? (static _ => null), belongs ?? (static _ => null));
        _markets = markets;
        _due = markets.Values.Distinct().ToDictionary(m => m, lastDue);
        Due = _due.Values.Max();
        foreach ((string ticker, ExchangeCalendar market) in markets)
            _next[ticker] = FirstMember(ticker, recorded.FirstLacking(ticker, market, DueOf(ticker)) ?? DueOf(ticker));

        Pending = [.. _due.SelectMany(m => PendingDays(m.Key, m.Value)).Distinct().Order()];
    }

    /// <summary>The last day that is due, of any market.</summary>
    public DateOnly Due { get; }

    /// <summary>The markets of the watchlist.</summary>
    public IReadOnlyCollection<ExchangeCalendar> Markets => _due.Keys;

    /// <summary>The market of the most tickers; of two with as many, that whose code comes first.</summary>
    public ExchangeCalendar Main =>
        _markets
            .Values.GroupBy(m => m)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.Mic, StringComparer.Ordinal)
            .First()
            .Key;

    /// <summary>Days that some ticker lacks, in order.</summary>
    public IReadOnlyList<DateOnly> Pending { get; }

    /// <summary>Nothing is lacking.</summary>
    public bool IsDone => Pending.Count == 0;

    /// <summary>Whether a ticker lacks a day.</summary>
    public bool IsPending(string ticker) => _next[ticker] <= DueOf(ticker) && !HasEnded(ticker, _next[ticker]);

    /// <summary>The market of a ticker of the watchlist; New York of any other.</summary>
    public ExchangeCalendar MarketOf(string ticker) => _markets.GetValueOrDefault(ticker, ExchangeCalendars.NewYork);

    /// <summary>The last day of a ticker's market that is due.</summary>
    public DateOnly DueOf(string ticker) => _due.TryGetValue(MarketOf(ticker), out DateOnly due) ? due : Due;

    /// <summary>The tickers whose next day this is: one that waits for an earlier day is not among
    /// them.</summary>
    public IEnumerable<string> PendingOn(DateOnly day) =>
        _next.Where(n => n.Value == day && IsPending(n.Key)).Select(n => n.Key).Order(StringComparer.Ordinal);

    /// <summary>Notes that records were stored.</summary>
    public void Take(IEnumerable<SignalRecord> records)
    {
        foreach (SignalRecord record in records)
            _next[record.Ticker] = FirstMember(record.Ticker, MarketOf(record.Ticker).Next(record.AsOf));
    }

    /// <summary>Whether every ticker of a market has its record of a day.</summary>
    public bool IsComplete(DateOnly day, string? market) =>
        _next.All(next =>
            next.Value > day || MarketOf(next.Key) != DayMoments.Market(market) || HasEnded(next.Key, next.Value)
        );

    /// <summary>The first session from one on at which a ticker belongs; a day after all that are due where there
    /// is none among them.</summary>
    private DateOnly FirstMember(string ticker, DateOnly session)
    {
        if (_belongs(ticker) is not { } days)
            return session;
        while (!days.Contains(session))
        {
            DateOnly back = days.Ranges.Select(r => r.From).FirstOrDefault(from => from > session, DateOnly.MaxValue);
            if (back > DueOf(ticker))
                return DateOnly.MaxValue;
            session = MarketOf(ticker).Next(back.AddDays(-1));
        }

        return session;
    }

    private bool HasEnded(string ticker, DateOnly day) => day > _ended(ticker);

    private IEnumerable<DateOnly> PendingDays(ExchangeCalendar market, DateOnly due)
    {
        DateOnly from = _next
            .Where(n => MarketOf(n.Key) == market && !HasEnded(n.Key, n.Value))
            .Select(n => n.Value)
            .DefaultIfEmpty(DateOnly.MaxValue)
            .Min();
        return market.Sessions(from < market.First ? market.First : from, due);
    }
}
