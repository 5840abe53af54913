namespace Ploutos.Features.Indicators;

/// <summary>Wilder's average directional index as a share, 0 .. 1: the smoothed |+DI - -DI| / (+DI
/// + -DI), where the directional indicators are smoothed directional movement over smoothed true
/// range; 0 where nothing moved.</summary>
internal static class AverageDirectionalIndex
{
    /// <param name="high">Highest prices.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="averageTrueRange">Wilder's average of the true range over the same
    /// <paramref name="n"/>.</param>
    /// <param name="n">Bars of both smoothings; the first value is at 2n - 1.</param>
    /// <param name="y">Receives the index.</param>
    public static void Compute(
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> averageTrueRange,
        int n,
        Span<double> y
    )
    {
        WilderAverage plus = new(n),
            minus = new(n),
            index = new(n);
        double highBefore = double.NaN,
            lowBefore = double.NaN;
        for (int t = 0; t < y.Length; t++)
        {
            double up = high[t] - highBefore,
                down = lowBefore - low[t],
                unknown = double.IsNaN(up + down) ? double.NaN : 0;
            double p = plus.Next((up > down && up > 0 ? up : 0) + unknown),
                m = minus.Next((down > up && down > 0 ? down : 0) + unknown);
            double pdi = Elementwise.DivideOr(p, averageTrueRange[t], 0),
                mdi = Elementwise.DivideOr(m, averageTrueRange[t], 0);
            y[t] = index.Next(Elementwise.DivideOr(Math.Abs(pdi - mdi), pdi + mdi, 0));
            (highBefore, lowBefore) = (high[t], low[t]);
        }
    }
}
