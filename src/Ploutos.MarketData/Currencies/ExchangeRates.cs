using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Currencies;

/// <summary>Converts prices of one currency into another by daily exchange rates. A price of a moment is
/// converted by the last close of each rate whose own day had ended by then: the rate of a date is known
/// at midnight in London, after the exchanges of that date have closed, so that of the day before counts.
/// Nothing later than the moment enters.</summary>
/// <param name="factor">Units of the prices that make one of the currency, as a divisor: 100 for pence.</param>
/// <param name="legs">The rates on the way, multiplied.</param>
public sealed class ExchangeRates(double factor, IReadOnlyList<RateLeg> legs)
{
    /// <summary>A rate that is older than so many days is not known.</summary>
    public const int OldestDays = 10;

    private readonly (RateLeg Leg, DateTimeOffset[] Known)[] _legs = [.. legs.Select(leg => (leg, Moments(leg.Bars)))];

    /// <summary>The names of the rates.</summary>
    public IReadOnlyList<string> Names { get; } = [.. legs.Select(l => l.Bars.Ticker)];

    /// <summary>What a price of one is worth at a moment; NaN where a rate is not known, or older than
    /// <see cref="OldestDays"/>.</summary>
    public double At(DateTimeOffset moment)
    {
        double rate = 1 / factor;
        foreach ((RateLeg leg, DateTimeOffset[] known) in _legs)
        {
            int at = Array.BinarySearch(known, moment);
            double close = Known(leg.Bars, known, at < 0 ? ~at - 1 : at, moment);
            rate = leg.IsInverse ? rate / close : rate * close;
        }

        return rate;
    }

    /// <summary>Bars with prices in the other currency: the open by the rates known at the open, the others
    /// by those known at the close. Missing where a rate is not known.</summary>
    public BarSeries Convert(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        double[] open = new double[bars.Count],
            close = new double[bars.Count];
        ExchangeCalendar market = TickerMarket.ClockOf(bars);
        for (int t = 0; t < open.Length; t++)
        {
            DateOnly day = bars.Dates[t];
            (open[t], close[t]) =
                _legs.Length == 0 ? (At(default), At(default)) : (At(Opens(market, day)), At(Closes(market, day)));
        }

        return bars.Times(open, close);
    }

    /// <summary>What a price of a day's close is worth.</summary>
    /// <param name="bars">Bars of the ticker, for its market.</param>
    /// <param name="day">The day.</param>
    public double AtClose(BarSeries bars, DateOnly day) => At(Closes(TickerMarket.ClockOf(bars), day));

    private static double Known(BarSeries bars, DateTimeOffset[] known, int at, DateTimeOffset moment)
    {
        for (; at >= 0 && moment - known[at] <= TimeSpan.FromDays(OldestDays); at--)
            if (bars.Close[at] > 0)
                return bars.Close[at];
        return double.NaN;
    }

    private static DateTimeOffset[] Moments(BarSeries bars)
    {
        ExchangeCalendar clock = TickerMarket.ClockOf(bars);
        DateTimeOffset[] known = new DateTimeOffset[bars.Count];
        for (int t = 0; t < known.Length; t++)
            known[t] = Closes(clock, bars.Dates[t]);
        return known;
    }

    private static DateTimeOffset Opens(ExchangeCalendar market, DateOnly day)
    {
        if (!market.Knows(day))
            return new(day, TimeOnly.MinValue, TimeSpan.Zero);
        TimeOnly opens = market.HoursOf(day).Opens;
        // A midnight of a calendar is the one that ends the day.
        return opens == TimeOnly.MinValue ? market.MomentOf(day.AddDays(-1), opens) : market.MomentOf(day, opens);
    }

    private static DateTimeOffset Closes(ExchangeCalendar market, DateOnly day) =>
        market.Knows(day) ? market.ClosesAt(day) : new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
}
