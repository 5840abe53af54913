using Ploutos.Features.Indicators;
using Ploutos.MarketData;

namespace Ploutos.Features.Labels;

/// <summary>What an expert learns to forecast: for each bar 1 (UP, HIGH), 0 (DOWN, LOW), or NaN
/// where the future has not happened or a price is missing. Labels are the only code that looks
/// forward: the label of bar t is known at bar t + <see cref="Horizon"/>.</summary>
public sealed class Label
{
    /// <summary>Bars of the trailing year against which volatility is held.</summary>
    public const int VolatilityYear = 252;

    private readonly Action<BarSeries, int, double[]> _formula,
        _move;

    private Label(
        string name,
        int horizon,
        int requiredBars,
        Action<BarSeries, int, double[]> formula,
        Action<BarSeries, int, double[]> move
    )
    {
        if (horizon < 1)
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                $"{name}: a label must look at least 1 bar ahead, but got horizon={horizon}."
            );
        (Name, Horizon, RequiredBars, _formula, _move) = (name, horizon, requiredBars, formula, move);
    }

    /// <summary>Name of the exported column.</summary>
    public string Name { get; }

    /// <summary>Bars until the label is known.</summary>
    public int Horizon { get; }

    /// <summary>Bars without a gap until the first bar that can have a label (which is known
    /// <see cref="Horizon"/> bars later).</summary>
    public int RequiredBars { get; }

    /// <summary>1 where the close <paramref name="horizon"/> bars ahead lies above today's.</summary>
    public static Label Momentum(int horizon = 5) => new("label_momentum", horizon, 1, CloseIsHigherAhead, ReturnAhead);

    /// <summary>1 where the close <paramref name="horizon"/> bars ahead lies above today's.</summary>
    public static Label Reversion(int horizon = 1) =>
        new("label_reversion", horizon, 1, CloseIsHigherAhead, ReturnAhead);

    /// <summary>1 where the root mean square of the next <paramref name="horizon"/> daily log
    /// returns lies above the median that the same measure had over the trailing year.</summary>
    public static Label Volatility(int horizon = 5) =>
        new("label_volatility", horizon, horizon + VolatilityYear, VolatilityIsHigherAhead, VolatilityAhead);

    /// <summary>The label of every bar: 0, 1 or NaN.</summary>
    public double[] Compute(BarSeries bars) => Fill(bars, _formula);

    /// <summary>How far: the log return over the horizon, or the log of the volatility ahead over
    /// its usual level. Above 0 where the label is 1; NaN where that is not known. For measures
    /// that weigh a forecast against the size of what came.</summary>
    public double[] Moves(BarSeries bars) => Fill(bars, _move);

    private double[] Fill(BarSeries bars, Action<BarSeries, int, double[]> formula)
    {
        ArgumentNullException.ThrowIfNull(bars);
        double[] y = new double[bars.Count];
        Array.Fill(y, double.NaN);
        if (bars.Count > Horizon)
            formula(bars, Horizon, y);
        return y;
    }

    private static void CloseIsHigherAhead(BarSeries bars, int horizon, double[] y)
    {
        using var sheet = new IndicatorSheet(bars);
        ReadOnlySpan<double> close = sheet.Close;
        for (int t = 0; t < bars.Count - horizon; t++)
            y[t] = IsAbove(close[t + horizon], close[t]);
    }

    private static void ReturnAhead(BarSeries bars, int horizon, double[] y)
    {
        using var sheet = new IndicatorSheet(bars);
        ReadOnlySpan<double> close = sheet.Close;
        for (int t = 0; t < bars.Count - horizon; t++)
            y[t] = Math.Log(close[t + horizon] / close[t]);
    }

    private static void VolatilityIsHigherAhead(BarSeries bars, int horizon, double[] y) =>
        CompareVolatility(bars, horizon, y, IsAbove);

    private static void VolatilityAhead(BarSeries bars, int horizon, double[] y) =>
        CompareVolatility(
            bars,
            horizon,
            y,
            static (ahead, usual) => Math.Log(Math.Max(ahead, 1e-8) / Math.Max(usual, 1e-8))
        );

    private static void CompareVolatility(BarSeries bars, int horizon, double[] y, Func<double, double, double> compare)
    {
        using var sheet = new IndicatorSheet(bars);
        using PooledColumn usual = new(sheet.Length);
        ReadOnlySpan<double> realised = sheet.RealisedVolatility(horizon);
        Rolling.Median(realised, VolatilityYear, usual.Span);
        for (int t = 0; t < bars.Count - horizon; t++)
            y[t] = compare(realised[t + horizon], usual.Span[t]);
    }

    private static double IsAbove(double ahead, double today) =>
        double.IsNaN(ahead + today) ? double.NaN
        : ahead > today ? 1
        : 0;
}
