using Ploutos.Features.Indicators;
using Ploutos.MarketData;

namespace Ploutos.Features.Labels;

/// <summary>Which of two barriers the close touches first, at whole deviations of the horizon's log
/// return.</summary>
internal sealed class Barriers(double upper, double lower)
{
    /// <summary>Daily log returns that the deviation is measured on.</summary>
    public const int Month = 20;

    /// <summary>1 for the upper barrier, 0 for the lower, by the sign of the return where none is
    /// touched.</summary>
    public void Touched(BarSeries bars, int horizon, double[] y) => Fill(bars, horizon, y, static r => r > 0 ? 1 : 0);

    /// <summary>Log return until the touch, or over the horizon.</summary>
    public void Return(BarSeries bars, int horizon, double[] y) => Fill(bars, horizon, y, static r => r);

    private void Fill(BarSeries bars, int horizon, double[] y, Func<double, double> value)
    {
        using var sheet = new IndicatorSheet(bars);
        ReadOnlySpan<double> close = sheet.Close,
            deviation = sheet.RealisedVolatility(Month);
        for (int t = 0; t < bars.Count - horizon; t++)
        {
            double size = deviation[t] * Math.Sqrt(horizon),
                reached = ReturnAt(close, t, horizon, size);
            // A window that did not move has no barriers.
            y[t] = double.IsNaN(reached) || !(size > 0) ? double.NaN : value(reached);
        }
    }

    private double ReturnAt(ReadOnlySpan<double> close, int t, int horizon, double size)
    {
        double r = double.NaN;
        for (int ahead = 1; ahead <= horizon; ahead++)
        {
            r = Math.Log(close[t + ahead] / close[t]);
            // A missing close hides whether a barrier was touched.
            if (double.IsNaN(r) || r >= upper * size || r <= -lower * size)
                return r;
        }

        return r;
    }
}
