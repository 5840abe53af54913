namespace Ploutos.Backtesting.Simulation;

/// <summary>Turns volatilities into sizes. Without forecasts a ticker's volatility is the root mean
/// square of its last 20 log returns.</summary>
/// <param name="options">The target, and what it is of.</param>
/// <param name="forecasts">Forecasts of each ticker in the universe's order; null for none at
/// all.</param>
internal sealed class VolatilityTarget(BacktestOptions options, VolatilitySeries?[]? forecasts)
{
    private readonly int[] _next = new int[forecasts?.Length ?? 0];
    private readonly double[] _perBar = [.. Enumerable.Repeat(double.NaN, forecasts?.Length ?? 0)];
    private RecentCorrelation? _correlation;

    /// <summary>Takes in the forecasts known at a day's close; days are taken in order.</summary>
    public void Read(DateOnly today)
    {
        for (int i = 0; i < _next.Length; i++)
            for (; forecasts![i] is { } f && _next[i] < f.Days.Length && f.Days[_next[i]] <= today; _next[i]++)
                _perBar[i] = f.PerBar[_next[i]];
    }

    /// <summary>A ticker's volatility a year by its own sessions; NaN where it is not known.</summary>
    public double Of(Market market, int i) =>
        forecasts is null ? market.Volatility(i) : _perBar[i] * Math.Sqrt(market.SessionsOf(i));

    /// <summary>By how much all weights must be multiplied for the forecast volatility of the whole
    /// portfolio to be the target: every pair of positions is taken to have the mean correlation of
    /// the last 66 days. 1 where that is not known, and where each position is aimed at alone.</summary>
    /// <param name="market">At the day's close.</param>
    /// <param name="today">The day.</param>
    /// <param name="weights">Shares of the money, one a ticker; 0 for none.</param>
    public double PortfolioFactor(Market market, DateOnly today, ReadOnlySpan<double> weights)
    {
        if (options.Sizing != PositionSizing.VolatilityTarget || options.SizingScope != SizingScope.Portfolio)
            return 1;
        double sum = 0,
            squares = 0;
        int positions = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            double part = weights[i] * Of(market, i);
            (sum, squares, positions) = (sum + part, squares + part * part, positions + 1);
        }

        double correlation =
            positions > 1 ? (_correlation ??= new(market.Universe)).Mean(today, weights)
            : positions == 1 ? 0
            : double.NaN;
        double variance = (1 - correlation) * squares + correlation * sum * sum;
        return variance > 0 ? options.TargetVolatility / Math.Sqrt(variance) : 1;
    }
}
