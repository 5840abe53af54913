namespace Ploutos.MarketData.Calendar.Rules;

/// <summary>Which days of a year a rule names. A rule is data: it is made by <see cref="Days"/> and
/// narrowed or moved by the methods here, each of which makes a new rule.</summary>
internal sealed class DayRule(Func<int, IEnumerable<NamedDay>> days)
{
    /// <summary>The rule's days in a year. None of them crosses into another year.</summary>
    public IEnumerable<NamedDay> Of(int year) => days(year);

    /// <summary>Only from a year on.</summary>
    public DayRule From(int first) => new(year => year >= first ? days(year) : []);

    /// <summary>Only up to a year, that year included.</summary>
    public DayRule Until(int last) => new(year => year <= last ? days(year) : []);

    /// <summary>Not in these years.</summary>
    public DayRule Except(params int[] years) => new(year => years.Contains(year) ? [] : days(year));

    /// <summary>Only where it falls on one of these weekdays.</summary>
    public DayRule OnlyOn(params DayOfWeek[] weekdays) =>
        new(year => days(year).Where(d => weekdays.Contains(d.Date.DayOfWeek)));

    /// <summary>A Sunday's day is kept on the Monday after; a Saturday's is not made up for.</summary>
    public DayRule SundayToMonday() => Moved(saturday: 0, sunday: 1);

    /// <summary>A day of the weekend is kept on the Monday after.</summary>
    public DayRule WeekendToMonday() => Moved(saturday: 2, sunday: 1);

    /// <summary>A Saturday's day is kept on the Friday before, a Sunday's on the Monday
    /// after.</summary>
    public DayRule ToNearestWeekday() => Moved(saturday: -1, sunday: 1);

    /// <summary>A day of the weekend is kept on the Friday before.</summary>
    public DayRule WeekendToFriday() => Moved(saturday: -1, sunday: -2);

    private DayRule Moved(int saturday, int sunday) =>
        new(year =>
            days(year)
                .Select(d =>
                    d with
                    {
                        Date = d.Date.DayOfWeek switch
                        {
                            DayOfWeek.Saturday => d.Date.AddDays(saturday),
                            DayOfWeek.Sunday => d.Date.AddDays(sunday),
                            _ => d.Date,
                        },
                    }
                )
        );
}
