using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData;
using Ploutos.MarketData.Figures;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Statistics;

/// <summary>Each figure of a small account, worked out by hand.</summary>
public sealed class PerformanceTests
{
    private const double Exact = 1e-9;

    // Returns +10 %, -5 %, 0, +2 %.
    private static readonly EquityCurve Small = Curve(100, 110, 104.5, 104.5, 106.59);

    [Fact]
    public void Growth_volatility_and_ratios_follow_their_formulas()
    {
        Performance p = Performance.Of(Small);
        double mean = (0.10 - 0.05 + 0 + 0.02) / 4;
        double deviation = Math.Sqrt(
            (Math.Pow(0.10 - mean, 2) + Math.Pow(-0.05 - mean, 2) + mean * mean + Math.Pow(0.02 - mean, 2)) / 3
        );
        double cagr = Math.Pow(1.0659, 365.25 / 4) - 1;
        Assert.Equal(4, p.Days);
        Assert.Equal(cagr, p.Cagr, Exact * cagr);
        Assert.Equal(deviation * Math.Sqrt(252), p.Volatility, Exact);
        Assert.Equal(mean / deviation * Math.Sqrt(252), p.Sharpe.Value, Exact);
        Assert.Equal(mean / Math.Sqrt(0.05 * 0.05 / 4) * Math.Sqrt(252), p.Sortino, Exact);
        Assert.Equal(0.05, p.Drawdown.Depth, Exact);
        Assert.Equal((1, 2, 3), (p.Drawdown.Peak, p.Drawdown.Trough, p.Drawdown.LongestDays));
        Assert.Equal(cagr / 0.05, p.Calmar, 1e-6);
    }

    [Fact]
    public void Moments_are_those_of_the_population()
    {
        Performance p = Performance.Of(Small);
        double[] d = [.. new[] { 0.10, -0.05, 0, 0.02 }.Select(r => r - 0.0175)];
        double m2 = d.Average(x => x * x);
        Assert.Equal(d.Average(x => x * x * x) / Math.Pow(m2, 1.5), p.Skewness, Exact);
        Assert.Equal(d.Average(x => x * x * x * x) / (m2 * m2), p.Kurtosis, Exact);
        double perDay = p.Sharpe.Value / Math.Sqrt(252);
        Assert.Equal(SharpeInference.Probabilistic(perDay, 0, 4, p.Skewness, p.Kurtosis), p.ProbabilisticSharpe, Exact);
        Assert.Equal(
            1.959963984540054 * SharpeInference.StandardError(perDay, 4, p.Skewness, p.Kurtosis) * Math.Sqrt(252),
            p.Sharpe.High - p.Sharpe.Value,
            Exact
        );
    }

    [Fact]
    public void The_cash_rate_is_taken_off_the_returns() =>
        Assert.Equal(
            (0.0175 - 0.0252 / 252) / (Performance.Of(Small).Volatility / Math.Sqrt(252)) * Math.Sqrt(252),
            Performance.Of(Small, cashRate: 0.0252).Sharpe.Value,
            Exact
        );

    [Fact]
    public void Alpha_and_beta_of_returns_on_a_line_are_that_line_with_no_doubt()
    {
        double[] benchmark = [0.01, -0.02, 0.03, 0.005, -0.01, 0.0];
        (Estimate alpha, Estimate beta) = Regression.AlphaBeta(
            [.. benchmark.Select(b => 0.001 + 1.5 * b)],
            benchmark,
            0.95
        );
        Assert.All((double[])[alpha.Value, alpha.Low, alpha.High], v => Assert.Equal(0.001, v, Exact));
        Assert.All((double[])[beta.Value, beta.Low, beta.High], v => Assert.Equal(1.5, v, Exact));
    }

    [Fact]
    public void Intervals_of_alpha_and_beta_hold_the_truth_about_as_often_as_they_claim()
    {
        var random = new Random(1);
        int alphaHeld = 0,
            betaHeld = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            double[] benchmark = [.. Enumerable.Range(0, 250).Select(_ => random.NextDouble() - 0.45)];
            (Estimate alpha, Estimate beta) = Regression.AlphaBeta(
                [.. benchmark.Select(b => 0.1 + 0.7 * b + random.NextDouble() - 0.5)],
                benchmark,
                0.95
            );
            alphaHeld += alpha.Low <= 0.1 && 0.1 <= alpha.High ? 1 : 0;
            betaHeld += beta.Low <= 0.7 && 0.7 <= beta.High ? 1 : 0;
        }

        Assert.InRange(alphaHeld, 0.90 * 400, 0.99 * 400);
        Assert.InRange(betaHeld, 0.90 * 400, 0.99 * 400);
    }

    [Fact]
    public void Errors_that_last_for_days_widen_the_interval_of_alpha()
    {
        // Each error is the mean of four days' shocks: intervals that took them for independent
        // would hold the truth two times in three.
        var random = new Random(2);
        int held = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            double[] shocks = [.. Enumerable.Range(0, 503).Select(_ => random.NextDouble() - 0.5)],
                benchmark = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble() - 0.5)];
            (Estimate alpha, _) = Regression.AlphaBeta(
                [.. benchmark.Select((b, t) => 0.7 * b + shocks[t..(t + 4)].Average())],
                benchmark,
                0.95
            );
            held += alpha.Low <= 0 && 0 <= alpha.High ? 1 : 0;
        }

        Assert.InRange(held, 0.84 * 300, 0.97 * 300);
    }

    [Fact]
    public void A_strategy_that_is_its_benchmark_has_beta_one_and_no_alpha()
    {
        Performance p = Performance.Of(Small, Small);
        Assert.Equal(1, p.Beta!.Value.Value, Exact);
        Assert.Equal(0, p.Alpha!.Value.Value, Exact);
        Assert.Null(Performance.Of(Small).Alpha);
    }

    [Fact]
    public void Hit_rate_turnover_and_exposure_are_counted_from_the_account()
    {
        var bars = Bars("A", (10, 10), (10, 10), (12, 12), (12, 12), (9, 9), (9, 9));
        EquityCurve curve = Backtest.Run([bars], [Signals("A", (0, 1), (1, 0), (2, 1), (3, 0))], Free);
        Performance p = Performance.Of(curve);
        Assert.Equal((2, 0.5), (p.RoundTrips, p.HitRate));
        Assert.Equal(curve.Traded.Sum() / 5 * 252 / 2, p.Turnover, Exact);
        Assert.Equal(curve.Gross.Sum() / 5, p.Exposure, Exact);
    }

    [Fact]
    public void An_account_that_never_moved_has_no_ratios_rather_than_wrong_ones()
    {
        Performance p = Performance.Of(Curve(100, 100, 100, 100), Curve(100, 101, 102, 101));
        Assert.Equal((0, 0, 0), (p.Cagr, p.Volatility, p.Drawdown.Depth));
        Assert.All(
            (double[])[p.Sharpe.Value, p.Sortino, p.Calmar, p.HitRate, p.ProbabilisticSharpe],
            v => Assert.True(double.IsNaN(v))
        );
        Assert.Equal(0, p.Beta!.Value.Value);
    }

    [Fact]
    public void A_benchmark_of_other_days_is_refused() =>
        Assert.Contains(
            "must have the same days",
            Assert.Throws<ArgumentException>(() => Performance.Of(Small, Curve(1, 2))).Message
        );

    private static EquityCurve Curve(params double[] equity)
    {
        var curve = new EquityCurve([.. equity.Select((_, i) => Day(i))], equity[0]);
        equity.CopyTo(curve.Equity, 0);
        return curve;
    }
}
