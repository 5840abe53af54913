using Ploutos.Experts.Definitions;
using Ploutos.Experts.Explaining;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Experts.Tests.Explaining;

public sealed class ExplanationTests
{
    private readonly IReadOnlyList<BarSeries> _bars = Markets.Bars();

    [Theory]
    [InlineData("momentum", 16)]
    [InlineData("reversion", 16)]
    [InlineData("volatility", 16)]
    [InlineData("volatility", 1)]
    public void Contributions_add_up_to_what_the_margin_differs_from_that_of_an_average_window(string name, int window)
    {
        TrainedExpert expert = Markets.Untrained(ExpertDefinition.All.Single(e => e.Name == name), _bars, window);

        Explanation explanation = new ExpertExplainer(expert).Explain(_bars[0]);

        double change = explanation.Margin - explanation.BaseMargin;
        Assert.True(
            Math.Abs(change - explanation.ByFeature.Sum())
                <= 1e-3 * explanation.Contributions.Sum(day => day.Sum(Math.Abs)),
            $"{change} is explained but for {explanation.Unexplained} in {explanation.Steps} steps"
        );
        Assert.Equal(explanation.ByFeature.Sum(), explanation.ByLag.Sum(), 1e-9);
        Assert.Equal(change, explanation.ByLag.Sum() + explanation.Unexplained, 1e-9);
        Assert.Equal(
            (window, expert.Definition.Features.Count),
            (explanation.Contributions.Count, explanation.Contributions[0].Count)
        );
        Assert.Equal(1, explanation.Attention.Sum(), 1e-6);
    }

    [Fact]
    public void The_explained_probability_is_the_predicted_one()
    {
        TrainedExpert expert = Markets.Untrained(ExpertDefinition.Reversion, _bars, window: 8);
        double[] predicted = new double[1];
        new ExpertForecaster([expert]).Predict(_bars[1], predicted);

        Explanation explanation = new ExpertExplainer(expert).Explain(_bars[1]);

        Assert.Equal(predicted[0], explanation.Probability, 1e-6);
        Assert.Equal(_bars[1].Dates[^1], explanation.Days[0]);
        Assert.Equal(_bars[1].Dates[^8], explanation.Days[7]);
    }

    [Fact]
    public void A_series_too_short_is_refused_with_what_it_needs()
    {
        TrainedExpert expert = Markets.Untrained(ExpertDefinition.Volatility, _bars, window: 4);

        var e = Assert.Throws<ArgumentException>(() => new ExpertExplainer(expert).Explain(_bars[0].Slice(0, 50)));

        Assert.Contains($"at least {expert.RequiredBars} bars", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_the_network_does_not_read_has_no_importance_and_one_it_reads_has()
    {
        TrainedExpert expert = Markets.Untrained(ExpertDefinition.Volatility, _bars, window: 4);
        Neural.Parameters.ParameterTensor first = expert.Parameters!["stack.0.weight"];
        for (int n = 0; n < first.Rows; n++)
            expert.Parameters!.Values[first.Offset + n * first.RowStride + 2] = 0;
        var options = new PermutationOptions
        {
            Repeats = 2,
            Bootstrap = new BootstrapOptions { Resamples = 50 },
        };

        IReadOnlyList<FeatureImportance> importance = PermutationImportance.Of(
            expert,
            _bars,
            options: options,
            cancellation: TestContext.Current.CancellationToken
        );

        Assert.Equal(expert.Definition.Features.Names, importance.Select(i => i.Feature));
        Assert.Equal(
            (0.0, 0.0),
            (importance[2].AucDrop.Value, importance[2].LogLossRise.Value),
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12
        );
        Assert.Contains(importance, i => i.AucDrop.Value != 0);
        Assert.Equal(
            importance,
            PermutationImportance.Of(
                expert,
                _bars,
                options: options,
                cancellation: TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public void Days_the_model_has_learnt_from_are_refused()
    {
        TrainedExpert expert = Markets.Untrained(ExpertDefinition.Volatility, _bars, window: 4);

        var e = Assert.Throws<ArgumentException>(() =>
            AttentionProfile.Of(
                expert,
                _bars,
                new DayRange(_bars[0].Dates[400], _bars[0].Dates[^1]),
                cancellation: TestContext.Current.CancellationToken
            )
        );

        Assert.Contains("out of the model's sample", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_attention_profile_sums_to_one_and_lies_within_its_band()
    {
        TrainedExpert expert = Markets.Untrained(ExpertDefinition.Reversion, _bars, window: 8);

        AttentionProfile profile = AttentionProfile.Of(
            expert,
            _bars,
            mostRows: 100,
            cancellation: TestContext.Current.CancellationToken
        );

        Assert.Equal(100, profile.Rows);
        Assert.Equal(1, profile.Mean.Sum(), 1e-5);
        Assert.Equal(1, profile.Prior.Sum(), 1e-9);
        Assert.All(
            Enumerable.Range(0, 8),
            lag => Assert.InRange(profile.Mean[lag], profile.Low[lag], profile.High[lag])
        );
    }
}
