using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Ploutos.Backtesting.Statistics;

/// <summary>
/// What a backtest came to. Years have 252 trading days. Rates are annual shares (0.07 is 7 %). A figure that is not defined, as a Sharpe
/// ratio of an account that never moved, is NaN.
/// </summary>
public sealed record Performance
{
    private const double Year = 252;

    /// <summary>Number of daily returns.</summary>
    public required int Days { get; init; }

    /// <summary>Compound annual growth: (last / first equity)^(252 / days) - 1. Tools that count calendar days differ a little.</summary>
    public required double Cagr { get; init; }

    /// <summary>Sample standard deviation (n - 1) of daily returns times sqrt(252).</summary>
    public required double Volatility { get; init; }

    /// <summary>
    /// Mean excess return over its sample standard deviation, times sqrt(252) (Sharpe 1994), with a confidence interval that allows for
    /// skewed and fat-tailed returns (Mertens 2002). backtesting.py takes annualised geometric returns instead, and comes out lower in
    /// rough markets.
    /// </summary>
    public required Interval Sharpe { get; init; }

    /// <summary>
    /// Mean excess return over the root mean square of min(excess, 0) of all days, times sqrt(252) (Sortino and Price 1994).
    /// </summary>
    public required double Sortino { get; init; }

    /// <summary>Deepest fall from a peak, at closes.</summary>
    public required Drawdown Drawdown { get; init; }

    /// <summary>Annual growth over the depth of the deepest fall; no window of 36 months is taken, as Young (1991) did.</summary>
    public required double Calmar { get; init; }

    /// <summary>Share of closed positions that made money after costs; NaN where none was closed.</summary>
    public required double HitRate { get; init; }

    /// <summary>Positions closed.</summary>
    public required int RoundTrips { get; init; }

    /// <summary>Annual one-way turnover: half of what was bought and sold, as a multiple of equity.</summary>
    public required double Turnover { get; init; }

    /// <summary>Mean of the positions' sizes at the close, as a share of equity.</summary>
    public required double Exposure { get; init; }

    /// <summary>
    /// Annual return that the benchmark does not explain: 252 times the intercept of the regression of excess returns. Null without
    /// benchmark.
    /// </summary>
    public required Interval? Alpha { get; init; }

    /// <summary>Slope of that regression. Null without benchmark.</summary>
    public required Interval? Beta { get; init; }

    /// <summary>Skewness of daily returns, population formula.</summary>
    public required double Skewness { get; init; }

    /// <summary>Kurtosis of daily returns, population formula; 3 for a normal distribution.</summary>
    public required double Kurtosis { get; init; }

    /// <summary>Probability that the true Sharpe ratio lies above 0 (<see cref="SharpeInference.Probabilistic"/>).</summary>
    public required double ProbabilisticSharpe { get; init; }

    /// <summary>The figures of a curve.</summary>
    /// <param name="curve">The account.</param>
    /// <param name="benchmark">An account over the same days, or null.</param>
    /// <param name="cashRate">Annual rate taken off returns, as the backtest was given it.</param>
    /// <param name="level">Level of the confidence intervals.</param>
    /// <exception cref="ArgumentException">The benchmark has other days.</exception>
    public static Performance Of(EquityCurve curve, EquityCurve? benchmark = null, double cashRate = 0, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (benchmark is not null && !benchmark.Days.SequenceEqual(curve.Days))
            throw new ArgumentException($"Strategy and benchmark must have the same days, but have {curve.Days.Count} and "
                + $"{benchmark.Days.Count}. Run the benchmark over the strategy's days.", nameof(benchmark));
        double[] returns = curve.Returns(), excess = Excess(returns, cashRate);
        double mean = excess.Mean(), deviation = excess.StandardDeviation(), sharpe = deviation > 0 ? mean / deviation : double.NaN;
        double skewness = deviation > 0 ? excess.PopulationSkewness() : double.NaN,
            kurtosis = deviation > 0 ? excess.PopulationKurtosis() + 3 : double.NaN;
        double error = returns.Length > 1 ? SharpeInference.StandardError(sharpe, returns.Length, skewness, kurtosis) : double.NaN;
        double growth = curve.Equity.Length > 1 ? Math.Pow(curve.Equity[^1] / curve.Equity[0], Year / returns.Length) - 1 : double.NaN;
        var drawdown = Drawdown.Of(curve.Equity);
        (Interval Alpha, Interval Beta)? line = benchmark is null ? null
            : Regression.AlphaBeta(excess, Excess(benchmark.Returns(), cashRate), level);
        return new()
        {
            Days = returns.Length,
            Cagr = growth,
            Volatility = returns.StandardDeviation() * Math.Sqrt(Year),
            Sharpe = Times(Around(sharpe, error * Normal.InvCDF(0, 1, 0.5 + level / 2)), Math.Sqrt(Year)),
            Sortino = Ratio(mean * Math.Sqrt(Year), Math.Sqrt(excess.Select(r => Math.Pow(Math.Min(r, 0), 2)).Mean())),
            Drawdown = drawdown,
            Calmar = Ratio(growth, drawdown.Depth),
            HitRate = Ratio(curve.RoundTrips.Count(t => t.Profit > 0), curve.RoundTrips.Count),
            RoundTrips = curve.RoundTrips.Count,
            Turnover = curve.Traded.Skip(1).Mean() * Year / 2,
            Exposure = curve.Gross.Mean(),
            Alpha = line is null ? null : Times(line.Value.Alpha, Year),
            Beta = line?.Beta,
            Skewness = skewness,
            Kurtosis = kurtosis,
            ProbabilisticSharpe = returns.Length > 1 ? SharpeInference.Probabilistic(sharpe, 0, returns.Length, skewness, kurtosis)
                : double.NaN,
        };
    }

    private static double[] Excess(double[] returns, double cashRate) => Array.ConvertAll(returns, r => r - cashRate / Year);

    private static double Ratio(double a, double b) => b > 0 ? a / b : double.NaN;

    private static Interval Around(double value, double reach) => new(value, value - reach, value + reach);

    private static Interval Times(Interval interval, double factor)
        => new(interval.Value * factor, interval.Low * factor, interval.High * factor);
}
