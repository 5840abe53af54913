using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData.Figures;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Statistics;

public sealed class PerformanceIntervalsTests
{
    private const double Exact = 1e-9;

    [Fact]
    public void Figures_of_all_days_drawn_once_are_those_of_the_account()
    {
        EquityCurve curve = Walk(400, 0.0005, 1);
        Performance performance = Performance.Of(curve, cashRate: 0.02);
        ReturnFigures figures = ReturnFigures.Of(ReturnFigures.Days.Of(curve, 0.02), [.. Enumerable.Range(0, 399)]);
        Assert.Equal(performance.Cagr, figures.Growth, Exact);
        Assert.Equal(performance.Volatility, figures.Volatility, Exact);
        Assert.Equal(performance.Sharpe.Value, figures.Sharpe, Exact);
        Assert.Equal(performance.Sortino, figures.Sortino, Exact);
        Assert.Equal(performance.Drawdown.Depth, figures.Drawdown, Exact);
    }

    [Fact]
    public void The_interval_of_the_sharpe_ratio_holds_the_truth_about_as_often_as_it_claims()
    {
        int held = Enumerable
            .Range(0, 200)
            .Count(seed =>
            {
                EquityCurve curve = Walk(500, 0.0006, seed);
                Estimate sharpe = PerformanceIntervals
                    .Of(curve, Performance.Of(curve), settings: new() { Resamples = 200, BlockDays = 5 })
                    .Sharpe;
                double truth = 0.0006 / (0.02 / Math.Sqrt(12)) * Math.Sqrt(365);
                return sharpe.Low <= truth && truth <= sharpe.High;
            });
        Assert.InRange(held, 0.88 * 200, 0.995 * 200);
    }

    [Fact]
    public void A_difference_to_a_benchmark_that_moves_alike_is_surer_than_each_ratio_alone()
    {
        EquityCurve benchmark = Walk(600, 0.0003, 3);
        EquityCurve curve = Account([.. benchmark.Returns().Select((r, i) => r + (i % 2 == 0 ? 0.0012 : -0.0004))]);
        PerformanceIntervals intervals = PerformanceIntervals.Of(curve, Performance.Of(curve), benchmark);
        Estimate difference = intervals.SharpeDifference!.Value;
        Assert.True(difference.Low > 0);
        Assert.True(difference.High - difference.Low < 0.5 * (intervals.Sharpe.High - intervals.Sharpe.Low));
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals_and_every_interval_is_in_order()
    {
        EquityCurve curve = Walk(300, 0, 5);
        Performance performance = Performance.Of(curve);
        PerformanceIntervals one = PerformanceIntervals.Of(curve, performance),
            two = PerformanceIntervals.Of(curve, performance);
        Assert.Equal(one, two);
        Assert.All(
            [one.Cagr, one.Volatility, one.Sharpe, one.Sortino, one.MaximumDrawdown, one.Calmar],
            i => Assert.True(i.Low < i.High)
        );
    }

    /// <summary>Eight of ten, from the closed form of the score interval.</summary>
    [Fact]
    public void The_hit_rate_s_interval_is_wilson_s()
    {
        Estimate interval = PerformanceIntervals.Wilson(0.8, 10, 0.95);
        Assert.Equal(
            (0.8, 0.49016247, 0.94331785),
            (interval.Value, Math.Round(interval.Low, 8), Math.Round(interval.High, 8))
        );
        Assert.True(double.IsNaN(PerformanceIntervals.Wilson(double.NaN, 0, 0.95).Low));
    }

    [Fact]
    public void An_account_that_never_moved_has_no_intervals_rather_than_wrong_ones()
    {
        EquityCurve flat = Account(new double[60]);
        PerformanceIntervals intervals = PerformanceIntervals.Of(flat, Performance.Of(flat), Walk(61, 0, 1));
        Assert.Equal(new Estimate(0, 0, 0), intervals.Cagr);
        Assert.All(
            [
                intervals.Sharpe,
                intervals.Sortino,
                intervals.Calmar,
                intervals.SharpeDifference!.Value,
                intervals.HitRate,
            ],
            i => Assert.True(double.IsNaN(i.Value) && double.IsNaN(i.Low))
        );
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        EquityCurve curve = Walk(30, 0, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PerformanceIntervals.Of(curve, Performance.Of(curve), settings: new() { Resamples = 0 })
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PerformanceIntervals.Of(curve, Performance.Of(curve), settings: new() { Level = 1 })
        );
        Assert.Throws<ArgumentException>(() => PerformanceIntervals.Of(curve, Performance.Of(curve), Walk(20, 0, 1)));
    }

    private static EquityCurve Walk(int days, double drift, int seed)
    {
        var random = new Random(seed);
        return Account([.. Enumerable.Range(0, days - 1).Select(_ => drift + 0.02 * (random.NextDouble() - 0.5))]);
    }

    private static EquityCurve Account(double[] returns)
    {
        var curve = new EquityCurve([.. Enumerable.Range(0, returns.Length + 1).Select(Day)], 100);
        curve.Equity[0] = 100;
        for (int t = 0; t < returns.Length; t++)
            curve.Equity[t + 1] = curve.Equity[t] * (1 + returns[t]);
        return curve;
    }
}
