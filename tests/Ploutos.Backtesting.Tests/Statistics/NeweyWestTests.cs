using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData.Figures;

namespace Ploutos.Backtesting.Tests.Statistics;

public sealed class NeweyWestTests
{
    [Fact]
    public void Without_lags_the_t_is_that_of_students_test()
    {
        // Mean 3, sample deviation sqrt(2.5), five values.
        (Estimate mean, double t) = NeweyWest.Mean([1, 2, 3, 4, 5], 0);
        Assert.Equal(3 / Math.Sqrt(2.5 / 5), t, 1e-12);
        Assert.Equal(3 + 2.776445 * Math.Sqrt(0.5), mean.High, 1e-5);
    }

    [Fact]
    public void With_one_lag_neighbours_count_by_half()
    {
        // Deviations -1, -1, 1, 1: squares 4, neighbours 1 - 1 + 1 = 1, weight 2 x 1/2.
        (_, double t) = NeweyWest.Mean([1, 1, 3, 3], 1);
        Assert.Equal(2 / Math.Sqrt((4 + 1) / 16.0 * 4 / 3), t, 1e-12);
    }

    [Fact]
    public void Sums_of_neighbours_have_a_t_that_is_no_larger_than_that_of_their_terms()
    {
        var random = new Random(1);
        double[] terms = [.. Enumerable.Range(0, 2000).Select(_ => random.NextDouble() - 0.45)],
            sums = [.. Enumerable.Range(0, 1990).Select(t => terms[t..(t + 10)].Sum())];
        (_, double own) = NeweyWest.Mean(terms, 0);
        Assert.True(NeweyWest.Mean(sums, 0).T > 2 * own);
        Assert.Equal(own, NeweyWest.Mean(sums, 40).T, 0.25 * own);
    }

    [Fact]
    public void Two_values_and_equal_values_have_no_error()
    {
        Assert.Equal(double.NaN, NeweyWest.Mean([1, 2], 0).T);
        Assert.Equal(double.NaN, NeweyWest.Mean([2, 2, 2], 1).T);
        Assert.Equal(2, NeweyWest.Mean([2, 2, 2], 1).Mean.Value);
        // The mean of these is 0.8 but for rounding.
        Assert.Equal(double.NaN, NeweyWest.Mean([.. Enumerable.Repeat(0.8, 250)], 4).T);
    }
}
