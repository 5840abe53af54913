using System.Globalization;

namespace Ploutos.MarketData.Calendar;

/// <summary>How many sessions make a year, which turns a figure of a day into one of a year. The
/// one place that knows it. The market's calendar says it; the dates of the bars say which kind of market
/// it is: by the median number of bars in the weeks that have any, so that holidays and gaps do not
/// matter.</summary>
/// <param name="Market">What the days look like.</param>
/// <param name="Sessions">Sessions a year, above 0.</param>
public readonly record struct SessionsPerYear(MarketYear Market, double Sessions)
{
    /// <summary>Calendar days a year, for growth by dates: leap years included.</summary>
    public const double DaysPerYear = 365.25;

    private const int DaysPerWeek = 7,
        FourWeeks = 4 * DaysPerWeek,
        LeastHolidays = 3;

    /// <summary>Foreign exchange rests on at most 2 of some 10 holidays of New York (Christmas and
    /// New Year), London on 4 or 5.</summary>
    private const double HolidaysKept = 0.75;

    /// <summary>Foreign exchange trades on all but 2 of 261 weekdays, London on all but 8.</summary>
    private const double WeekdaysKept = 0.985;

    /// <summary>A stock exchange, 252.</summary>
    public static SessionsPerYear NewYork { get; } = new(MarketYear.Exchange, 252);

    /// <summary>Every day of the week, 365.</summary>
    public static SessionsPerYear EveryDay { get; } = new(MarketYear.RoundTheClock, 365);

    /// <summary>Every weekday, 260.</summary>
    public static SessionsPerYear EveryWeekday { get; } = new(MarketYear.ForeignExchange, 260);

    /// <summary>Which sessions a year these are, in words.</summary>
    public string Text =>
        Market switch
        {
            MarketYear.Exchange => string.Create(
                CultureInfo.InvariantCulture,
                $"{Sessions:0} sessions a year (a stock exchange{(this == NewYork ? ", as New York" : "")})"
            ),
            MarketYear.RoundTheClock => "365 sessions a year (a market that trades every day)",
            MarketYear.ForeignExchange =>
                "260 sessions a year (a market that trades every weekday, as foreign exchange)",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{Sessions:0.0} sessions a year (the days' own number: mixed markets, or bars that are not daily)"
            ),
        };

    /// <summary>Of one ticker, or of any ascending days. Fewer than four weeks say only whether
    /// there are bars on Saturdays and Sundays.</summary>
    public static SessionsPerYear Of(ReadOnlySpan<DateOnly> days) =>
        MedianWeek(days) switch
        {
            DaysPerWeek => EveryDay,
            4 or 5 => !days.IsEmpty && KeepsHolidays(days) ? EveryWeekday : NewYork,
            _ => Own(days),
        };

    /// <summary>Of a ticker, by its market's calendar, where the dates of its bars are of such a market: a
    /// coin under a plain name has 365, weekly bars as many as they show.</summary>
    public static SessionsPerYear Of(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        SessionsPerYear dates = Of(bars.Dates);
        return TickerMarket.Find(bars)?.SessionsPerYear is not { } market || dates.Market == MarketYear.OwnDays ? dates
            : market.Market == MarketYear.RoundTheClock ? (bars.Count < FourWeeks ? market : dates)
            // A plain name points to New York, whatever it is the name of.
            : market == NewYork || dates.Market == MarketYear.RoundTheClock ? dates
            : market;
    }

    /// <summary>Of an account on such tickers: their market's where they share one, else the
    /// account's own number of days a year.</summary>
    /// <param name="universe">Bars of every ticker that can be traded.</param>
    /// <param name="days">Days of the account, ascending.</param>
    public static SessionsPerYear Of(IEnumerable<BarSeries> universe, ReadOnlySpan<DateOnly> days)
    {
        ArgumentNullException.ThrowIfNull(universe);
        if (days.IsEmpty)
            return NewYork;
        DateOnly from = days[0],
            to = days[^1];
        SessionsPerYear[] markets =
        [
            .. universe.Where(s => s.Count > 0 && s.Dates[0] <= to && s.Dates[^1] >= from).Select(Of).Distinct(),
        ];
        return markets is [{ Market: not MarketYear.OwnDays } one] ? one : Own(days);
    }

    /// <summary>As many as the days themselves show, by dates.</summary>
    /// <param name="days">Ascending; fewer than two make New York's year.</param>
    public static SessionsPerYear Own(ReadOnlySpan<DateOnly> days) =>
        days.Length < 2
            ? NewYork
            : new(MarketYear.OwnDays, (days.Length - 1) * DaysPerYear / (days[^1].DayNumber - days[0].DayNumber));

    /// <summary>Median number of days in the weeks that have any, the first and the last left out,
    /// which may be cut short.</summary>
    private static int MedianWeek(ReadOnlySpan<DateOnly> days)
    {
        int[] weeks = new int[DaysPerWeek + 1];
        int previous = -1,
            inWeek = 0,
            counted = 0;
        bool first = true,
            saturday = false,
            sunday = false;
        foreach (DateOnly day in days)
        {
            // Day 0, 1 January of the year 1, is a Monday.
            int week = day.DayNumber / DaysPerWeek;
            if (week != previous && previous >= 0)
            {
                if (!first)
                    (weeks[inWeek], counted) = (weeks[inWeek] + 1, counted + 1);
                (first, inWeek) = (false, 0);
            }

            (previous, inWeek) = (week, inWeek + 1);
            saturday |= day.DayOfWeek == DayOfWeek.Saturday;
            sunday |= day.DayOfWeek == DayOfWeek.Sunday;
        }

        if (counted < 2)
            return saturday && sunday ? DaysPerWeek : 5;
        int median = 0;
        for (int below = weeks[0]; 2 * below < counted; below += weeks[median])
            median++;
        return median;
    }

    /// <summary>Whether there are bars on the holidays of New York, and on nearly all
    /// weekdays.</summary>
    private static bool KeepsHolidays(ReadOnlySpan<DateOnly> days)
    {
        int holidays = 0,
            kept = 0,
            weekdays = 0,
            traded = 0,
            row = 0;
        for (DateOnly day = days[0]; day <= days[^1]; day = day.AddDays(1))
        {
            bool trades = days[row] == day;
            row += trades ? 1 : 0;
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                continue;
            (weekdays, traded) = (weekdays + 1, traded + (trades ? 1 : 0));
            if (day < NewYorkCalendar.First || day > NewYorkCalendar.Last || NewYorkCalendar.IsTradingDay(day))
                continue;
            (holidays, kept) = (holidays + 1, kept + (trades ? 1 : 0));
        }

        return holidays >= LeastHolidays && kept >= HolidaysKept * holidays && traded >= WeekdaysKept * weekdays;
    }
}
