using Ploutos.MarketData;

namespace Ploutos.Research.Studies;

/// <summary>Columns of several tickers on common days: those on which at least half of the tickers
/// that are listed have a bar. A ticker is listed from its first bar to its last.</summary>
internal sealed class DayGrid
{
    private readonly int[][] _rows; // [ticker][day]: the bar, -1 where there is none

    private DayGrid(DateOnly[] days, int[][] rows, double[][] open, double[][] close, int left) =>
        (Days, _rows, Open, Close, LeftOut) = (days, rows, open, close, left);

    /// <summary>The days, ascending.</summary>
    public DateOnly[] Days { get; }

    /// <summary>[ticker][day]; NaN where there is no bar.</summary>
    public double[][] Open { get; }

    /// <summary>[ticker][day]; NaN where there is no bar.</summary>
    public double[][] Close { get; }

    /// <summary>Days on which most tickers lack a bar.</summary>
    public int LeftOut { get; }

    public static DayGrid Of(IReadOnlyList<BarSeries> bars, DateOnly[] calendar)
    {
        int[] present = new int[calendar.Length],
            listed = new int[calendar.Length];
        var at = new int[bars.Count][];
        for (int i = 0; i < bars.Count; i++)
        {
            at[i] = new int[calendar.Length];
            BarSeries series = bars[i];
            for (int d = 0, row = 0; d < calendar.Length; d++)
            {
                bool has = row < series.Count && series.Dates[row] == calendar[d];
                listed[d] += row > 0 && row < series.Count || has ? 1 : 0;
                present[d] += has ? 1 : 0;
                at[i][d] = has ? row++ : -1;
            }
        }

        int[] kept = [.. Enumerable.Range(0, calendar.Length).Where(d => 2 * present[d] >= listed[d])];
        int[][] rows = Array.ConvertAll(at, a => Array.ConvertAll(kept, d => a[d]));
        return new(
            Array.ConvertAll(kept, d => calendar[d]),
            rows,
            [.. rows.Select((r, i) => Lay(r, bars[i].Open))],
            [.. rows.Select((r, i) => Lay(r, bars[i].Close))],
            calendar.Length - kept.Length
        );
    }

    /// <summary>A ticker's column on the days.</summary>
    public double[] Lay(int ticker, ReadOnlySpan<double> column) => Lay(_rows[ticker], column);

    private static double[] Lay(int[] rows, ReadOnlySpan<double> column)
    {
        double[] laid = new double[rows.Length];
        for (int d = 0; d < laid.Length; d++)
            laid[d] = rows[d] < 0 ? double.NaN : column[rows[d]];
        return laid;
    }
}
