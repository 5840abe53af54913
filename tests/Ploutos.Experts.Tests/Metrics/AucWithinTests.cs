using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Tests.Metrics;

public sealed class AucWithinTests
{
    private static readonly DateOnly[] s_days = [.. Enumerable.Range(0, 6).Select(d => new DateOnly(2024, 1, 1 + d))];

    [Fact]
    public void Only_rows_of_one_fold_are_held_against_each_other()
    {
        // Fold 0: (0.1 DOWN, 0.2 UP), one pair, right. Fold 1: UP at 0.8, DOWN at 0.9 and 0.7: two
        // pairs, one right. 2 of 3.
        var forecasts = new Forecasts(
            s_days.AsSpan(0, 5),
            [0.1, 0.2, 0.8, 0.9, 0.7],
            [false, true, true, false, false]
        );
        Assert.Equal(2.0 / 3, Metric.AucWithin([0, 0, 1, 1, 1]).Of(forecasts), 1e-9);
        Assert.Equal(Metric.Auc.Of(forecasts), Metric.AucWithin([4, 4, 4, 4, 4]).Of(forecasts), 1e-12);
    }

    [Fact]
    public void A_constant_that_follows_the_base_rate_from_fold_to_fold_is_a_coin_toss()
    {
        var forecasts = new Forecasts(s_days, [0.6, 0.6, 0.6, 0.4, 0.4, 0.4], [true, false, false, true, true, false]);
        Assert.Equal(0.5, Metric.AucWithin([0, 0, 0, 1, 1, 1]).Of(forecasts), 1e-12);
        Assert.NotEqual(0.5, Metric.Auc.Of(forecasts));
    }
}
