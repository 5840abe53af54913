using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Tests.Metrics;

public sealed class InformationCoefficientTests
{
    private static readonly DateOnly s_monday = new(2024, 1, 1),
        s_tuesday = new(2024, 1, 2);

    [Fact]
    public void It_is_the_mean_of_the_days_rank_correlations_worked_out_by_hand()
    {
        // Monday: ranks 1 2 3 4 against 2 1 4 3: 1 - 6 x 4 / (4 x 15) = 0.6. Tuesday: ranks 1 2 3
        // against 3 2 1: -1. Mean -0.2.
        Assert.Equal(
            -0.2,
            Of(
                [s_monday, s_monday, s_monday, s_monday, s_tuesday, s_tuesday, s_tuesday],
                [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
                [0.01, -0.05, 0.9, 0.2, 3, 2, 1]
            ),
            1e-9
        );
    }

    [Fact]
    public void Ties_share_the_mean_of_their_ranks()
    {
        // Ranks 1.5 1.5 3 against 1 2 3: deviations -.5 -.5 1 and -1 0 1, so 1.5 / sqrt(1.5 x 2) =
        // 0.8660254037844386.
        Assert.Equal(Math.Sqrt(0.75), Of([s_monday, s_monday, s_monday], [0.4, 0.4, 0.5], [1, 2, 3]), 1e-9);
    }

    [Fact]
    public void A_day_of_two_tickers_or_of_one_forecast_for_all_is_left_out()
    {
        Assert.Equal(
            1,
            Of([s_monday, s_monday, s_tuesday, s_tuesday, s_tuesday], [0.9, 0.1, 0.1, 0.2, 0.3], [0, 1, 1, 2, 3]),
            1e-9
        );
        Assert.True(double.IsNaN(Of([s_monday, s_monday, s_monday], [0.5, 0.5, 0.5], [1, 2, 3])));
        Assert.True(double.IsNaN(Of([s_monday, s_tuesday], [0.1, 0.2], [1, 2])));
    }

    [Fact]
    public void A_forecast_of_the_whole_market_scores_nothing_where_it_orders_no_tickers()
    {
        DateOnly[] days = [.. Enumerable.Range(0, 40).SelectMany(d => Enumerable.Repeat(s_monday.AddDays(d), 6))];
        var random = new Random(3);
        double[] market = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble() - 0.5)];
        double[] moves = [.. days.Select((_, i) => market[i / 6] + 0.01 * random.NextDouble())];
        double[] told = [.. days.Select((_, i) => 0.5 + 0.5 * market[i / 6] + 1e-6 * random.NextDouble())];
        Assert.InRange(Of(days, told, moves), -0.25, 0.25);
        Assert.True(Metric.Auc.Of(new Forecasts(days, told, [.. moves.Select(m => m > 0)])) > 0.98);
    }

    private static double Of(DateOnly[] days, double[] probability, double[] moves) =>
        Metric.InformationCoefficient(moves).Of(new Forecasts(days, probability, [.. moves.Select(m => m > 0)]));
}
