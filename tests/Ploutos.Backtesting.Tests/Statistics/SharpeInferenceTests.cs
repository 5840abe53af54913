using Ploutos.Backtesting.Statistics;

namespace Ploutos.Backtesting.Tests.Statistics;

/// <summary>The worked examples of the papers.</summary>
public sealed class SharpeInferenceTests
{
    // Bailey and Lopez de Prado (2014): annual Sharpe ratio 2.5 over five years of daily returns,
    // skewness -3, kurtosis 10, variance of the trials' annual ratios 1/2, 250 days a year.
    private static readonly double Daily = 2.5 / Math.Sqrt(250);

    [Fact]
    public void The_deflated_sharpe_ratio_of_the_papers_example_is_0_9004_after_a_hundred_trials()
    {
        Assert.Equal(0.1132, SharpeInference.ExpectedMaximum(100, 0.5 / 250), 5e-5);
        Assert.Equal(0.9004, SharpeInference.Deflated(Daily, 1250, -3, 10, 100, 0.5 / 250), 5e-5);
    }

    [Fact]
    public void It_would_have_passed_after_forty_six_trials_and_with_normal_returns_after_eighty_eight()
    {
        Assert.Equal(0.9505, SharpeInference.Deflated(Daily, 1250, -3, 10, 46, 0.5 / 250), 5e-5);
        Assert.Equal(0.9505, SharpeInference.Deflated(Daily, 1250, 0, 3, 88, 0.5 / 250), 5e-5);
    }

    /// <summary>Bailey and Lopez de Prado (2012): 24 months, Sharpe ratio 0.458, skewness -2.448,
    /// kurtosis 10.164.</summary>
    [Fact]
    public void The_probabilistic_sharpe_ratio_of_the_papers_hedge_fund_falls_to_0_913_with_its_true_moments()
    {
        Assert.Equal(0.982, SharpeInference.Probabilistic(0.458, 0, 24, 0, 3), 5e-4);
        Assert.Equal(0.913, SharpeInference.Probabilistic(0.458, 0, 24, -2.448, 10.164), 5e-4);
    }

    /// <summary>The same paper: an annual ratio of 2 is known to exceed 1 at 95 % after 2.73 years
    /// of daily, 2.83 of weekly, 3.24 of monthly returns.</summary>
    [Theory]
    [InlineData(252, 2.73)]
    [InlineData(52, 2.83)]
    [InlineData(12, 3.24)]
    public void The_minimum_track_record_is_that_of_the_paper(int periodsPerYear, double years)
    {
        double root = Math.Sqrt(periodsPerYear);
        Assert.Equal(years, SharpeInference.MinimumTrackRecord(2 / root, 1 / root, 0, 3) / periodsPerYear, 5e-3);
    }

    [Fact]
    public void A_record_as_long_as_the_minimum_has_the_confidence_asked_for()
    {
        double n = SharpeInference.MinimumTrackRecord(0.1, 0.02, -0.5, 5, 0.9);
        int whole = (int)Math.Ceiling(n);
        Assert.True(SharpeInference.Probabilistic(0.1, 0.02, whole, -0.5, 5) >= 0.9);
        Assert.True(SharpeInference.Probabilistic(0.1, 0.02, whole - 1, -0.5, 5) < 0.9);
        Assert.Equal(double.PositiveInfinity, SharpeInference.MinimumTrackRecord(0.1, 0.1, 0, 3));
    }

    [Fact]
    public void One_trial_deflates_nothing_and_more_trials_deflate_more()
    {
        Assert.Equal(
            SharpeInference.Probabilistic(0.1, 0, 500, 0, 3),
            SharpeInference.Deflated(0.1, 500, 0, 3, 1, 0.001)
        );
        double[] deflated =
        [
            .. new[] { 1, 2, 10, 100, 1000 }.Select(n => SharpeInference.Deflated(0.1, 500, 0, 3, n, 0.001)),
        ];
        Assert.Equal(deflated.OrderDescending(), deflated);
    }

    [Fact]
    public void The_expected_maximum_is_close_to_the_mean_best_of_trials_without_skill()
    {
        var random = new Random(1);
        double mean = Enumerable.Range(0, 4000).Average(_ => Enumerable.Range(0, 50).Max(_ => Normal(random)));
        Assert.Equal(mean, SharpeInference.ExpectedMaximum(50, 1), 0.03);
    }

    [Fact]
    public void What_is_no_record_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeInference.Probabilistic(0.1, 0, 1, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeInference.ExpectedMaximum(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeInference.ExpectedMaximum(5, -1));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
