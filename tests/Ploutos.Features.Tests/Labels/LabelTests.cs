using Ploutos.Features.Labels;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests.Labels;

public sealed class LabelTests
{
    [Fact]
    public void A_direction_label_compares_the_close_a_horizon_ahead_with_todays()
    {
        BarSeries bars = Closes(10, 12, 11, 11, 9);
        Assert.Equal([1, 0, 0, 0, double.NaN], Label.Reversion().Compute(bars));
        Assert.Equal([1, 0, 0, double.NaN, double.NaN], Label.Momentum(2).Compute(bars));
    }

    [Fact]
    public void A_volatility_label_compares_the_coming_measure_with_its_median_over_the_trailing_year()
    {
        BarSeries bars = SampleBars.RandomWalk(600, 7);
        double[] labels = Label.Volatility(3).Compute(bars),
            measure = [.. Enumerable.Range(0, 600).Select(t => t < 3 ? double.NaN : Measure(bars, t, 3))];
        for (int t = 0; t < 600; t++)
        {
            double want =
                t < 254 || t + 3 >= 600 ? double.NaN
                : measure[t + 3] > Median(measure[(t - 251)..(t + 1)]) ? 1
                : 0;
            Assert.Equal(want, labels[t]);
        }

        Assert.Equal(255, Label.Volatility(3).RequiredBars);
    }

    [Fact]
    public void A_label_is_unknown_while_its_future_has_not_happened()
    {
        BarSeries bars = SampleBars.RandomWalk(400, 8);
        foreach (Label label in (Label[])[Label.Momentum(4), Label.Reversion(2), Label.Volatility(6)])
        {
            double[] y = label.Compute(bars);
            Assert.All(y[^label.Horizon..], v => Assert.True(double.IsNaN(v)));
            Assert.False(double.IsNaN(y[^(label.Horizon + 1)]));
        }
    }

    [Fact]
    public void A_label_that_is_known_never_changes_as_the_series_grows()
    {
        BarSeries bars = SampleBars.RandomWalk(500, 9);
        foreach (Label label in (Label[])[Label.Momentum(), Label.Reversion(), Label.Volatility()])
        {
            double[] then = label.Compute(bars.Slice(0, 420)),
                now = label.Compute(bars);
            Assert.Equal(then[..^label.Horizon], now[..(420 - label.Horizon)]);
        }
    }

    [Fact]
    public void A_missing_price_makes_a_label_unknown_and_never_a_fall()
    {
        BarSeries bars = Closes(10, double.NaN, 12, 13);
        Assert.Equal([double.NaN, double.NaN, 1, double.NaN], Label.Reversion().Compute(bars));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_horizon_below_one_bar_is_refused(int horizon)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Label.Momentum(horizon));
        Assert.Contains($"got horizon={horizon}", error.Message);
    }

    [Fact]
    public void A_series_shorter_than_the_horizon_has_no_label() =>
        Assert.All(Label.Momentum().Compute(Closes(1, 2, 3)), v => Assert.True(double.IsNaN(v)));

    private static BarSeries Closes(params double[] closes) =>
        SampleBars.Flat(closes.Length).With((t, bar) => bar with { Close = closes[t] });

    private static double Measure(BarSeries bars, int t, int n) =>
        Math.Sqrt(
            Enumerable.Range(t - n + 1, n).Average(i => Math.Pow(Math.Log(bars.Close[i] / bars.Close[i - 1]), 2))
        );

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[values.Length / 2 - 1] + values[values.Length / 2]) / 2;
    }

    [Fact]
    public void A_move_lies_above_0_exactly_where_the_label_is_1_and_is_missing_where_the_label_is()
    {
        BarSeries bars = SampleBars.RandomWalk(600, seed: 4);
        foreach (Label label in new[] { Label.Momentum(), Label.Reversion(), Label.Volatility() })
        {
            double[] y = label.Compute(bars),
                moves = label.Moves(bars);
            for (int t = 0; t < y.Length; t++)
                Assert.Equal(
                    y[t],
                    double.IsNaN(moves[t]) ? double.NaN
                        : moves[t] > 0 ? 1
                        : 0
                );
            Assert.Contains(1.0, y);
        }

        Assert.Equal(Math.Log(bars.Close[105] / bars.Close[100]), Label.Momentum().Moves(bars)[100], 1e-12);
    }
}
