using Ploutos.Experts.Metrics;
using Ploutos.Experts.Selection;
using Ploutos.Experts.Serving;

namespace Ploutos.Experts.Tests.Selection;

public sealed class ServingRuleTests
{
    private const int Days = 400;

    [Fact]
    public void The_network_serves_where_nothing_simpler_is_better_by_more_than_one_standard_error()
    {
        // Half the days one is better, half the days the other, by much: no difference to speak of.
        IReadOnlyList<ServingScore> scores = Compare(
            0.60,
            ("har", day => day % 20 < 10 ? 0.70 : 0.501),
            ("base_rate", _ => 0.5)
        );
        ServingScore har = scores.Single(s => s.Name == "har");
        Assert.True(Math.Abs(har.Gain) < har.StandardError);
        Assert.Equal(ModelServing.Network, ServingRule.Decide(scores));
    }

    [Fact]
    public void A_simpler_forecaster_that_is_better_by_more_serves()
    {
        IReadOnlyList<ServingScore> scores = Compare(
            0.60,
            ("har", day => 0.66 + (0.01 * (day % 3))),
            ("base_rate", _ => 0.5)
        );
        Assert.True(scores.Single(s => s.Name == "har").IsBetter);
        Assert.Equal("har", ServingRule.Decide(scores));
    }

    [Fact]
    public void Of_several_the_lowest_log_loss_serves_and_the_base_rate_is_one_of_them()
    {
        IReadOnlyList<ServingScore> scores = Compare(
            0.30,
            ("logistic", day => 0.40 + (0.01 * (day % 3))),
            ("base_rate", day => 0.50 + (0.001 * (day % 2)))
        );
        Assert.All(scores.Skip(1), s => Assert.True(s.IsBetter));
        Assert.Equal(ModelServing.BaseRateName, ServingRule.Decide(scores));
    }

    [Fact]
    public void A_forecast_that_is_the_networks_own_leaves_the_network()
    {
        IReadOnlyList<ServingScore> scores = Compare(0.6, ("logistic", _ => 0.6));
        Assert.Null(scores[1].StandardError);
        Assert.Equal(ModelServing.Network, ServingRule.Decide(scores));
    }

    [Fact]
    public void The_standard_error_is_that_of_daily_means_with_Newey_and_Wests_lags()
    {
        Forecasts network = Of(day => 0.5 + (0.2 * Math.Sin(day / 7.0))),
            other = Of(_ => 0.55);
        ServingScore score = ServingRule.Compare(network, [("har", other)], 5)[1];
        DieboldMarianoResult test = DieboldMariano.Test(Metric.LogLoss, network, other, 5);
        Assert.Equal(test.MeanDifference, score.Gain, 1e-15);
        Assert.Equal(Math.Abs(test.MeanDifference / test.Statistic), score.StandardError!.Value, 1e-15);
    }

    /// <summary>The outcome is always class 1: a higher probability is a lower loss.</summary>
    private static IReadOnlyList<ServingScore> Compare(
        double network,
        params (string Name, Func<int, double> Probability)[] simple
    ) => ServingRule.Compare(Of(_ => network), [.. simple.Select(s => (s.Name, Of(s.Probability)))], horizon: 5);

    private static Forecasts Of(Func<int, double> probability)
    {
        DateOnly[] days = [.. Enumerable.Range(0, Days).Select(d => new DateOnly(2020, 1, 1).AddDays(d))];
        return new(days, [.. Enumerable.Range(0, Days).Select(probability)], [.. days.Select(_ => true)]);
    }
}
