namespace Ploutos.MarketData.Calendar.Rules;

/// <summary>One year of an exchange, computed once.</summary>
internal sealed class SessionYear
{
    private readonly Dictionary<DateOnly, (string Name, bool Scheduled)> _closed = [];
    private readonly Dictionary<DateOnly, (TimeOnly Closes, string Name)> _early = [];
    private readonly HashSet<DateOnly> _quiet;
    private readonly bool _weekends;

    /// <summary>Computes a year.</summary>
    public SessionYear(ExchangeRules rules, int year)
    {
        _weekends = rules.Weekends;
        _quiet = [.. rules.Quiet.SelectMany(r => r.Of(year)).Select(d => d.Date)];
        Close(rules.Holidays, year, true);
        Close(rules.Unscheduled, year, false);
        foreach (EarlyClose early in rules.EarlyCloses)
        {
            foreach (NamedDay day in early.Days.SelectMany(d => d.Of(year)).Where(d => IsSession(d.Date)))
                _early.TryAdd(day.Date, (early.Closes, day.Name));
        }
    }

    /// <summary>Weekdays without trading.</summary>
    public IReadOnlyDictionary<DateOnly, (string Name, bool Scheduled)> Closed => _closed;

    /// <summary>Sessions that end early.</summary>
    public IReadOnlyDictionary<DateOnly, (TimeOnly Closes, string Name)> Early => _early;

    /// <summary>Whether there is a session on the day.</summary>
    public bool IsSession(DateOnly day) => (_weekends || !IsWeekend(day)) && !_closed.ContainsKey(day);

    /// <summary>Whether a session has so little trading that some sources have no bar of it.</summary>
    public bool IsQuiet(DateOnly day) => _quiet.Contains(day);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private void Close(IReadOnlyList<DayRule> rules, int year, bool scheduled)
    {
        foreach (NamedDay day in rules.SelectMany(r => r.Of(year)).Where(d => !IsWeekend(d.Date)))
            _closed.TryAdd(day.Date, (day.Name, scheduled));
    }
}
