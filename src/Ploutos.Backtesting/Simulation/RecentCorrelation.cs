using Ploutos.MarketData;

namespace Ploutos.Backtesting.Simulation;

/// <summary>The mean pairwise correlation of some tickers' daily log returns over the last 66 days of
/// the universe's calendar. The returns of each ticker are standardised over the days it traded;
/// the products of each pair are summed over the days that both traded, and the sum is divided by
/// the number of these. Without missing days that is the mean of the pairs' correlations.</summary>
/// <param name="universe">Bars of every ticker.</param>
internal sealed class RecentCorrelation(IReadOnlyList<BarSeries> universe)
{
    /// <summary>Days that are looked at: a quarter of a year.</summary>
    public const int Days = 66;

    /// <summary>Returns that a ticker needs among these to take part.</summary>
    public const int LeastReturns = 22;

    private readonly DateOnly[] _calendar = [.. Market.Calendar(universe)];

    /// <summary>The mean at a day's close; NaN where fewer than two tickers take part, or no two of
    /// them traded on one day.</summary>
    /// <param name="today">The day; nothing later is looked at.</param>
    /// <param name="weights">One a ticker of the universe; those of 0 are left out.</param>
    public double Mean(DateOnly today, ReadOnlySpan<double> weights)
    {
        int last = LastNotAfter(_calendar, today);
        Span<double> returns = stackalloc double[Days],
            sum = stackalloc double[Days],
            squares = stackalloc double[Days];
        Span<int> known = stackalloc int[Days];
        sum.Clear();
        squares.Clear();
        known.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0 || !Standardised(universe[i], today, last, returns))
                continue;
            for (int t = 0; t < Days; t++)
            {
                if (double.IsNaN(returns[t]))
                    continue;
                sum[t] += returns[t];
                squares[t] += returns[t] * returns[t];
                known[t]++;
            }
        }

        double products = 0,
            pairs = 0;
        for (int t = 0; t < Days; t++)
        {
            products += sum[t] * sum[t] - squares[t];
            pairs += (double)known[t] * (known[t] - 1);
        }

        return pairs > 0 ? Math.Clamp(products / pairs, -1, 1) : double.NaN;
    }

    /// <summary>A ticker's returns of the days, less their mean and over their deviation; NaN where it
    /// did not trade. False where there are too few, or they do not vary.</summary>
    private bool Standardised(BarSeries bars, DateOnly today, int last, Span<double> returns)
    {
        returns.Fill(double.NaN);
        ReadOnlySpan<DateOnly> dates = bars.Dates;
        ReadOnlySpan<double> close = bars.Close;
        (double sum, double squares, int count) = (0, 0, 0);
        int row = LastNotAfter(dates, today);
        for (int place = last; place > last - Days && place >= 0 && row > 0; place--)
        {
            if (dates[row] != _calendar[place])
                continue;
            double r = Math.Log(close[row] / close[row - 1]);
            row--;
            if (!double.IsFinite(r))
                continue;
            returns[Days - 1 - (last - place)] = r;
            (sum, squares, count) = (sum + r, squares + r * r, count + 1);
        }

        if (count < LeastReturns)
            return false;
        double mean = sum / count,
            deviation = Math.Sqrt(Math.Max(0, squares / count - mean * mean));
        if (!(deviation > 1e-9))
            return false;
        for (int t = 0; t < Days; t++)
            returns[t] = (returns[t] - mean) / deviation;
        return true;
    }

    private static int LastNotAfter(ReadOnlySpan<DateOnly> days, DateOnly day)
    {
        int at = days.BinarySearch(day);
        return at >= 0 ? at : ~at - 1;
    }
}
