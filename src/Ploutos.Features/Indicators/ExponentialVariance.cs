namespace Ploutos.Features.Indicators;

/// <summary>Exponentially weighted volatility: the root of v_t = decay v_(t-1) + (1 - decay) r_t^2
/// (J.P. Morgan/Reuters, RiskMetrics Technical Document, 1996), started from the mean of the first
/// <see cref="SeedBars"/> squares. A missing return ends it; it starts again from what
/// follows.</summary>
internal static class ExponentialVariance
{
    /// <summary>Squares that start the average.</summary>
    public const int SeedBars = 20;

    /// <summary>Writes the volatility in the returns' own unit; NaN until the start is known.</summary>
    public static void Volatility(ReadOnlySpan<double> returns, double decay, Span<double> y)
    {
        int seen = 0;
        double variance = 0;
        for (int t = 0; t < returns.Length; t++)
        {
            double square = returns[t] * returns[t];
            if (double.IsNaN(square))
                (seen, variance) = (0, 0);
            else if (++seen <= SeedBars)
                variance += square / SeedBars;
            else
                variance = decay * variance + (1 - decay) * square;
            y[t] = seen < SeedBars ? double.NaN : Math.Sqrt(variance);
        }
    }
}
