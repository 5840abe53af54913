using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Ploutos.Backtesting.Statistics;

/// <summary>What a backtest came to. Years have 252 trading days. Rates are annual shares (0.07
/// is 7 %). A figure that is not defined, as a Sharpe ratio of an account that never moved, is
/// NaN.</summary>
public sealed record Performance
{
    private const double Year = 252;

    /// <summary>Number of daily returns.</summary>
    public required int Days { get; init; }

    /// <summary>Compound annual growth, an annual share: (last / first equity)^(252 / days) - 1,
    /// as empyrical's annual_return. Tools that count calendar days and divide by 365 or 365.25
    /// differ a little.</summary>
    public required double Cagr { get; init; }

    /// <summary>Annual volatility, an annual share: sample standard deviation (n - 1) of daily
    /// simple returns times sqrt(252). Tools that take log returns, or compound the variance as
    /// backtesting.py does, differ a little.</summary>
    public required double Volatility { get; init; }

    /// <summary>Annual Sharpe ratio, no unit: mean daily excess return over cash / 252, divided by
    /// the sample standard deviation (n - 1) of the same, times sqrt(252) (Sharpe 1994), with a
    /// confidence interval that allows for skewed and fat-tailed returns (Mertens 2002).
    /// backtesting.py takes annualised geometric returns instead, and comes out lower in rough
    /// markets. Serial dependence is not annualised away (Lo 2002);
    /// <see cref="PerformanceIntervals.Sharpe"/> allows for it.</summary>
    public required Interval Sharpe { get; init; }

    /// <summary>Annual Sortino ratio, no unit: mean daily excess return over the root mean square
    /// of min(excess, 0) of all days, times sqrt(252) (Sortino and Price 1994). Tools that divide
    /// by the standard deviation of the losing days alone give another figure.</summary>
    public required double Sortino { get; init; }

    /// <summary>Deepest fall from a peak, a share of the peak, at daily closes; lows within a day
    /// are not seen.</summary>
    public required Drawdown Drawdown { get; init; }

    /// <summary>Annual growth over the depth of the deepest fall, no unit, of the whole time;
    /// Young (1991) took the last 36 months, and tools that follow him differ on longer
    /// records.</summary>
    public required double Calmar { get; init; }

    /// <summary>Share of closed positions that made money after costs, 0 .. 1; NaN where none was
    /// closed. Tools that count winning days, or each fill, give another figure.</summary>
    public required double HitRate { get; init; }

    /// <summary>Positions closed.</summary>
    public required int RoundTrips { get; init; }

    /// <summary>Annual one-way turnover, a multiple of equity: half of what was bought and sold a
    /// day, as a share of the equity of the close before, times 252. Tools that count both sides
    /// give twice as much.</summary>
    public required double Turnover { get; init; }

    /// <summary>Mean of the positions' sizes at the close, long and short added, as a share of
    /// equity; from the second day on, the first on which something can be held. backtesting.py's
    /// exposure is the share of days with any position.</summary>
    public required double Exposure { get; init; }

    /// <summary>Annual return that the benchmark does not explain, an annual share (Jensen 1968):
    /// 252 times the intercept of the regression of daily excess returns on the benchmark's, with a
    /// Newey-West interval. Tools that compound it, (1 + a)^252 - 1, differ a little. Null without
    /// benchmark.</summary>
    public required Interval? Alpha { get; init; }

    /// <summary>Slope of that regression, no unit, with a Newey-West interval. Null without
    /// benchmark.</summary>
    public required Interval? Beta { get; init; }

    /// <summary>Skewness of daily returns, population formula.</summary>
    public required double Skewness { get; init; }

    /// <summary>Kurtosis of daily returns, population formula; 3 for a normal distribution.</summary>
    public required double Kurtosis { get; init; }

    /// <summary>Probability that the true Sharpe ratio lies above 0
    /// (<see cref="SharpeInference.Probabilistic"/>).</summary>
    public required double ProbabilisticSharpe { get; init; }

    /// <summary>The figures of a curve.</summary>
    /// <param name="curve">The account.</param>
    /// <param name="benchmark">An account over the same days, or null.</param>
    /// <param name="cashRate">Annual rate taken off returns, as the backtest was given it.</param>
    /// <param name="level">Level of the confidence intervals.</param>
    /// <exception cref="ArgumentException">The benchmark has other days.</exception>
    public static Performance Of(
        EquityCurve curve,
        EquityCurve? benchmark = null,
        double cashRate = 0,
        double level = 0.95
    )
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (benchmark is not null && !benchmark.Days.SequenceEqual(curve.Days))
            throw new ArgumentException(
                $"Strategy and benchmark must have the same days, but have {curve.Days.Count} and "
                    + $"{benchmark.Days.Count}. Run the benchmark over the strategy's days.",
                nameof(benchmark)
            );
        double[] returns = curve.Returns(),
            excess = Excess(returns, cashRate);
        double mean = excess.Mean(),
            deviation = excess.StandardDeviation(),
            sharpe = deviation > 0 ? mean / deviation : double.NaN;
        double skewness = deviation > 0 ? excess.PopulationSkewness() : double.NaN,
            kurtosis = deviation > 0 ? excess.PopulationKurtosis() + 3 : double.NaN;
        double error =
            returns.Length > 1 ? SharpeInference.StandardError(sharpe, returns.Length, skewness, kurtosis) : double.NaN;
        double growth =
            curve.Equity.Length > 1
                ? Math.Pow(curve.Equity[^1] / curve.Equity[0], Year / returns.Length) - 1
                : double.NaN;
        var drawdown = Drawdown.Of(curve.Equity);
        (Interval Alpha, Interval Beta)? line = benchmark is null
            ? null
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
            Exposure = curve.Gross.Skip(1).Mean(),
            Alpha = line is null ? null : Times(line.Value.Alpha, Year),
            Beta = line?.Beta,
            Skewness = skewness,
            Kurtosis = kurtosis,
            ProbabilisticSharpe =
                returns.Length > 1
                    ? SharpeInference.Probabilistic(sharpe, 0, returns.Length, skewness, kurtosis)
                    : double.NaN,
        };
    }

    private static double[] Excess(double[] returns, double cashRate) =>
        Array.ConvertAll(returns, r => r - cashRate / Year);

    private static double Ratio(double a, double b) => b > 0 ? a / b : double.NaN;

    private static Interval Around(double value, double reach) => new(value, value - reach, value + reach);

    private static Interval Times(Interval interval, double factor) =>
        new(interval.Value * factor, interval.Low * factor, interval.High * factor);
}
