using Ploutos.Features.Expressions;
using Ploutos.Features.Indicators;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features.Labels;

/// <summary>What an expert learns to forecast: for each bar 1 (UP, HIGH), 0 (DOWN, LOW), or NaN
/// where the future has not happened or a price is missing. Labels are the only code that looks
/// forward: the label of bar t is known at bar t + <see cref="Horizon"/>.</summary>
public sealed class Label
{
    /// <summary>Bars of the trailing year against which volatility is held.</summary>
    public const int VolatilityYear = 252;

    // How far it goes, for each bar: class 1 lies above 0, but where a comparison says it exactly.
    private readonly Action<BarSeries, int, double[]> _move;
    private readonly Action<BarSeries, int, double[]>? _comparison;
    private Func<BarSeries, int, int[]>? _spans;
    private ExpressionSet? _acrossTickers;

    private Label(
        LabelKind kind,
        string name,
        int horizon,
        int requiredBars,
        Action<BarSeries, int, double[]> move,
        Action<BarSeries, int, double[]>? comparison = null
    )
    {
        if (horizon < 1)
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                $"{name}: a label must look at least 1 bar ahead, but got horizon={horizon}."
            );
        (Kind, Name, Horizon, RequiredBars, _move, _comparison) = (kind, name, horizon, requiredBars, move, comparison);
    }

    /// <summary>What it asks.</summary>
    public LabelKind Kind { get; }

    /// <summary>Name of the exported column.</summary>
    public string Name { get; }

    /// <summary>Bars until the label is known.</summary>
    public int Horizon { get; }

    /// <summary>Bars without a gap until the first bar that can have a label (which is known
    /// <see cref="Horizon"/> bars later).</summary>
    public int RequiredBars { get; }

    /// <summary>Whether it looks at all tickers of a day: it is computed in a market alone.</summary>
    public bool NeedsMarket => Kind == LabelKind.Relative || _acrossTickers is not null;

    /// <summary>The question in words.</summary>
    public string Question =>
        Kind switch
        {
            LabelKind.Up when Horizon == 1 => "tomorrow's close lies above today's",
            LabelKind.Up => $"the close in {Horizon} days lies above today's",
            LabelKind.Volatility => $"volatility of the next {Horizon} days lies above the trailing year's median",
            LabelKind.TripleBarrier => $"the close touches the upper barrier first, within {Horizon} days",
            LabelKind.Relative => $"the return of the next {Horizon} days lies above the median of the day's tickers",
            LabelKind.InCode => $"the label's function, known after {Horizon} days, is above 0",
            _ => $"the label's expression, known after {Horizon} days, is above 0",
        };

    /// <summary>1 where the close <paramref name="horizon"/> bars ahead lies above today's.</summary>
    public static Label Momentum(int horizon = 5) => Up("label_momentum", horizon);

    /// <summary>1 where the close <paramref name="horizon"/> bars ahead lies above today's.</summary>
    public static Label Reversion(int horizon = 1) => Up("label_reversion", horizon);

    /// <summary>1 where the close <paramref name="horizon"/> bars ahead lies above today's.</summary>
    /// <param name="name">Name of the exported column.</param>
    /// <param name="horizon">Bars ahead, at least 1.</param>
    public static Label Up(string name, int horizon) =>
        new(LabelKind.Up, name, horizon, 1, ReturnAhead, CloseIsHigherAhead);

    /// <summary>1 where the log return of the next <paramref name="horizon"/> days lies above the median of
    /// the exchange's tickers over the same days. Days are the exchange's: the union of its tickers' days. A
    /// ticker without a bar on the last of them has no label, and a day with fewer than
    /// <see cref="MarketFeatures.LeastTickers"/> returns none at all.</summary>
    /// <param name="name">Name of the exported column.</param>
    /// <param name="horizon">Days ahead, at least 1.</param>
    public static Label Relative(string name, int horizon) =>
        new(LabelKind.Relative, name, horizon, 1, static (_, _, _) => { });

    /// <summary>1 where what a function says is above 0, 0 where it is not, missing where it is NaN. Of the
    /// last <paramref name="horizon"/> bars nothing is taken: they are not known yet.</summary>
    /// <param name="name">Name of the exported column.</param>
    /// <param name="horizon">Bars ahead that a value needs, at least 1.</param>
    /// <param name="values">From the bars to one value a bar.</param>
    public static Label InCode(string name, int horizon, Func<BarSeries, double[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(
            LabelKind.InCode,
            name,
            horizon,
            1,
            (bars, ahead, y) =>
            {
                double[] given = values(bars);
                if (given.Length != bars.Count)
                    throw new ArgumentException(
                        $"The label '{name}' must give one value a bar, but gave {given.Length} for {bars.Count} bars."
                    );
                given.AsSpan(0, Math.Max(0, bars.Count - ahead)).CopyTo(y);
            }
        );
    }

    /// <summary>1 where the root mean square of the next <paramref name="horizon"/> daily log
    /// returns lies above the median that the same measure had over the trailing year.</summary>
    public static Label Volatility(int horizon = 5) => Volatility("label_volatility", horizon);

    /// <inheritdoc cref="Volatility(int)"/>
    /// <param name="name">Name of the exported column.</param>
    /// <param name="horizon">Bars ahead, at least 1.</param>
    public static Label Volatility(string name, int horizon) =>
        new(LabelKind.Volatility, name, horizon, horizon + VolatilityYear, VolatilityAhead, VolatilityIsHigherAhead);

    /// <summary>1 where the close touches the upper barrier first, 0 where it touches the lower one
    /// (Lopez de Prado 2018, ch. 3). Where it touches none within the horizon, the return over the
    /// horizon decides. The barriers lie at a number of deviations of the horizon's log return: the
    /// root mean square of the last 20 daily log returns times the root of the horizon.</summary>
    /// <param name="name">Name of the exported column.</param>
    /// <param name="horizon">Bars ahead at most, at least 1.</param>
    /// <param name="upper">Deviations up to the upper barrier, above 0.</param>
    /// <param name="lower">Deviations down to the lower barrier, above 0.</param>
    public static Label TripleBarrier(string name, int horizon, double upper, double lower)
    {
        if (!(upper > 0 && lower > 0 && double.IsFinite(upper + lower)))
            throw new ArgumentOutOfRangeException(
                nameof(upper),
                $"{name}: barriers must lie at a distance above 0, but got upper={upper}, lower={lower}."
            );
        var barriers = new Barriers(upper, lower);
        return new(LabelKind.TripleBarrier, name, horizon, Barriers.Month + 1, barriers.Return)
        {
            _spans = barriers.Spans,
        };
    }

    /// <summary>1 where an expression that may look ahead is above 0, 0 where it is not, and missing
    /// where it is. <see cref="Horizon"/> is how far it looks. A function over all tickers of a day takes those
    /// of the exchange that have a bar on each of the exchange's days it looks at, so that a label is known
    /// when these days have passed, whoever misses one.</summary>
    /// <param name="name">Name of the exported column.</param>
    /// <param name="text">The expression; docs/expressions.md has the language.</param>
    /// <exception cref="ArgumentException">It breaks a rule, or does not look ahead.</exception>
    public static Label Expression(string name, string text)
    {
        var set = ExpressionSet.Labels(name, new NamedExpression(name, text));
        if (set.Horizon == 0)
            throw new ArgumentException(
                $"{name}: a label must look at least 1 bar ahead, but '{text}' does not. Use Ref(x,-n)."
            );
        return new(
            LabelKind.Expression,
            name,
            set.Horizon,
            set.RequiredBars,
            (bars, horizon, y) => set.Compute(bars).Column(0)[..Math.Max(0, bars.Count - horizon)].CopyTo(y)
        )
        {
            _acrossTickers = set.NeedsMarket ? set : null,
        };
    }

    /// <summary>The label of every bar: 0, 1 or NaN.</summary>
    /// <param name="bars">The ticker's bars.</param>
    /// <param name="market">The market where the label <see cref="NeedsMarket"/>.</param>
    /// <exception cref="ArgumentException">It needs a market, and there is none.</exception>
    public double[] Compute(BarSeries bars, MarketFeatures? market = null)
    {
        if (_comparison is not null)
            return Fill(bars, market, _comparison);
        double[] y = Moves(bars, market);
        for (int t = 0; t < y.Length; t++)
            y[t] =
                double.IsNaN(y[t]) ? y[t]
                : y[t] > 0 ? 1
                : 0;
        return y;
    }

    /// <summary>How far: the log return over the horizon, or the log of the volatility ahead over
    /// its usual level. Above 0 where the label is 1; NaN where that is not known. For measures
    /// that weigh a forecast against the size of what came.</summary>
    /// <param name="bars">The ticker's bars.</param>
    /// <param name="market">The market where the label <see cref="NeedsMarket"/>.</param>
    /// <exception cref="ArgumentException">It needs a market, and there is none.</exception>
    public double[] Moves(BarSeries bars, MarketFeatures? market = null) => Fill(bars, market, _move);

    /// <summary>Bars after each bar until its label is known: the horizon, but for a triple barrier the bar
    /// of the first touch. Splits purge by it.</summary>
    public int[] Spans(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (_spans is not null)
            return _spans(bars, Horizon);
        int[] spans = new int[bars.Count];
        Array.Fill(spans, Horizon);
        return spans;
    }

    /// <summary>Whether some labels are known before the horizon has passed.</summary>
    public bool EndsEarly => _spans is not null;

    private double[] Fill(BarSeries bars, MarketFeatures? market, Action<BarSeries, int, double[]> formula)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (NeedsMarket && market is null)
            throw new ArgumentException(
                $"{Name} looks at all tickers of a day, but there is no market to look at. Give it the bars of the"
                    + " other tickers."
            );
        double[] y = new double[bars.Count];
        Array.Fill(y, double.NaN);
        if (_acrossTickers is { } set)
            set.Compute(bars, market!).Column(0)[..Math.Max(0, bars.Count - Horizon)].CopyTo(y);
        else if (NeedsMarket)
            MedianReturns.Of(market!, bars.Ticker, Horizon)?.Write(bars, y);
        else if (bars.Count > Horizon)
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
