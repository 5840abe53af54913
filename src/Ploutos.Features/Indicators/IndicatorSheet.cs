using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Ploutos.MarketData;

namespace Ploutos.Features.Indicators;

/// <summary>The indicators of one series, each computed when first asked for and once only,
/// however many features use it. A column is as long as the series padded with missing bars to a
/// multiple of <see cref="Elementwise.Alignment"/>; since nothing here looks forward, the
/// padding changes no value before it. Columns live in pooled memory until the sheet is
/// disposed.
/// <para>A sheet of the newest bars alone has the same bits, behind the bars that its windows need
/// (<see cref="Spare"/>): a window looks back so far and no further. What remembers all bars before
/// (exponential averages, Wilder's) is computed over the whole series and cut.</para></summary>
internal sealed class IndicatorSheet : IDisposable
{
    private const int ColumnsPerSlab = 16;
    private readonly Dictionary<(string Indicator, int Window), Memory<double>> _known = [];
    private readonly List<double[]> _slabs = [];
    private IndicatorSheet? _whole;
    private int _used;

    public IndicatorSheet(BarSeries bars, int first = 0)
    {
        Bars = bars;
        First = first / Elementwise.Alignment * Elementwise.Alignment;
        Length = PaddedLength(bars.Count) - First;
    }

    private delegate void Formula(IndicatorSheet sheet, int window, Span<double> y);

    public BarSeries Bars { get; }

    /// <summary>The first bar of every column, a multiple of <see cref="Elementwise.Alignment"/>.</summary>
    public int First { get; }

    /// <summary>Length of every column: the number of bars from <see cref="First"/> on, padded.</summary>
    public int Length { get; }

    /// <summary>The sheet of all bars.</summary>
    public IndicatorSheet Whole => First == 0 ? this : _whole ??= new(Bars);

    public ReadOnlySpan<double> Open =>
        Once(0, static (s, _, y) => CopyKnown(s.Bars.Open[s.First..], double.Epsilon, y));

    public ReadOnlySpan<double> High =>
        Once(0, static (s, _, y) => CopyKnown(s.Bars.High[s.First..], double.Epsilon, y));

    public ReadOnlySpan<double> Low => Once(0, static (s, _, y) => CopyKnown(s.Bars.Low[s.First..], double.Epsilon, y));

    public ReadOnlySpan<double> Close =>
        Once(0, static (s, _, y) => CopyKnown(s.Bars.Close[s.First..], double.Epsilon, y));

    public ReadOnlySpan<double> Volume => Once(0, static (s, _, y) => CopyKnown(s.Bars.Volume[s.First..], 0, y));

    /// <summary>Close minus the close of the bar before.</summary>
    public ReadOnlySpan<double> Change => Once(1, static (s, _, y) => Elementwise.LagDifference(s.Close, 1, y));

    public ReadOnlySpan<double> AbsoluteChange => Once(1, static (s, _, y) => TensorPrimitives.Abs(s.Change, y));

    public ReadOnlySpan<double> TrueRange =>
        Once(1, static (s, _, y) => Indicators.TrueRange.Compute(s.High, s.Low, s.Close, y));

    /// <summary>Moving average convergence divergence: EMA of 12 bars minus EMA of 26, in units of
    /// price.</summary>
    public ReadOnlySpan<double> Macd =>
        Once(
            26,
            static (s, _, y) =>
                TensorPrimitives.Subtract(s.ExponentialMovingAverage(12), s.ExponentialMovingAverage(26), y)
        );

    /// <summary>EMA of nine bars of <see cref="Macd"/>.</summary>
    public ReadOnlySpan<double> MacdSignal =>
        First > 0 ? Whole.MacdSignal[First..] : Once(9, static (s, n, y) => ExponentialAverage.Compute(s.Macd, n, y));

    /// <summary>Parkinson's (1980) variance of one day: log(high / low)^2 / (4 log 2).</summary>
    public ReadOnlySpan<double> ParkinsonVariance =>
        Once(
            1,
            static (s, _, y) =>
            {
                Elementwise.LogRatio(s.High, s.Low, y);
                TensorPrimitives.Multiply(y, y, y);
                TensorPrimitives.Divide(y, 4 * Math.Log(2), y);
            }
        );

    /// <summary>Bars that a sheet of the newest bars has before the first that counts, for indicators that
    /// need so many bars. A sum of n values may lack its bits in its first 2n - 1 places, a lag or an order
    /// statistic in the places of its window; indicators of indicators add them up.</summary>
    public static int Spare(int requiredBars) => (2 * requiredBars) + (2 * Elementwise.Alignment);

    public static int PaddedLength(int count) =>
        (count + Elementwise.Alignment - 1) / Elementwise.Alignment * Elementwise.Alignment;

    /// <summary>log(close / close k bars ago).</summary>
    public ReadOnlySpan<double> LogReturn(int k) =>
        Once(k, static (s, k, y) => Elementwise.LogRatioToLag(s.Close, s.Close, k, y));

    public ReadOnlySpan<double> ReturnDeviation(int n) =>
        Once(n, static (s, n, y) => Rolling.StandardDeviation(s.LogReturn(1), n, y, s.First));

    public ReadOnlySpan<double> CloseMean(int n) => Once(n, static (s, n, y) => Rolling.Mean(s.Close, n, y, s.First));

    public ReadOnlySpan<double> CloseDeviation(int n) =>
        Once(n, static (s, n, y) => Rolling.StandardDeviation(s.Close, n, y, s.First));

    public ReadOnlySpan<double> HighestHigh(int n) => Once(n, static (s, n, y) => Rolling.Maximum(s.High, n, y));

    public ReadOnlySpan<double> LowestLow(int n) => Once(n, static (s, n, y) => Rolling.Minimum(s.Low, n, y));

    public ReadOnlySpan<double> HighestClose(int n) => Once(n, static (s, n, y) => Rolling.Maximum(s.Close, n, y));

    public ReadOnlySpan<double> LowestClose(int n) => Once(n, static (s, n, y) => Rolling.Minimum(s.Close, n, y));

    /// <summary>log(close / its mean over n bars).</summary>
    public ReadOnlySpan<double> DistanceFromMean(int n) =>
        Once(n, static (s, n, y) => Elementwise.LogRatio(s.Close, s.CloseMean(n), y));

    public ReadOnlySpan<double> ExponentialMovingAverage(int n) =>
        First > 0
            ? Whole.ExponentialMovingAverage(n)[First..]
            : Once(n, static (s, n, y) => ExponentialAverage.Compute(s.Close, n, y));

    public ReadOnlySpan<double> AverageTrueRange(int n) =>
        First > 0
            ? Whole.AverageTrueRange(n)[First..]
            : Once(n, static (s, n, y) => WilderAverage.Compute(s.TrueRange, n, y));

    public ReadOnlySpan<double> AverageDirectionalIndex(int n) =>
        First > 0
            ? Whole.AverageDirectionalIndex(n)[First..]
            : Once(
                n,
                static (s, n, y) =>
                    Indicators.AverageDirectionalIndex.Compute(s.High, s.Low, s.AverageTrueRange(n), n, y)
            );

    public ReadOnlySpan<double> Rsi(int n) =>
        First > 0 ? Whole.Rsi(n)[First..] : Once(n, static (s, n, y) => RelativeStrengthIndex.Compute(s.Change, n, y));

    /// <summary>Place of the close in the high-low range of n bars, 0 .. 1; 0.5 where the range is
    /// empty.</summary>
    public ReadOnlySpan<double> StochasticK(int n) =>
        Once(n, static (s, n, y) => RangePosition.Compute(s.Close, s.LowestLow(n), s.HighestHigh(n), 0.5, y));

    /// <summary>Square root of the mean Parkinson variance over n bars: a daily volatility.</summary>
    public ReadOnlySpan<double> RangeVolatility(int n) =>
        Once(
            n,
            static (s, n, y) =>
            {
                Rolling.Mean(s.ParkinsonVariance, n, y, s.First);
                TensorPrimitives.Sqrt(y, y);
            }
        );

    /// <summary>log of the median five-day range volatility of the last n bars, floored at 1e-8.</summary>
    public ReadOnlySpan<double> LogMedianRangeVolatility(int n) =>
        Once(
            n,
            static (s, n, y) =>
            {
                Rolling.Median(s.RangeVolatility(5), n, y);
                TensorPrimitives.Max(y, 1e-8, y);
                Elementwise.LogInPlace(y);
            }
        );

    /// <summary>Mean over n bars of the log of one day's range volatility. A day without a range
    /// takes the floor of 1e-4 (a hundredth of a per cent a day), since one logarithm of nearly
    /// nothing would drown the others of the mean.</summary>
    public ReadOnlySpan<double> MeanLogRange(int n) =>
        Once(
            n,
            static (s, n, y) =>
            {
                if (n > 1)
                {
                    Rolling.Mean(s.MeanLogRange(1), n, y, s.First);
                    return;
                }

                Elementwise.LogRatio(s.High, s.Low, y);
                TensorPrimitives.Divide(y, Math.Sqrt(4 * Math.Log(2)), y);
                TensorPrimitives.Max(y, 1e-4, y);
                Elementwise.LogInPlace(y);
            }
        );

    /// <summary>log of the volume, no smaller than 0: a day of 0 or 1 shares is 0.</summary>
    public ReadOnlySpan<double> LogVolume =>
        Once(
            1,
            static (s, _, y) =>
            {
                TensorPrimitives.Max(s.Volume, 1, y);
                Elementwise.LogInPlace(y);
            }
        );

    public ReadOnlySpan<double> MeanLogVolume(int n) =>
        Once(n, static (s, n, y) => Rolling.Mean(s.LogVolume, n, y, s.First));

    /// <summary>Root mean square of n daily log returns.</summary>
    public ReadOnlySpan<double> RealisedVolatility(int n) =>
        Once(
            n,
            static (s, n, y) =>
            {
                using var squares = new PooledColumn(s.Length);
                TensorPrimitives.Multiply(s.LogReturn(1), s.LogReturn(1), squares.Span);
                Rolling.Mean(squares.Span, n, y, s.First);
                TensorPrimitives.Sqrt(y, y);
            }
        );

    /// <summary>Exponentially weighted volatility of daily log returns, a daily volatility; the
    /// decay in per cent, as 94.</summary>
    public ReadOnlySpan<double> ExponentialVolatility(int decayPercent) =>
        First > 0
            ? Whole.ExponentialVolatility(decayPercent)[First..]
            : Once(
                decayPercent,
                static (s, percent, y) => ExponentialVariance.Volatility(s.LogReturn(1), percent / 100.0, y)
            );

    /// <summary>Median five-day realised volatility of the last n bars, a daily volatility.</summary>
    public ReadOnlySpan<double> MedianRealisedVolatility(int n) =>
        Once(n, static (s, n, y) => Rolling.Median(s.RealisedVolatility(5), n, y));

    /// <summary>log of <see cref="MedianRealisedVolatility"/>, floored at 1e-8.</summary>
    public ReadOnlySpan<double> LogMedianRealisedVolatility(int n) =>
        Once(
            n,
            static (s, n, y) =>
            {
                TensorPrimitives.Max(s.MedianRealisedVolatility(n), 1e-8, y);
                Elementwise.LogInPlace(y);
            }
        );

    public void Dispose()
    {
        foreach (double[] slab in _slabs)
            ArrayPool<double>.Shared.Return(slab);
        _slabs.Clear();
        _known.Clear();
        _whole?.Dispose();
    }

    private ReadOnlySpan<double> Once(int window, Formula formula, [CallerMemberName] string indicator = "")
    {
        if (_known.TryGetValue((indicator, window), out Memory<double> column))
            return column.Span;
        column = NewColumn();
        formula(this, window, column.Span);
        _known.Add((indicator, window), column);
        return column.Span;
    }

    private Memory<double> NewColumn()
    {
        int place = _used++ % ColumnsPerSlab;
        if (place == 0)
            _slabs.Add(ArrayPool<double>.Shared.Rent(ColumnsPerSlab * Length));
        return _slabs[^1].AsMemory(place * Length, Length);
    }

    /// <summary>Copies what can be a price or a volume; infinities, NaN, values below the smallest
    /// allowed, and the padding become NaN.</summary>
    internal static void CopyKnown(ReadOnlySpan<double> cells, double smallest, Span<double> y)
    {
        for (int t = 0; t < cells.Length; t++)
            y[t] = cells[t] >= smallest && cells[t] <= double.MaxValue ? cells[t] : double.NaN;
        y[cells.Length..].Fill(double.NaN);
    }
}
