using Ploutos.MarketData;

namespace Ploutos.Features.Tests;

public sealed class FeatureSetTests
{
    public static TheoryData<string> Sets => ["momentum", "reversion", "volatility"];

    [Theory]
    [InlineData("momentum", 28, 252)]
    [InlineData("reversion", 9, 60)]
    [InlineData("volatility", 6, 256)]
    public void A_set_has_the_features_of_the_design_and_says_how_many_bars_they_need(
        string name,
        int count,
        int requiredBars
    )
    {
        FeatureSet set = Named(name);
        Assert.Equal((count, requiredBars), (set.Count, set.RequiredBars));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_feature_is_first_defined_at_the_bar_it_claims(string name)
    {
        FeatureMatrix features = Named(name).Compute(ReferenceData.Sim1);
        foreach (Feature feature in Named(name).Features)
        {
            double[] column = features.Column(feature.Name).ToArray();
            Assert.Equal(feature.RequiredBars - 1, Array.FindIndex(column, v => !double.IsNaN(v)));
            Assert.All(column[(feature.RequiredBars - 1)..], v => Assert.True(double.IsFinite(v), feature.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_first_complete_row_is_that_of_the_required_bars(string name)
    {
        int[] runs = Named(name).Compute(ReferenceData.Sim1).CompleteRuns();
        int first = Named(name).RequiredBars - 1;
        Assert.Equal((0, 1, 2), (runs[first - 1], runs[first], runs[first + 1]));
    }

    [Fact]
    public void A_feature_of_ones_own_joins_the_set()
    {
        FeatureSet set = FeatureSet.Reversion.With(
            "close_in_cents",
            3,
            bars => [.. bars.Close.ToArray().Select((c, t) => t < 2 ? double.NaN : 100 * c)]
        );
        BarSeries bars = SampleBars.RandomWalk(70, 1);
        FeatureMatrix features = set.Compute(bars);
        Assert.Equal(10, set.Count);
        Assert.Equal(100 * bars.Close[5], features[5, 9]);
        Assert.True(double.IsNaN(features[1, 9]));
    }

    [Fact]
    public void A_feature_of_ones_own_needs_a_new_name_and_one_value_a_bar()
    {
        var name = Assert.Throws<ArgumentException>(() =>
            FeatureSet.Reversion.With("rsi_2", 1, b => b.Close.ToArray())
        );
        Assert.Contains("'rsi_2' is in 'reversion'", name.Message);
        var length = Assert.Throws<InvalidOperationException>(() =>
            FeatureSet.Reversion.With("short", 1, _ => [1, 2]).Compute(SampleBars.Flat(9))
        );
        Assert.Contains("gave 2 for 9 bars", length.Message);
    }

    [Fact]
    public void An_unknown_feature_is_answered_with_the_names_that_exist()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            FeatureSet.Volatility.Compute(SampleBars.Flat(3)).Column("rsi")
        );
        Assert.Contains("log_rv_1, log_rv_5", error.Message);
    }

    private static FeatureSet Named(string name) => FeatureSet.All.Single(s => s.Name == name);
}
