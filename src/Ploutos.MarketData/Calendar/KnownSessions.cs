namespace Ploutos.MarketData.Calendar;

/// <summary>What one market knows of another: of each day of a ticker, the last session of another ticker
/// whose bar was final when the day's own bar was. Tokyo's 2 May is known in Paris on 2 May, New York's is
/// not.</summary>
public static class KnownSessions
{
    /// <summary>Finds them.</summary>
    /// <param name="bars">The ticker that is told.</param>
    /// <param name="other">The ticker that it is told of.</param>
    /// <returns>[bars] the row of <paramref name="other"/>; -1 where none is final yet, or where the calendar
    /// does not reach the day.</returns>
    public static int[] Of(BarSeries bars, BarSeries other)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(other);
        ExchangeCalendar own = TickerMarket.ClockOf(bars),
            market = TickerMarket.ClockOf(other);
        int[] known = new int[bars.Count];
        int row = -1;
        for (int t = 0; t < known.Length; t++)
        {
            if (!own.Knows(bars.Dates[t]))
            {
                known[t] = -1;
                continue;
            }

            DateTimeOffset moment = own.FinishedAt(bars.Dates[t]);
            while (
                row + 1 < other.Count
                && market.Knows(other.Dates[row + 1])
                && market.FinishedAt(other.Dates[row + 1]) <= moment
            )
                row++;
            known[t] = row;
        }

        return known;
    }
}
