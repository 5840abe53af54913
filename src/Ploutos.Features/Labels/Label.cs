using Ploutos.Features.Indicators;
using Ploutos.MarketData;

namespace Ploutos.Features.Labels;

/// <summary>
/// What an expert learns to foretell: for each bar 1 (UP, HIGH), 0 (DOWN, LOW), or NaN where the future has not happened or a price is
/// missing. Labels are the only code that looks forward: the label of bar t is known at bar t + <see cref="Horizon"/>.
/// </summary>
public sealed class Label
{
    /// <summary>Bars of the trailing year against which volatility is held.</summary>
    public const int VolatilityYear = 252;

    private readonly Action<BarSeries, int, double[]> _formula;

    private Label(string name, int horizon, int requiredBars, Action<BarSeries, int, double[]> formula)
    {
        if (horizon < 1)
            throw new ArgumentOutOfRangeException(nameof(horizon),
                $"{name}: a label must look at least 1 bar ahead, but got horizon={horizon}.");
        (Name, Horizon, RequiredBars, _formula) = (name, horizon, requiredBars, formula);
    }

    /// <summary>Name of the exported column.</summary>
    public string Name { get; }

    /// <summary>Bars until the label is known.</summary>
    public int Horizon { get; }

    /// <summary>Bars without a gap until the first bar that can have a label (which is known <see cref="Horizon"/> bars later).</summary>
    public int RequiredBars { get; }

    /// <summary>1 where the close <paramref name="horizon"/> bars ahead lies above today's.</summary>
    public static Label Momentum(int horizon = 5) => new("label_momentum", horizon, 1, CloseIsHigherAhead);

    /// <summary>1 where the close <paramref name="horizon"/> bars ahead lies above today's.</summary>
    public static Label Reversion(int horizon = 1) => new("label_reversion", horizon, 1, CloseIsHigherAhead);

    /// <summary>
    /// 1 where the root mean square of the next <paramref name="horizon"/> daily log returns lies above the median that the same measure
    /// had over the trailing year.
    /// </summary>
    public static Label Volatility(int horizon = 5) => new("label_volatility", horizon, horizon + VolatilityYear, VolatilityIsHigherAhead);

    /// <summary>The label of every bar: 0, 1 or NaN.</summary>
    public double[] Compute(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        double[] y = new double[bars.Count];
        Array.Fill(y, double.NaN);
        if (bars.Count > Horizon)
            _formula(bars, Horizon, y);
        return y;
    }

    private static void CloseIsHigherAhead(BarSeries bars, int horizon, double[] y)
    {
        using var sheet = new IndicatorSheet(bars);
        ReadOnlySpan<double> close = sheet.Close;
        for (int t = 0; t < bars.Count - horizon; t++)
            y[t] = IsAbove(close[t + horizon], close[t]);
    }

    private static void VolatilityIsHigherAhead(BarSeries bars, int horizon, double[] y)
    {
        using var sheet = new IndicatorSheet(bars);
        using PooledColumn squares = new(sheet.Length), realised = new(sheet.Length), usual = new(sheet.Length);
        ReadOnlySpan<double> r = sheet.LogReturn(1);
        for (int t = 0; t < r.Length; t++)
            squares.Span[t] = r[t] * r[t];
        Rolling.Mean(squares.Span, horizon, realised.Span);
        for (int t = 0; t < r.Length; t++)
            realised.Span[t] = Math.Sqrt(realised.Span[t]);
        Rolling.Median(realised.Span, VolatilityYear, usual.Span);
        for (int t = 0; t < bars.Count - horizon; t++)
            y[t] = IsAbove(realised.Span[t + horizon], usual.Span[t]);
    }

    private static double IsAbove(double ahead, double today) => double.IsNaN(ahead + today) ? double.NaN : ahead > today ? 1 : 0;
}
