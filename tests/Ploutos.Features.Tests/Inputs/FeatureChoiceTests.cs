using Ploutos.Features.Expressions;
using Ploutos.Features.Inputs;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests.Inputs;

public sealed class FeatureChoiceTests
{
    private readonly BarSeries _bars = SampleBars.RandomWalk(400, seed: 2);

    [Fact]
    public void A_whole_set_under_its_own_name_is_that_set() =>
        Assert.Same(FeatureSet.Momentum, FeatureChoice.Of("momentum", ["momentum"], []));

    [Fact]
    public void Features_of_one_set_keep_their_names_and_those_of_several_the_sets()
    {
        Assert.Equal(
            ["z_score_60", "z_score_60_wide"],
            FeatureChoice.Of("mine", ["reversion.z_score_60"], [new("z_score_60_wide", "Mean($close,60)/$close")]).Names
        );
        Assert.Equal(
            ["reversion.z_score_60", "volatility.choppiness_14"],
            FeatureChoice.Of("mine", ["reversion.z_score_60", "volatility.choppiness_14"], []).Names
        );
    }

    [Fact]
    public void Columns_are_those_of_the_sets_and_of_the_expressions_value_by_value()
    {
        FeatureSet mine = FeatureChoice.Of(
            "mine",
            ["momentum.return_1d", "reversion"],
            [new("week", "$close/Ref($close,5)-1"), new("busy", "$volume/Mean($volume,20)")]
        );
        FeatureMatrix all = mine.Compute(_bars);
        ExpressionSet own = ExpressionSet.Inputs(
            "own",
            new("week", "$close/Ref($close,5)-1"),
            new("busy", "$volume/Mean($volume,20)")
        );
        Assert.Equal(mine.Count, all.Columns);
        Assert.Equal(FeatureSet.Momentum.Compute(_bars).Column("return_1d"), all.Column("momentum.return_1d"));
        foreach (string name in FeatureSet.Reversion.Names)
            Assert.Equal(FeatureSet.Reversion.Compute(_bars).Column(name), all.Column($"reversion.{name}"));
        foreach (string name in own.Names)
            Assert.Equal(own.Compute(_bars).Column(name), all.Column(name));
        Assert.Equal(Math.Max(FeatureSet.Reversion.RequiredBars, own.RequiredBars), mine.RequiredBars);
    }

    [Fact]
    public void Alpha158_can_be_chosen_whole_and_in_parts()
    {
        Assert.Equal(158, FeatureChoice.Of("mine", ["alpha158"], []).Count);
        Assert.Equal(["KMID"], FeatureChoice.Of("mine", ["alpha158.KMID"], []).Names);
    }

    [Fact]
    public void Inputs_over_all_tickers_of_a_day_are_those_of_the_market_day_by_day()
    {
        BarSeries[] market = [.. Enumerable.Range(0, 6).Select(i => SampleBars.RandomWalk(400, seed: i, $"T{i}"))];
        var seen = MarketFeatures.Compute(market);
        FeatureSet mine = FeatureChoice.Of(
            "mine",
            ["market.market_return_5"],
            [new("rank", "CSRank($close/Ref($close,5))"), new("week", "$close/Ref($close,5)-1")]
        );
        Assert.True(mine.NeedsMarket);
        Assert.Equal(["week", "rank", "market_return_5"], mine.Names);
        FeatureMatrix[] ranks = ExpressionSet
            .Inputs("ranks", new NamedExpression("rank", "CSRank($close/Ref($close,5))"))
            .Compute(market);
        double[] day = new double[MarketFeatures.Names.Count];
        for (int i = 0; i < market.Length; i++)
        {
            FeatureMatrix all = mine.Compute(market[i], seen);
            Assert.Equal(ranks[i].Column(0), all.Column("rank"));
            seen.CopyDay($"T{i}", market[i].Dates[^1], day);
            Assert.Equal(day[MarketFeatures.Names.ToList().IndexOf("market_return_5")], all[399, 2]);
            // What is known up to a day is the same, whoever has later bars.
            FeatureMatrix before = mine.Compute(market[i].Slice(0, 300), seen),
                alone = mine.Compute(
                    market[i].Slice(0, 300),
                    MarketFeatures.Compute([.. market.Select(b => b.Slice(0, 300))])
                );
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(all.Column(j)[..300], before.Column(j));
                Assert.Equal(all.Column(j)[..300], alone.Column(j));
            }
        }

        // A ticker outside is seen as one more of them.
        BarSeries outside = SampleBars.RandomWalk(400, seed: 9, "OUT");
        Assert.Equal(
            ExpressionSet
                .Inputs("ranks", new NamedExpression("rank", "CSRank($close/Ref($close,5))"))
                .Compute([.. market, outside])[^1]
                .Column(0),
            mine.Compute(outside, seen).Column("rank")
        );
        Assert.Contains(
            "no market to look at",
            Assert.Throws<ArgumentException>(() => mine.Compute(outside)).Message,
            StringComparison.Ordinal
        );
        Assert.All(
            mine.Compute(market[0], MarketFeatures.Compute(market[..3])).Column("rank").ToArray(),
            v => Assert.True(double.IsNaN(v))
        );
    }

    [Fact]
    public void Inputs_of_a_market_that_need_a_volume_are_known() =>
        Assert.Equal(
            ["busy"],
            FeatureChoice
                .Of("mine", [], [new("busy", "CSRank($volume/Mean($volume,5))"), new("rank", "CSRank($close)")])
                .VolumeInputs
        );

    [Theory]
    [InlineData("", "", "at least one feature, expression or column")]
    [InlineData("momentun", "", "'momentun' is not. Did you mean 'momentum'?")]
    [InlineData("momentum.retrun_1d", "", "Did you mean 'momentum.return_1d'?")]
    [InlineData("alpha158.KMIT", "", "Did you mean 'alpha158.KMID'?")]
    [InlineData("momentum,momentum", "", "is given 2 times")]
    [InlineData("alpha158", "KMID=$close", "'KMID' is given 2 times")]
    [InlineData("", "x=Ref($close,-1)/$close", "x: at character")]
    [InlineData("market.market_range_7", "", "Did you mean 'market.market_range_1'?")]
    [InlineData("market,market.market_return_1", "", "is given 2 times")]
    public void What_breaks_a_rule_is_refused_with_what_to_do(string features, string expressions, string part)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() =>
            FeatureChoice.Of(
                "mine",
                features.Split(',', StringSplitOptions.RemoveEmptyEntries),
                [
                    .. expressions
                        .Split(';', StringSplitOptions.RemoveEmptyEntries)
                        .Select(e => new NamedExpression(
                            e[..e.IndexOf('=', StringComparison.Ordinal)],
                            e[(e.IndexOf('=', StringComparison.Ordinal) + 1)..]
                        )),
                ]
            )
        );
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
