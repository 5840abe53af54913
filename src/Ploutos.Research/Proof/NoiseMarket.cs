using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Tuning.Tpe;

namespace Ploutos.Research.Proof;

/// <summary>A market without signal made from real bars: days are drawn with replacement, all
/// tickers' bars of a day together, and strung into new series. What a day says of the tickers'
/// likeness, of fat tails, gaps and ranges stays; what one day says of the next is gone. The block
/// that is drawn is one day, since any longer one would carry along the order of days in which a
/// signal lives: a reversal of the next day, and the clusters that the volatility expert forecasts.
/// Prices are chained from the day's moves against the close before, volume is the day's ratio to
/// its own 20 bars before.</summary>
internal sealed class NoiseMarket
{
    private const int VolumeBars = 20;

    private readonly IReadOnlyList<BarSeries> _bars;
    private readonly DateOnly[] _calendar;
    private readonly int[][] _rows; // [drawable day][ticker]: row of the ticker's bars

    public NoiseMarket(IReadOnlyList<BarSeries> bars)
    {
        _bars = bars;
        _calendar = TradingCalendar.Union(bars);
        _rows =
        [
            .. _calendar
                .Select(day => (int[])[.. bars.Select(b => b.Dates.BinarySearch(day))])
                .Where(rows => rows.Zip(bars).All(p => p.First >= VolumeBars && IsWhole(p.Second, p.First))),
        ];
        if (_rows.Length < VolumeBars)
            throw new NoDataException(
                $"Pure noise is drawn from days on which all tickers have bars, but {bars.Count} tickers "
                    + $"have {_rows.Length} such days. Name tickers with a longer common history."
            );
    }

    /// <summary>One market, of as many days as the real one.</summary>
    public BarSeries[] Draw(int seed)
    {
        var random = new Random(seed);
        int[] drawn = [.. Enumerable.Range(0, _calendar.Length).Select(_ => random.Next(_rows.Length))];
        return [.. _bars.Select((bars, ticker) => Chain(bars, [.. drawn.Select(d => _rows[d][ticker])]))];
    }

    private static bool IsWhole(BarSeries bars, int row) =>
        double.IsFinite(
            bars.Open[row] + bars.High[row] + bars.Low[row] + bars.Close[row] + bars.Volume[row] + bars.Close[row - 1]
        );

    private BarSeries Chain(BarSeries bars, int[] rows)
    {
        int n = rows.Length;
        double[] open = new double[n],
            high = new double[n],
            low = new double[n],
            close = new double[n],
            volume = new double[n];
        double before = 100;
        for (int t = 0; t < n; t++)
        {
            int row = rows[t];
            double scale = before / bars.Close[row - 1];
            (open[t], high[t], low[t], close[t]) = (
                scale * bars.Open[row],
                scale * bars.High[row],
                scale * bars.Low[row],
                scale * bars.Close[row]
            );
            double usual = 0;
            foreach (double v in bars.Volume.Slice(row - VolumeBars, VolumeBars))
                usual += double.IsFinite(v) ? v / VolumeBars : 0;
            volume[t] = Math.Round(1e6 * bars.Volume[row] / Math.Max(usual, 1));
            before = close[t];
        }

        return new(bars.Ticker, DataOrigin.Simulated, _calendar, open, high, low, close, volume);
    }
}
