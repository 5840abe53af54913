using Ploutos.Features.Expressions;
using Ploutos.Features.Inputs;
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

    [Theory]
    [InlineData("", "", "at least one feature, expression or column")]
    [InlineData("momentun", "", "'momentun' is not. Did you mean 'momentum'?")]
    [InlineData("momentum.retrun_1d", "", "Did you mean 'momentum.return_1d'?")]
    [InlineData("alpha158.KMIT", "", "Did you mean 'alpha158.KMID'?")]
    [InlineData("momentum,momentum", "", "is given 2 times")]
    [InlineData("alpha158", "KMID=$close", "'KMID' is given 2 times")]
    [InlineData("", "x=Ref($close,-1)/$close", "x: at character")]
    [InlineData("", "x=CSRank($close)", "Leave CSRank, CSMean and CSZScore out")]
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
