using CsCheck;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests;

/// <summary>What holds for every feature whatever the bars.</summary>
public sealed class FeaturePropertyTests
{
    [Fact]
    public void A_feature_has_the_same_bits_on_the_bars_up_to_its_day_and_on_all_bars() =>
        Gen.Select(Gen.Int[1, 620], Gen.Int[0, 599], Gen.Int[0, 1000])
            .Sample(
                (known, hole, seed) =>
                {
                    BarSeries bars = SampleBars
                        .RandomWalk(620, seed)
                        .With((t, bar) => t == hole ? SampleBars.Missing(bar) : bar);
                    return SameBits(Every(bars), Every(bars.Slice(0, known)), 0, known);
                },
                iter: 60
            );

    [Fact]
    public void The_newest_rows_computed_alone_have_the_bits_that_they_have_among_all_rows() =>
        Gen.Select(Gen.Int[1, 2200], Gen.Int[1, 90], Gen.Int[0, 2199], Gen.Int[0, 1000])
            .Sample(
                (count, rows, hole, seed) =>
                {
                    BarSeries bars = SampleBars
                        .RandomWalk(count, seed)
                        .With((t, bar) => t == hole ? SampleBars.Missing(bar) : bar);
                    FeatureMatrix[] newest = FeatureSet.ComputeNewest(
                        bars,
                        rows,
                        [.. s_every.Select(_ => (MarketFeatures?)null)],
                        s_every
                    );
                    int held = Math.Min(rows, count);
                    double[] level = VolatilityEstimates.UsualLevel(bars);
                    return newest.All(m => m.FirstRow == count - held && m.Rows == count)
                        && Bits(newest.SelectMany(m => Newest(m, held)))
                            .SequenceEqual(Bits(FeatureSet.Compute(bars, s_every).SelectMany(m => Newest(m, held))))
                        && Bits(VolatilityEstimates.UsualLevel(bars, rows)).SequenceEqual(Bits(level[^held..]));
                },
                iter: 150
            );

    [Fact]
    public void A_set_with_a_feature_of_ones_own_is_computed_on_all_bars_for_the_newest_rows_too()
    {
        BarSeries bars = SampleBars.RandomWalk(2000, 6);
        FeatureSet own = FeatureSet.Risk.With("bars_so_far", 1, b => [.. Enumerable.Range(1, b.Count)]);
        FeatureMatrix newest = FeatureSet.ComputeNewest(bars, 1, [null], own)[0];
        Assert.Equal(2000, newest[1999, own.Count - 1]);
        Assert.Equal(own.Compute(bars)[1999, 0], newest[1999, 0]);
    }

    [Fact]
    public void Rows_that_were_not_computed_cannot_be_read()
    {
        FeatureMatrix newest = FeatureSet.ComputeNewest(SampleBars.RandomWalk(900, 7), 5, [null], FeatureSet.Risk)[0];
        Assert.Contains(
            "from 895 on",
            Assert.Throws<InvalidOperationException>(() => newest.Column(0).Length).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<IndexOutOfRangeException>(() => newest[894, 0]);
        Assert.Equal([0, 1, 2, 3, 4, 5], newest.CompleteRuns()[894..]);
    }

    [Fact]
    public void Bars_that_start_in_the_middle_of_longer_columns_give_the_features_of_a_series_of_their_own()
    {
        BarSeries slice = SampleBars.RandomWalk(700, 5).Slice(123, 400),
            copy = slice.With((_, bar) => bar);
        Assert.True(SameBits(Every(slice), Every(copy), 0, 400));
    }

    [Fact]
    public void Twice_the_price_and_thrice_the_volume_give_the_same_features() =>
        Gen.Int[0, 1000]
            .Sample(
                seed =>
                {
                    BarSeries bars = SampleBars.RandomWalk(400, seed);
                    BarSeries scaled = bars.With(
                        (_, b) => new Bar(b.Date, 2 * b.Open, 2 * b.High, 2 * b.Low, 2 * b.Close, 3 * b.Volume)
                    );
                    return Cells(Every(bars), 0, 400)
                        .Zip(Cells(Every(scaled), 0, 400))
                        .All(c => Close(c.First, c.Second));
                },
                iter: 20
            );

    [Fact]
    public void After_a_missing_bar_every_feature_is_that_of_a_series_which_starts_again() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 1000])
            .Sample(
                (hole, seed) =>
                {
                    BarSeries bars = SampleBars.RandomWalk(620, seed),
                        holed = bars.With((t, bar) => t == hole ? SampleBars.Missing(bar) : bar);
                    FeatureMatrix[] whole = All(bars),
                        actual = All(holed),
                        again = All(holed.Slice(hole + 1, 620 - hole - 1));
                    return SameBits(whole, actual, 0, hole)
                        && Cells(actual, hole, 1).All(double.IsNaN)
                        && actual
                            .Zip(again)
                            .All(m => m.First.Names.All(name => AgreesAfter(hole, name, m.First, m.Second)))
                        && Cells(actual, 619, 1).All(double.IsFinite);
                },
                iter: 30
            );

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0.0)]
    [InlineData(-3.0)]
    public void A_price_that_cannot_be_is_missing_and_makes_no_feature_of_its_day(double price)
    {
        BarSeries bars = SampleBars
            .RandomWalk(300, 1)
            .With((t, b) => t == 280 ? new Bar(b.Date, price, price, price, price, b.Volume) : b);
        FeatureMatrix[] features = All(bars);
        string[] defined = [.. features.SelectMany(m => m.Names.Where(n => !double.IsNaN(m.Column(n)[280])))];
        Assert.Equal(["volume_ratio_20", "volume_volatility_20"], defined);
    }

    [Fact]
    public void A_market_that_does_not_move_says_nothing()
    {
        Dictionary<string, double> neutral = new()
        {
            ["rsi_2"] = 0.5,
            ["rsi_7"] = 0.5,
            ["rsi_14"] = 0.5,
            ["stochastic_k_14"] = 0.5,
            ["stochastic_d_3"] = 0.5,
            ["trend_strength_20"] = 0.5,
            ["bollinger_percent_b_20"] = 0.5,
            ["williams_r_5"] = -0.5,
        };
        foreach (FeatureMatrix features in All(SampleBars.Flat(300)))
            foreach (string name in features.Names)
                Assert.Equal(neutral.GetValueOrDefault(name), features.Column(name)[299], 1e-12);
    }

    [Fact]
    public void A_day_without_volume_is_missing_where_its_logarithm_is_asked_for_and_counts_as_nothing_elsewhere()
    {
        BarSeries bars = SampleBars.RandomWalk(300, 2).With((t, b) => t == 280 ? b with { Volume = 0 } : b);
        FeatureMatrix momentum = FeatureSet.Momentum.Compute(bars),
            volatility = FeatureSet.Volatility.Compute(bars);
        Assert.True(double.IsNaN(momentum.Column("volume_ratio_20")[280]));
        Assert.True(double.IsFinite(momentum.Column("volume_ratio_20")[281]));
        Assert.True(double.IsFinite(momentum.Column("obv_momentum_10")[280]));
        Assert.True(double.IsNaN(volatility.Column("volume_volatility_20")[299]));
    }

    [Fact]
    public void Sets_computed_together_have_the_bits_of_sets_computed_apart()
    {
        BarSeries bars = SampleBars.RandomWalk(400, 3);
        Assert.True(SameBits(All(bars), [.. FeatureSet.All.Select(s => s.Compute(bars))], 0, 400));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void A_series_too_short_for_its_features_has_them_missing(int count)
    {
        Assert.All(
            Cells([FeatureSet.Risk.Compute(SampleBars.RandomWalk(count, 4))], 0, count),
            v => Assert.Equal(double.NaN, v)
        );
        FeatureMatrix features = FeatureSet.Volatility.Compute(SampleBars.RandomWalk(count, 4));
        Assert.Equal(count, features.Rows);
        Assert.All(features.CompleteRuns(), run => Assert.Equal(0, run));
    }

    /// <summary>A return over k bars reads two closes only, and may reach over the missing bar;
    /// every other feature reads its whole window.</summary>
    private static bool AgreesAfter(int hole, string name, FeatureMatrix actual, FeatureMatrix again)
    {
        ReadOnlySpan<double> after = actual.Column(name)[(hole + 1)..],
            fresh = again.Column(name);
        for (int t = 0; t < fresh.Length; t++)
            if (
                !Close(fresh[t], after[t])
                && !(name.StartsWith("return_", StringComparison.Ordinal) && double.IsNaN(fresh[t]))
            )
                return false;
        return true;
    }

    private static FeatureMatrix[] All(BarSeries bars) => FeatureSet.Compute(bars, [.. FeatureSet.All]);

    private static readonly FeatureSet[] s_every =
    [
        .. FeatureSet.All,
        FeatureSet.Risk,
        FeatureSet.ExponentialVolatility,
        FeatureSet.Deviation20,
        FeatureSet.LogRangeHar,
        FeatureSet.TwelveOneMomentum,
        FeatureSet.ShortTermReversal,
    ];

    private static IEnumerable<double> Newest(FeatureMatrix m, int rows) =>
        Enumerable.Range(0, m.Columns).SelectMany(j => m.Column(j, new(m.Rows - rows, m.Rows)).ToArray());

    /// <summary>Bits, of which those of a missing value are one and the same.</summary>
    private static IEnumerable<long> Bits(IEnumerable<double> values) =>
        values.Select(v => BitConverter.DoubleToInt64Bits(double.IsNaN(v) ? double.NaN : v));

    /// <summary>The experts' inputs, and those of the risk model and of the baselines of
    /// volatility.</summary>
    private static FeatureMatrix[] Every(BarSeries bars) =>
        FeatureSet.Compute(
            bars,
            [.. FeatureSet.All, FeatureSet.Risk, FeatureSet.ExponentialVolatility, FeatureSet.Deviation20]
        );

    private static bool SameBits(FeatureMatrix[] a, FeatureMatrix[] b, int start, int count) =>
        Cells(a, start, count)
            .Select(BitConverter.DoubleToInt64Bits)
            .SequenceEqual(Cells(b, start, count).Select(BitConverter.DoubleToInt64Bits));

    private static IEnumerable<double> Cells(FeatureMatrix[] matrices, int start, int count) =>
        matrices.SelectMany(m =>
            Enumerable.Range(0, m.Columns).SelectMany(j => m.Column(j).Slice(start, count).ToArray())
        );

    private static bool Close(double a, double b) => double.IsNaN(a) ? double.IsNaN(b) : Math.Abs(a - b) <= 1e-9;
}
