using Ploutos.Features.Labels;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests;

public sealed class RiskFeaturesTests
{
    private static readonly BarSeries s_bars = SampleBars.RandomWalk(420, 9);

    [Fact]
    public void A_zero_low_makes_every_window_that_holds_the_bar_missing_and_no_other()
    {
        BarSeries holed = SampleBars.RandomWalk(700, 9).With((t, b) => t == 300 ? b with { Low = 0 } : b);
        FeatureMatrix risk = FeatureSet.Risk.Compute(holed);
        double[] range = risk.Column("range_1").ToArray();
        Assert.True(double.IsFinite(range[299]));
        Assert.All(range[300..552], v => Assert.Equal(double.NaN, v));
        Assert.True(double.IsFinite(range[552]));
        Assert.All(risk.Column("return_5")[299..].ToArray(), v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void A_high_below_the_low_has_the_least_range()
    {
        BarSeries turned = s_bars.With((t, b) => t == 400 ? b with { High = b.Low, Low = b.High } : b);
        FeatureMatrix risk = FeatureSet.Risk.Compute(turned);
        double year = Enumerable
            .Range(400 - 251, 252)
            .Average(t =>
                Math.Log(Math.Max(Math.Log(turned.High[t] / turned.Low[t]) / Math.Sqrt(4 * Math.Log(2)), 1e-4))
            );
        Assert.Equal(Math.Log(1e-4) - year, risk.Column("range_1")[400], 1e-9);
    }

    [Fact]
    public void A_quarter_without_a_move_has_no_standardised_return_and_no_infinity()
    {
        FeatureMatrix flat = FeatureSet.Risk.Compute(SampleBars.Flat(400));
        Assert.Equal(double.NaN, flat.Column("return_1")[399]);
        Assert.Equal(double.NaN, flat.Column("quarter_move")[399]);
        Assert.Equal(0, flat.Column("range_5")[399], 1e-12);
        BarSeries jump = s_bars.With((t, b) => t == 340 ? b with { Close = 10 * b.Close } : b);
        Assert.Equal(8, FeatureSet.Risk.Compute(jump).Column("quarter_move")[400]);
        Assert.Equal(5, FeatureSet.Risk.Compute(s_bars.With(Doubled)).Column("return_1")[400], 1e-12);
        static Bar Doubled(int t, Bar b) => t < 400 ? b : b with { Close = 100 * b.Close };
    }

    [Fact]
    public void The_quarter_is_the_largest_of_five_bars_around_a_quarter_ago()
    {
        const int t = 400;
        double[] r = new double[s_bars.Count];
        for (int i = 1; i < r.Length; i++)
            r[i] = Math.Log(s_bars.Close[i] / s_bars.Close[i - 1]);
        double move = Enumerable
            .Range(t - 62, 5)
            .Max(i => Math.Min(Math.Abs(r[i]) / Math.Sqrt(r[(i - 66)..i].Average(x => x * x)), 8));
        double volume = Enumerable
            .Range(t - 62, 5)
            .Max(i =>
                Math.Clamp(
                    Math.Log(s_bars.Volume[i]) - s_bars.Volume[(i - 66)..i].ToArray().Average(v => Math.Log(v)),
                    -1,
                    3
                )
            );
        FeatureMatrix risk = FeatureSet.Risk.Compute(s_bars);
        Assert.Equal(move, risk.Column("quarter_move")[t], 1e-9);
        Assert.Equal(volume, risk.Column("quarter_volume")[t], 1e-9);
    }

    [Fact]
    public void What_comes_ahead_is_not_known_in_the_last_bars_and_agrees_with_the_label()
    {
        RealisedAhead ahead = RealisedAhead.Compute(s_bars, 5);
        Assert.Equal(Label.Volatility().Compute(s_bars), Enumerable.Range(0, 420).Select(ahead.Label));
        Assert.Equal(double.NaN, ahead.Target(415));
        Assert.Equal(Label.Volatility().Moves(s_bars)[414], ahead.Target(414), 1e-12);
        Assert.Equal(Math.Log(s_bars.Close[405] / s_bars.Close[400]), ahead.Move[400], 1e-12);
        double[] month = [.. Enumerable.Range(381, 21).Select(t => Math.Log(s_bars.Close[t] / s_bars.Close[t - 1]))];
        Assert.Equal(Math.Sqrt(month.Average(r => r * r)), RealisedAhead.Compute(s_bars, 21).Volatility[380], 1e-12);
    }

    [Fact]
    public void The_exponential_volatility_follows_its_recursion_and_starts_again_after_a_missing_bar()
    {
        double[] actual = VolatilityEstimates.Exponential(s_bars);
        double variance = 0;
        for (int t = 1; t < s_bars.Count; t++)
        {
            double square = Math.Pow(Math.Log(s_bars.Close[t] / s_bars.Close[t - 1]), 2);
            variance = t <= 20 ? variance + square / 20 : 0.94 * variance + 0.06 * square;
            Assert.Equal(t < 20 ? double.NaN : Math.Sqrt(variance), actual[t], 1e-12);
        }

        BarSeries holed = s_bars.With((t, b) => t == 200 ? SampleBars.Missing(b) : b);
        double[] again = VolatilityEstimates.Exponential(holed);
        Assert.Equal(actual[..200], again[..200]);
        Assert.All(again[200..221], v => Assert.Equal(double.NaN, v));
        Assert.Equal(VolatilityEstimates.Exponential(s_bars.Slice(201, 219)), again[201..]);
    }
}
