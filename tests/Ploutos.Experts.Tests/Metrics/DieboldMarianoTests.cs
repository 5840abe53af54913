using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Tests.Metrics;

public sealed class DieboldMarianoTests
{
    private static readonly DateOnly s_monday = new(2024, 1, 1);

    [Fact]
    public void Newey_and_Wests_variance_and_the_small_sample_factor_are_those_worked_out_by_hand()
    {
        // d = 1, 2, 3, 6: mean 3, deviations -2, -1, 0, 3; g0 = 14/4, g1 = (2 + 0 + 0)/4, V = (3.5
        // + 2 (1/2) 0.5)/4 = 1, h = 2 gives the factor sqrt((4 + 1 - 4 + 2/4)/4) = sqrt(0.375).
        DieboldMarianoResult result = DieboldMariano.Test([1, 2, 3, 6], horizon: 2, lags: 1);
        Assert.Equal(3, result.MeanDifference, 1e-12);
        Assert.Equal(3 * Math.Sqrt(0.375), result.Statistic, 1e-9);
        Assert.Equal(
            (3, Math.Round(1 / Math.Sqrt(0.375), 9)),
            (result.Gain, Math.Round(result.StandardError!.Value, 9))
        );
        Assert.Equal((1, 4), (result.Lags, result.Days));
    }

    [Fact]
    public void The_p_value_is_Students_with_one_degree_of_freedom_less_than_days()
    {
        // Two days: t with one degree of freedom is Cauchy, so p = 1 - 2 atan(t) / pi. d = 0, 2:
        // mean 1, g0 = 1, V = 1/2, factor sqrt(1/2).
        DieboldMarianoResult result = DieboldMariano.Test([0, 2], horizon: 1, lags: 0);
        Assert.Equal(1, result.Statistic, 1e-9);
        Assert.Equal(0.5, result.PValue, 1e-9);
    }

    [Fact]
    public void A_days_rows_are_averaged_before_days_are_compared()
    {
        DateOnly[] days = [s_monday, s_monday, s_monday, s_monday.AddDays(1)];
        bool[] outcome = [true, true, true, true];
        var one = new Forecasts(days, [0.5, 0.5, 0.5, 1], outcome);
        var other = new Forecasts(days, [1, 1, 1, 0], outcome);
        // Brier: the first loses 0.25 and 0, the second 0 and 1: differences 0.25 and -1, mean
        // -0.375, whatever the number of rows.
        Assert.Equal(-0.375, DieboldMariano.Test(Metric.Brier, one, other, 1).MeanDifference, 1e-12);
        Assert.Contains(
            "mean over rows",
            Assert.Throws<ArgumentException>(() => DieboldMariano.Test(Metric.Auc, one, other, 1)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Forecasts_that_are_the_same_have_no_statistic_and_no_error()
    {
        DieboldMarianoResult same = DieboldMariano.Test(new double[50], 5),
            tooShort = DieboldMariano.Test([1.0], 1);
        Assert.True(double.IsNaN(same.PValue));
        Assert.Equal((0, null), (same.Gain, same.StandardError));
        Assert.Equal((0, null), (tooShort.Gain, tooShort.StandardError));
    }

    [Fact]
    public void Under_no_difference_it_rejects_about_as_often_as_it_says()
    {
        var random = new Random(5);
        int rejected = 0;
        const int Trials = 2000,
            Days = 120;
        double[] d = new double[Days];
        for (int trial = 0; trial < Trials; trial++)
        {
            double[] noise = [.. Enumerable.Range(0, Days + 4).Select(_ => random.NextDouble() - 0.5)];
            for (int t = 0; t < Days; t++)
                d[t] = noise[t] + noise[t + 1] + noise[t + 2] + noise[t + 3] + noise[t + 4];
            rejected += DieboldMariano.Test(d, horizon: 5).PValue < 0.05 ? 1 : 0;
        }

        Assert.InRange(rejected / (double)Trials, 0.03, 0.12);
    }
}
