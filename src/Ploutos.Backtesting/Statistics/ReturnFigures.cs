namespace Ploutos.Backtesting.Statistics;

/// <summary>The figures that follow from returns alone, by the formulas of
/// <see cref="Performance"/>, in one pass over drawn days.</summary>
internal readonly record struct ReturnFigures(
    double Growth,
    double Volatility,
    double Sharpe,
    double Sortino,
    double Drawdown
)
{
    private const double Year = 252;

    /// <summary>Of the drawn days' returns, one after the other.</summary>
    /// <param name="returns">Daily returns.</param>
    /// <param name="days">Which of them, in order.</param>
    /// <param name="perDay">What cash earns a day.</param>
    public static ReturnFigures Of(double[] returns, int[] days, double perDay)
    {
        double sum = 0,
            squares = 0,
            below = 0,
            worth = 1,
            peak = 1,
            drawdown = 0;
        foreach (int day in days)
        {
            double r = returns[day],
                excess = r - perDay,
                loss = Math.Min(excess, 0);
            sum += r;
            squares += r * r;
            below += loss * loss;
            worth *= 1 + r;
            peak = Math.Max(peak, worth);
            drawdown = Math.Max(drawdown, 1 - worth / peak);
        }

        int n = days.Length;
        double mean = sum / n,
            variance = (squares - n * mean * mean) / (n - 1),
            deviation = variance > 1e-14 * squares ? Math.Sqrt(variance) : 0;
        return new(
            Math.Pow(worth, Year / n) - 1,
            deviation * Math.Sqrt(Year),
            deviation > 0 ? (mean - perDay) / deviation * Math.Sqrt(Year) : double.NaN,
            below > 0 ? (mean - perDay) / Math.Sqrt(below / n) * Math.Sqrt(Year) : double.NaN,
            drawdown
        );
    }
}
