using Ploutos.MarketData;

namespace Ploutos.Features.Tests;

/// <summary>Which inputs need a volume, against the formulas of docs/features.md.</summary>
public sealed class VolumeInputTests
{
    [Fact]
    public void The_inputs_that_need_a_volume_are_known_by_name()
    {
        Assert.Equal(["volume_ratio_20", "obv_momentum_10"], FeatureSet.Momentum.VolumeInputs);
        Assert.Empty(FeatureSet.Reversion.VolumeInputs);
        Assert.Equal(["volume_volatility_20"], FeatureSet.Volatility.VolumeInputs);
        Assert.NotEmpty(FeatureSet.Risk.VolumeInputs);
        Assert.Empty(FeatureSet.LogRangeHar.VolumeInputs);
    }

    [Fact]
    public void A_feature_of_ones_own_is_looked_at_too()
    {
        FeatureSet own = FeatureSet
            .Reversion.With(
                "turnover",
                1,
                bars => [.. bars.Volume.ToArray().Zip(bars.Close.ToArray(), (v, c) => v * c)]
            )
            .With("price", 1, bars => bars.Close.ToArray());
        Assert.Equal(["turnover"], own.VolumeInputs);
    }

    [Fact]
    public void Without_a_volume_the_other_inputs_are_what_they_are_with_one()
    {
        Bar[] bars =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(t =>
                {
                    double close = 100 + (5 * Math.Sin(t / 7.0)) + Math.Cos(3.1 * t);
                    return new Bar(
                        DateOnly.FromDayNumber(730_000 + t),
                        close - 0.3,
                        close + 1,
                        close - 1,
                        close,
                        1000 + t
                    );
                }),
        ];
        FeatureMatrix with = Of(bars),
            without = Of([.. bars.Select(b => b with { Volume = double.NaN })]);
        foreach (string name in with.Names.Except(FeatureSet.Momentum.VolumeInputs))
            Assert.Equal(with.Column(name).ToArray(), without.Column(name).ToArray());
    }

    private static FeatureMatrix Of(Bar[] bars) =>
        FeatureSet.Momentum.Compute(BarSeries.FromBars("TEST", DataOrigin.Observed, bars));
}
