using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Figures;

namespace Ploutos.Backtesting.Statistics;

/// <summary>What a backtest came to. Years are counted by the calendar of the bars: growth by dates,
/// what follows from single days by the sessions a year of the market (<see cref="Year"/>). Rates
/// are annual shares (0.07 is 7 %). A ratio whose divisor is 0, or rounding residue
/// (<see cref="Dispersion"/>), is not defined and NaN.</summary>
public sealed record Performance
{
    /// <summary>Number of daily returns.</summary>
    public required int Days { get; init; }

    /// <summary>The sessions a year by which figures of a day became figures of a year.</summary>
    public required SessionsPerYear Year { get; init; }

    /// <summary>Compound annual growth, an annual share: (last / first equity)^(365.25 / calendar
    /// days) - 1. empyrical's annual_return counts 252 returns a year instead, and differs a little
    /// in New York and much on a market of seven days. NaN for fewer than two days; -1 for an
    /// account that lost everything.</summary>
    public required double Cagr { get; init; }

    /// <summary>Annual volatility, an annual share: sample standard deviation (n - 1) of daily
    /// simple returns times the root of the sessions a year. Tools that take log returns, or
    /// compound the variance as backtesting.py does, differ a little. 0 where returns differ by
    /// rounding alone; NaN for fewer than two.</summary>
    public required double Volatility { get; init; }

    /// <summary>Annual Sharpe ratio, no unit: mean daily excess return over cash / sessions a
    /// year, divided by the sample standard deviation (n - 1) of the same, times the root of the
    /// sessions a year (Sharpe 1994), with a confidence interval that allows for skewed and
    /// fat-tailed returns (Mertens 2002). Not defined where the excess returns differ by rounding
    /// alone, or are fewer than two. backtesting.py takes annualised geometric returns instead, and
    /// comes out lower in rough markets. Serial dependence is not annualised away (Lo 2002);
    /// <see cref="PerformanceIntervals.Sharpe"/> allows for it.</summary>
    public required Estimate Sharpe { get; init; }

    /// <summary>Annual Sortino ratio, no unit: mean daily excess return over the root mean square
    /// of min(excess, 0) of all days, times the root of the sessions a year (Sortino and Price
    /// 1994). Tools that divide by the standard deviation of the losing days alone give another
    /// figure. Not defined where no day lies below cash by more than rounding, or the Sharpe ratio is
    /// not.</summary>
    public required double Sortino { get; init; }

    /// <summary>Deepest fall from a peak, a share of the peak, at daily closes; lows within a day
    /// are not seen. 0 where it never fell by more than rounding.</summary>
    public required Drawdown Drawdown { get; init; }

    /// <summary>Annual growth over the depth of the deepest fall, no unit, of the whole time;
    /// Young (1991) took the last 36 months, and tools that follow him differ on longer
    /// records. Not defined where the account never fell.</summary>
    public required double Calmar { get; init; }

    /// <summary>Share of closed positions that made money after costs, 0 .. 1; NaN where none was
    /// closed. Tools that count winning days, or each fill, give another figure.</summary>
    public required double HitRate { get; init; }

    /// <summary>Positions closed.</summary>
    public required int RoundTrips { get; init; }

    /// <summary>Annual one-way turnover, a multiple of equity: half of what was bought and sold a
    /// day, as a share of the equity of the close before, times the sessions a year. Tools that count
    /// both sides give twice as much.</summary>
    public required double Turnover { get; init; }

    /// <summary>Mean of the positions' sizes at the close, long and short added, as a share of
    /// equity; from the second day on, the first on which something can be held. backtesting.py's
    /// exposure is the share of days with any position.</summary>
    public required double Exposure { get; init; }

    /// <summary>Annual return that the benchmark does not explain, an annual share (Jensen 1968):
    /// the sessions a year times the intercept of the regression of daily excess returns on the
    /// benchmark's, with a Newey-West interval. Tools that compound it, (1 + a)^252 - 1, differ a
    /// little. Not defined where the benchmark never moves; null without benchmark.</summary>
    public required Estimate? Alpha { get; init; }

    /// <summary>Slope of that regression, no unit, with a Newey-West interval. 0 for an account that
    /// never moves; not defined where the benchmark never does; null without benchmark.</summary>
    public required Estimate? Beta { get; init; }

    /// <summary>Skewness of daily excess returns, population formula; not defined where the Sharpe
    /// ratio is not.</summary>
    public required double Skewness { get; init; }

    /// <summary>Kurtosis of daily excess returns, population formula; 3 for a normal distribution.
    /// Not defined where the Sharpe ratio is not.</summary>
    public required double Kurtosis { get; init; }

    /// <summary>Probability that the true Sharpe ratio lies above 0
    /// (<see cref="SharpeInference.Probabilistic"/>); not defined where the Sharpe ratio is
    /// not.</summary>
    public required double ProbabilisticSharpe { get; init; }

    /// <summary>Sharpe ratio of a day, as <see cref="SharpeInference"/> takes it; NaN where it is
    /// not defined.</summary>
    public double DailySharpe => Sharpe.Value / Math.Sqrt(Year.Sessions);

    /// <summary>The figures of a curve.</summary>
    /// <param name="curve">The account.</param>
    /// <param name="benchmark">An account over the same days, or null.</param>
    /// <param name="cashRate">Annual rate taken off returns, as the backtest was given it.</param>
    /// <param name="level">Level of the confidence intervals.</param>
    /// <param name="year">Sessions a year; null for the curve's own.</param>
    /// <exception cref="ArgumentException">The benchmark has other days.</exception>
    public static Performance Of(
        EquityCurve curve,
        EquityCurve? benchmark = null,
        double cashRate = 0,
        double level = 0.95,
        SessionsPerYear? year = null
    )
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (benchmark is not null && !benchmark.Days.SequenceEqual(curve.Days))
            throw new ArgumentException(
                $"Strategy and benchmark must have the same days, but have {curve.Days.Count} and "
                    + $"{benchmark.Days.Count}. Run the benchmark over the strategy's days.",
                nameof(benchmark)
            );
        SessionsPerYear sessions = year ?? curve.Year;
        double annual = Math.Sqrt(sessions.Sessions);
        double[] returns = curve.Returns(),
            excess = Excess(returns, cashRate, sessions);
        var sharpe = DailyRatio.Of(excess);
        double growth =
            curve.Years > 0 ? Math.Pow(curve.Equity[^1] / curve.Equity[0], 1 / curve.Years) - 1 : double.NaN;
        var drawdown = Drawdown.Of(curve.Equity);
        (Estimate Alpha, Estimate Beta)? line = benchmark is null
            ? null
            : Regression.AlphaBeta(excess, Excess(benchmark.Returns(), cashRate, sessions), level);
        return new()
        {
            Days = returns.Length,
            Year = sessions,
            Cagr = growth,
            Volatility = Dispersion.Of(returns) * annual,
            Sharpe = Estimate
                .Around(sharpe.Sharpe, sharpe.StandardError * Normal.InvCDF(0, 1, 0.5 + level / 2))
                .Times(annual),
            Sortino = sharpe.Sortino * annual,
            Drawdown = drawdown,
            Calmar = Dispersion.Ratio(growth, drawdown.Depth),
            HitRate = Dispersion.Ratio(curve.RoundTrips.Count(t => t.Profit > 0), curve.RoundTrips.Count),
            RoundTrips = curve.RoundTrips.Count,
            Turnover = curve.Traded.Skip(1).Mean() * sessions.Sessions / 2,
            Exposure = curve.Gross.Skip(1).Mean(),
            Alpha = line?.Alpha.Times(sessions.Sessions),
            Beta = line?.Beta,
            Skewness = sharpe.Skewness,
            Kurtosis = sharpe.Kurtosis,
            ProbabilisticSharpe = sharpe.Probabilistic,
        };
    }

    private static double[] Excess(double[] returns, double cashRate, SessionsPerYear year) =>
        Array.ConvertAll(returns, r => r - cashRate / year.Sessions);
}
