using System.Text;
using Ploutos.Experts.Definitions;
using Ploutos.MarketData;

namespace Ploutos.Experts.Tests.Definitions;

public sealed class OwnFeatureTests
{
    [Fact]
    public void A_feature_in_code_is_named_by_an_expert_like_a_built_in_one()
    {
        BarSeries bars = Markets.Bars()[0];
        ExpertDefinition expert = Read("gap", [new("gap", Gap)]);
        Assert.Equal(["gap"], expert.Features.Names);
        Assert.Equal(bars.Open[7] / bars.Close[6] - 1, expert.Features.Compute(bars)[7, 0]);
        Assert.Contains(
            "'gap' is not",
            Assert.Throws<Storage.StorageException>(() => Read("gap", [])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_that_looks_a_day_ahead_or_scales_by_the_whole_series_is_refused_by_name()
    {
        Refused("ahead", bars => [.. bars.Close[1..].ToArray(), double.NaN]);
        Refused(
            "scaled",
            bars =>
            {
                double[] closes = bars.Close.ToArray();
                double highest = closes.Max();
                return Array.ConvertAll(closes, c => c / highest);
            }
        );

        static void Refused(string name, Func<BarSeries, double[]> values) =>
            Assert.Contains(
                $"'{name}' looks ahead",
                Assert.Throws<ArgumentException>(() => new OwnFeature(name, values)).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_stateful_but_honest_one_passes()
    {
        double carried = 0;
        OwnFeature honest = new(
            "carried",
            bars =>
            {
                carried = 0;
                double[] values = new double[bars.Count];
                for (int t = 0; t < values.Length; t++)
                    values[t] = carried = 0.9 * carried + bars.Close[t];
                return values;
            }
        );
        Assert.Equal("carried", honest.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Gap")]
    [InlineData("momentum")]
    [InlineData("a.b")]
    public void A_name_that_breaks_its_rule_is_refused(string name) =>
        Assert.Contains(
            "A feature's name must be",
            Assert.Throws<ArgumentException>(() => new OwnFeature(name, Gap)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void One_that_gives_too_few_values_is_refused() =>
        Assert.Contains(
            "one value a bar",
            Assert.Throws<ArgumentException>(() => new OwnFeature("few", _ => [1])).Message,
            StringComparison.Ordinal
        );

    private static double[] Gap(BarSeries bars)
    {
        double[] values = new double[bars.Count];
        for (int t = 0; t < values.Length; t++)
            values[t] = t == 0 ? double.NaN : bars.Open[t] / bars.Close[t - 1] - 1;
        return values;
    }

    private static ExpertDefinition Read(string feature, IReadOnlyList<OwnFeature> own) =>
        ExpertFile.Read(
            Encoding.UTF8.GetBytes(
                $$"""{ "inputs": { "features": ["{{feature}}"] }, "label": { "kind": "up", "horizon": 1 } }"""
            ),
            "mine.json",
            "mine",
            "",
            own
        );
}
