using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Statistics;

/// <summary>What every ratio is where its divisor is 0, or rounding residue.</summary>
public sealed class WithoutDispersionTests
{
    /// <summary>Cash alone: every excess return is 0 but for rounding, which has a mean and a
    /// deviation of its own.</summary>
    [Theory]
    [InlineData(0.02, 0.02, 1e5)]
    [InlineData(0.03, 0.03, 1e5)]
    [InlineData(0.049, 0.049, 37.21)]
    [InlineData(-0.0075, -0.0075, 1e5)]
    [InlineData(0.031, 0.031, 1e15)]
    [InlineData(0.031, 0.01, 1e-3)]
    [InlineData(0.031, 0.05, 2e300)]
    public void An_account_of_cash_alone_has_no_ratios(double earned, double cashRate, double capital)
    {
        EquityCurve curve = Backtest.Run(
            [Bars("A", [.. Enumerable.Repeat((10.0, 10.0), 300)])],
            [Signals("A", (0, 0))],
            Free with
            {
                CashRate = earned,
                InitialCapital = capital,
            }
        );
        AllUndefined(Performance.Of(curve, Walk(300, 7), cashRate));
    }

    [Theory]
    [InlineData(1e-17)]
    [InlineData(-3e-16)]
    [InlineData(0.0)]
    [InlineData(0.0001)]
    [InlineData(0.25)]
    [InlineData(-0.01)]
    public void Returns_that_are_one_constant_have_no_dispersion(double constant)
    {
        double[] equity = new double[400];
        equity[0] = 1e6;
        for (int t = 1; t < equity.Length; t++)
            equity[t] = equity[t - 1] * (1 + constant);
        Performance p = Performance.Of(Curve(equity));
        Assert.Equal(0, p.Volatility);
        Assert.All(Ratios(p), v => Assert.True(double.IsNaN(v)));
        Assert.Equal(constant > -1e-10, double.IsNaN(p.Calmar));
    }

    [Fact]
    public void A_constant_drip_once_a_month_is_dispersion_and_its_ratio_is_finite()
    {
        double[] equity = new double[361];
        equity[0] = 100;
        for (int t = 1; t < equity.Length; t++)
            equity[t] = equity[t - 1] * (t % 30 == 0 ? 1.004 : 1);
        // Days 2012-01-02 on, all of the week: 12 drips in 360 returns.
        Performance p = Performance.Of(Curve(equity));
        double mean = 0.004 * 12 / 360,
            deviation = Math.Sqrt((12 * Math.Pow(0.004 - mean, 2) + 348 * mean * mean) / 359);
        Assert.Equal(mean / deviation * Math.Sqrt(365), p.Sharpe.Value, 1e-8);
        Assert.True(double.IsNaN(p.Sortino) && double.IsNaN(p.Calmar));
    }

    /// <summary>Months as they come: dates far apart, one return each.</summary>
    [Fact]
    public void A_constant_monthly_return_has_no_sharpe_ratio()
    {
        DateOnly[] days = [.. Enumerable.Range(0, 60).Select(m => new DateOnly(2015, 1, 31).AddMonths(m))];
        var curve = new EquityCurve(days, 1000);
        for (int m = 0; m < days.Length; m++)
            curve.Equity[m] = 1000 * Math.Pow(1.005, m);
        Performance p = Performance.Of(curve);
        Assert.All(Ratios(p), v => Assert.True(double.IsNaN(v)));
        Assert.Equal(Math.Pow(1.005, 59 / ((days[^1].DayNumber - days[0].DayNumber) / 365.25)) - 1, p.Cagr, 1e-12);
    }

    [Fact]
    public void One_trade_in_a_year_is_dispersion()
    {
        (double, double)[] prices = [.. Enumerable.Range(0, 250).Select(i => i < 100 ? (10.0, 10.0) : (10.5, 10.5))];
        EquityCurve curve = Backtest.Run([Bars("A", prices)], [Signals("A", (90, 1), (120, 0))], new());
        Performance p = Performance.Of(curve);
        Assert.Equal(1, p.RoundTrips);
        Assert.True(double.IsFinite(p.Sharpe.Value) && p.Sharpe.Value > 0);
        Assert.True(double.IsFinite(p.Sortino) && double.IsFinite(p.Calmar));
    }

    [Fact]
    public void An_account_of_two_days_has_a_growth_and_nothing_that_needs_more()
    {
        Performance p = Performance.Of(Curve(100, 101), Curve(100, 103));
        Assert.Equal(Math.Pow(1.01, 365.25) - 1, p.Cagr, 1e-9);
        Assert.All(
            [p.Volatility, .. Ratios(p), p.Alpha!.Value.Value, p.Beta!.Value.Value],
            v => Assert.True(double.IsNaN(v))
        );
        Performance one = Performance.Of(Curve(100));
        Assert.All([one.Cagr, one.Volatility, .. Ratios(one)], v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void Against_a_benchmark_that_never_moves_there_is_no_alpha_and_no_beta()
    {
        Performance p = Performance.Of(Walk(80, 5), Cash(80, 0.02), 0.02);
        Assert.True(double.IsFinite(p.Sharpe.Value));
        Assert.All([p.Alpha!.Value.Value, p.Alpha!.Value.Low, p.Beta!.Value.Value], v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void A_fall_by_rounding_is_no_drawdown()
    {
        double[] equity = [100, 100 - 1e-13, 100, 100 + 2e-14, 100 - 1e-13, 101];
        Assert.Equal(new Drawdown(0, 0, 0, 0), Drawdown.Of(equity));
    }

    [Fact]
    public void Intervals_of_cash_alone_are_not_defined_where_the_figure_is_not()
    {
        EquityCurve cash = Cash(120, 0.03);
        PerformanceIntervals i = PerformanceIntervals.Of(cash, Performance.Of(cash, null, 0.03), Walk(120, 2), 0.03);
        Assert.All(
            [i.Sharpe, i.Sortino, i.Calmar, i.HitRate, i.SharpeDifference!.Value],
            e => Assert.True(double.IsNaN(e.Value) && double.IsNaN(e.Low) && double.IsNaN(e.High))
        );
        Assert.Equal((0, 0, 0), (i.Volatility.Value, i.Volatility.Low, i.Volatility.High));
    }

    /// <summary>Returns of two values, in the proportion in which the formula of the error is 0.</summary>
    [Fact]
    public void An_error_of_0_leaves_the_probabilistic_ratio_undefined()
    {
        // Values 3 and -1/3 with chances 1/10 and 9/10: mean 0, deviation 1, skewness 8/3, kurtosis 1 + skewness^2.
        double skewness = 8.0 / 3,
            kurtosis = 1 + skewness * skewness,
            sharpe = 2 / skewness;
        Assert.Equal(0, SharpeInference.StandardError(sharpe, 50, skewness, kurtosis));
        Assert.True(double.IsNaN(SharpeInference.Probabilistic(sharpe, 0, 50, skewness, kurtosis)));
        Assert.True(double.IsNaN(SharpeInference.Deflated(double.NaN, 50, double.NaN, double.NaN, 3, 0.01)));
    }

    [Fact]
    public void Among_strategies_that_are_ranked_rounding_residue_neither_wins_nor_loses()
    {
        double[] residue = [.. Enumerable.Range(0, 64).Select(i => i % 3 == 0 ? 2.2e-16 : 1.1e-16)],
            loses = [.. Enumerable.Range(0, 64).Select(i => i % 2 == 0 ? -0.012 : 0.01)];
        OverfittingResult result = BacktestOverfitting.Measure([residue, loses], 4);
        Assert.Equal((0, 0), (result.Probability, result.LossProbability));
        double[] gains = [.. loses.Select(r => -r)];
        Assert.Equal(0, BacktestOverfitting.Measure([residue, gains], 4).Probability);
    }

    private static void AllUndefined(Performance p)
    {
        Assert.All(Ratios(p), v => Assert.True(double.IsNaN(v)));
        Assert.All([p.Sharpe.Low, p.Sharpe.High, p.HitRate], v => Assert.True(double.IsNaN(v)));
        Assert.Equal(0, p.Volatility);
        Assert.Equal((0, 0, 0), (p.Beta!.Value.Value, p.Beta!.Value.Low, p.Beta!.Value.High));
    }

    private static double[] Ratios(Performance p) =>
        [p.Sharpe.Value, p.DailySharpe, p.Sortino, p.ProbabilisticSharpe, p.Skewness, p.Kurtosis];

    private static EquityCurve Cash(int days, double rate) =>
        Backtest.Run(
            [Bars("A", [.. Enumerable.Repeat((10.0, 10.0), days)])],
            [Signals("A", (0, 0))],
            Free with
            {
                CashRate = rate,
            }
        );

    private static EquityCurve Walk(int days, int seed)
    {
        BarSeries[] market = RandomWalks(1, days, seed);
        return Backtest.BuyAndHold(market, Day(0), Day(days - 1));
    }

    private static EquityCurve Curve(params double[] equity)
    {
        var curve = new EquityCurve([.. equity.Select((_, i) => Day(i))], equity[0]);
        equity.CopyTo(curve.Equity, 0);
        return curve;
    }
}
