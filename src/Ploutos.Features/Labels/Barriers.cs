using Ploutos.Features.Indicators;
using Ploutos.MarketData;

namespace Ploutos.Features.Labels;

/// <summary>Which of two barriers the close touches first, at whole deviations of the horizon's log
/// return.</summary>
internal sealed class Barriers(double upper, double lower)
{
    /// <summary>Daily log returns that the deviation is measured on.</summary>
    public const int Month = 20;

    /// <summary>Log return until the touch, or over the horizon: above 0 where the upper barrier is
    /// touched first.</summary>
    public void Return(BarSeries bars, int horizon, double[] y) => Fill(bars, horizon, y, null);

    /// <summary>Bars until the first touch, or the horizon where none is touched.</summary>
    public int[] Spans(BarSeries bars, int horizon)
    {
        int[] spans = new int[bars.Count];
        Array.Fill(spans, horizon);
        Fill(bars, horizon, new double[bars.Count], spans);
        return spans;
    }

    private void Fill(BarSeries bars, int horizon, double[] y, int[]? spans)
    {
        using var sheet = new IndicatorSheet(bars);
        ReadOnlySpan<double> close = sheet.Close,
            deviation = sheet.RealisedVolatility(Month);
        for (int t = 0; t < bars.Count - horizon; t++)
        {
            double size = deviation[t] * Math.Sqrt(horizon),
                reached = ReturnAt(close, t, horizon, size, out int ahead);
            // A window that did not move has no barriers.
            y[t] = size > 0 ? reached : double.NaN;
            if (spans is not null && !double.IsNaN(y[t]))
                spans[t] = ahead;
        }
    }

    private double ReturnAt(ReadOnlySpan<double> close, int t, int horizon, double size, out int ahead)
    {
        double r = double.NaN;
        for (ahead = 1; ahead <= horizon; ahead++)
        {
            r = Math.Log(close[t + ahead] / close[t]);
            // A missing close hides whether a barrier was touched.
            if (double.IsNaN(r) || r >= upper * size || r <= -lower * size)
                return r;
        }

        ahead = horizon;
        return r;
    }
}
