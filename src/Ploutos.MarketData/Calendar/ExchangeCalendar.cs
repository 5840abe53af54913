using Ploutos.MarketData.Calendar.Rules;

namespace Ploutos.MarketData.Calendar;

/// <summary>The sessions of one market by its rules: which days it trades, when a session ends, and
/// which session has ended at a moment. A session belongs to one date of the market's time zone.
/// Thread-safe; a year is computed once. Sources of each market's rules: the files in
/// <c>Calendar/Exchanges</c> and decision 16.</summary>
public sealed class ExchangeCalendar
{
    private readonly ExchangeRules _rules;
    private readonly MarketClock _clock;
    private readonly SessionYear?[] _years;
    private readonly Lazy<SessionsPerYear> _perYear;

    internal ExchangeCalendar(ExchangeRules rules)
    {
        _rules = rules;
        _clock = new(rules.TimeZone);
        _years = new SessionYear?[rules.Last.Year - rules.First.Year + 1];
        _perYear = new(CountPerYear);
    }

    /// <summary>The market identifier code of ISO 10383 (<c>XPAR</c>), or <c>24/7</c> and
    /// <c>24/5</c>.</summary>
    public string Mic => _rules.Mic;

    /// <summary>The market's name.</summary>
    public string Name => _rules.Name;

    /// <summary>The time zone's name in the IANA database, such as <c>Europe/Paris</c>.</summary>
    public string TimeZone => _rules.TimeZone;

    /// <summary>The city that gives the time zone its name, such as <c>New York</c>; <c>UTC</c> of
    /// universal time.</summary>
    public string City => TimeZone[(TimeZone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>First day the rules can compute.</summary>
    public DateOnly First => _rules.First;

    /// <summary>Last day the rules can compute.</summary>
    public DateOnly Last => _rules.Last;

    /// <summary>First day for which the rules are held against what the market did.</summary>
    public DateOnly CertainFrom => _rules.CertainFrom;

    /// <summary>Last day for which the rules are held against what the market published.</summary>
    public DateOnly CertainTo => _rules.CertainTo;

    /// <summary>Sessions a year, which annual figures are made of: 365 of a market that trades every day,
    /// 260 of foreign exchange, else the mean of the years 2005 to 2026, rounded (252 of New York, 256 of
    /// Paris, 245 of Tokyo).</summary>
    public SessionsPerYear SessionsPerYear => _perYear.Value;

    /// <summary>Whether the rules can compute the day.</summary>
    public bool Knows(DateOnly day) => day >= First && day <= Last;

    /// <summary>Whether the rules are held against what the market did or published for the
    /// day.</summary>
    public bool IsCertain(DateOnly day) => day >= CertainFrom && day <= CertainTo;

    /// <summary>Whether the market trades on the day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules cannot compute the
    /// day.</exception>
    public bool IsSession(DateOnly day) => Year(day).IsSession(day);

    /// <summary>Whether a session ends early.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules cannot compute the
    /// day.</exception>
    public bool IsEarlyClose(DateOnly day) => Year(day).Early.ContainsKey(day);

    /// <summary>Whether a session has so little trading that some sources have no bar of it: a bar
    /// that lacks is no gap then.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules cannot compute the
    /// day.</exception>
    public bool IsQuiet(DateOnly day) => Year(day).IsQuiet(day);

    /// <summary>The hours of a full session at that time, with its lunch break and its closing
    /// auction.</summary>
    public MarketHours HoursOf(DateOnly day)
    {
        TradingHours hours = Hours(day);
        return new(hours.Opens, hours.Closes, hours.Break?.From, hours.Break?.To, hours.Auction);
    }

    /// <summary>When trading ends on a day, local time; midnight is the one that ends the day. Of a
    /// day without a session, the usual close.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules cannot compute the
    /// day.</exception>
    public TimeOnly CloseOf(DateOnly day) =>
        Year(day).Early.TryGetValue(day, out (TimeOnly Closes, string) early) ? early.Closes : Hours(day).Closes;

    /// <summary>The moment at which trading ends on a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules cannot compute the
    /// day.</exception>
    public DateTimeOffset ClosesAt(DateOnly day) => _clock.MomentOf(day, CloseOf(day));

    /// <summary>The moment from which a session's bar is final: its close, and the closing auction
    /// after it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules cannot compute the
    /// day.</exception>
    public DateTimeOffset FinishedAt(DateOnly day) => ClosesAt(day) + Hours(day).Auction;

    /// <summary>The moment of a time of a day in the market's time zone; midnight is the one that ends
    /// the day. A time that the clock skips is the first one after it, one that comes twice the
    /// first.</summary>
    public DateTimeOffset MomentOf(DateOnly day, TimeOnly time) => _clock.MomentOf(day, time);

    /// <summary>The market's date at a moment.</summary>
    public DateOnly DateAt(DateTimeOffset moment) => DateOnly.FromDateTime(_clock.At(moment));

    /// <summary>The market's date and time at a moment.</summary>
    public DateTime TimeAt(DateTimeOffset moment) => _clock.At(moment);

    /// <summary>The last session that is finished at a moment: today's from its close and closing
    /// auction on, else the one before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules cannot compute the
    /// day.</exception>
    public DateOnly LastFinished(DateTimeOffset moment)
    {
        DateOnly today = DateAt(moment);
        return IsSession(today) && moment >= FinishedAt(today) ? today : Previous(today);
    }

    /// <summary>The sessions from <paramref name="from"/> to <paramref name="to"/>, both
    /// included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules cannot compute a
    /// day.</exception>
    public IEnumerable<DateOnly> Sessions(DateOnly from, DateOnly to)
    {
        for (DateOnly day = from; day <= to; day = day.AddDays(1))
        {
            if (IsSession(day))
                yield return day;
        }
    }

    /// <summary>The last session before <paramref name="day"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies before the rules.</exception>
    public DateOnly Previous(DateOnly day)
    {
        do day = day.AddDays(-1);
        while (!IsSession(day));
        return day;
    }

    /// <summary>The first session after <paramref name="day"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies after the rules.</exception>
    public DateOnly Next(DateOnly day)
    {
        do day = day.AddDays(1);
        while (!IsSession(day));
        return day;
    }

    /// <summary>The closed weekdays and the early closes between two days, both included,
    /// ascending.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules cannot compute a
    /// day.</exception>
    public IReadOnlyList<CalendarDay> UnusualDays(DateOnly from, DateOnly to)
    {
        var days = new List<CalendarDay>();
        for (DateOnly day = from; day <= to; day = day.AddDays(1))
        {
            SessionYear year = Year(day);
            if (year.Closed.TryGetValue(day, out (string Name, bool Scheduled) closed))
                days.Add(new(day, null, closed.Name, closed.Scheduled, IsCertain(day)));
            else if (year.Early.TryGetValue(day, out (TimeOnly Closes, string Name) early))
                days.Add(new(day, early.Closes, early.Name, true, IsCertain(day)));
        }

        return days;
    }

    /// <summary>What is not sure between two days, in sentences: days before or after those for
    /// which the rules were checked, and single doubts.</summary>
    public IReadOnlyList<string> Doubts(DateOnly from, DateOnly to)
    {
        var doubts = new List<string>();
        if (from < CertainFrom)
            doubts.Add(
                $"The rules of {Mic} are checked from {CertainFrom:yyyy-MM-dd} on. Days before it are by rule alone,"
                    + " and may differ from what the exchange did."
            );
        if (to > CertainTo)
            doubts.Add(
                $"The rules of {Mic} are checked to {CertainTo:yyyy-MM-dd}. Days after it are by rule alone: the"
                    + " exchange may still announce others."
            );
        doubts.AddRange(_rules.Doubts.Where(d => from <= d.Until && to >= d.Since).Select(d => d.Text));
        return doubts;
    }

    private SessionsPerYear CountPerYear()
    {
        if (_rules.SessionsPerYear is { } convention)
            return new(_rules.Weekends ? MarketYear.RoundTheClock : MarketYear.ForeignExchange, convention);
        const int from = 2005,
            to = 2026;
        int sessions = Sessions(new(from, 1, 1), new(to, 12, 31)).Count();
        return new(MarketYear.Exchange, Math.Round(sessions / (to - from + 1.0)));
    }

    private TradingHours Hours(DateOnly day) => _rules.Hours.LastOrDefault(h => h.Since <= day) ?? _rules.Hours[0];

    private SessionYear Year(DateOnly day)
    {
        if (!Knows(day))
            throw new ArgumentOutOfRangeException(
                nameof(day),
                $"The calendar of {Name} is known from {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}, but got"
                    + $" {day:yyyy-MM-dd}. Check the clock; later days come with a newer Ploutos."
            );
        int index = day.Year - First.Year;
        // Two threads may compute the same year; both get the same.
        return Volatile.Read(ref _years[index]) ?? Computed(index, day.Year);
    }

    private SessionYear Computed(int index, int number)
    {
        var year = new SessionYear(_rules, number);
        Volatile.Write(ref _years[index], year);
        return year;
    }
}
