using Ploutos.Features.Labels;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests.Labels;

public sealed class LabelKindTests
{
    [Fact]
    public void The_close_decides_which_barrier_is_touched_first()
    {
        // 21 bars of moves of one percent: a deviation of some 2 % over four days.
        double[] before = [.. Enumerable.Range(0, 21).Select(t => t % 2 == 0 ? 100.0 : 101)];
        Assert.Equal((1, Math.Log(1.05)), At([.. before, 100.5, 105, 90, 90]));
        Assert.Equal((0, Math.Log(0.95)), At([.. before, 99.5, 95, 110, 110]));
        // None is touched: the return over the horizon decides.
        Assert.Equal((1, Math.Log(1.005)), At([.. before, 99.5, 100.5, 99.5, 100.5]));

        static (double, double) At(double[] closes)
        {
            BarSeries bars = Closes(closes);
            Label label = Label.TripleBarrier("label_mine", 4, 1, 1);
            Assert.Equal(Math.Round(label.Moves(bars)[20], 12), label.Moves(bars)[20], 1e-12);
            return (label.Compute(bars)[20], label.Moves(bars)[20]);
        }
    }

    [Fact]
    public void Barriers_of_a_window_that_did_not_move_and_days_that_have_not_come_are_missing()
    {
        Label label = Label.TripleBarrier("label_mine", 3, 2, 2);
        Assert.All(label.Compute(Closes([.. Enumerable.Repeat(100.0, 60)])), v => Assert.True(double.IsNaN(v)));
        double[] y = label.Compute(SampleBars.RandomWalk(100, seed: 1));
        Assert.All(y[..20], v => Assert.True(double.IsNaN(v)));
        Assert.All(y[20..97], v => Assert.True(v is 0 or 1));
        Assert.All(y[97..], v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void An_expression_that_is_above_0_is_class_1_and_its_value_the_move()
    {
        BarSeries bars = SampleBars.RandomWalk(200, seed: 3);
        Label label = Label.Expression("label_mine", "Ref($close,-5)/$close-1");
        Assert.Equal(5, label.Horizon);
        Assert.Equal(Label.Momentum().Compute(bars), label.Compute(bars));
        Assert.Equal(bars.Close[105] / bars.Close[100] - 1, label.Moves(bars)[100], 1e-12);
    }

    [Theory]
    [InlineData("$close/Ref($close,5)", "must look at least 1 bar ahead")]
    [InlineData("CSMean($close)", "must look at least 1 bar ahead")]
    [InlineData("Ref($clos,-1)", "close")]
    public void An_expression_that_is_no_label_is_refused(string text, string part) =>
        Assert.Contains(
            part,
            Assert.ThrowsAny<ArgumentException>(() => Label.Expression("label_mine", text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_label_says_its_question()
    {
        Assert.Equal("tomorrow's close lies above today's", Label.Reversion().Question);
        Assert.Equal("the close in 5 days lies above today's", Label.Momentum().Question);
        Assert.Equal(
            "volatility of the next 5 days lies above the trailing year's median",
            Label.Volatility().Question
        );
    }

    private static BarSeries Closes(double[] closes) =>
        SampleBars.Flat(closes.Length).With((t, bar) => bar with { Close = closes[t] });
}
