using Ploutos.Backtesting.Simulation;

namespace Ploutos.Backtesting.Tests.Simulation;

public sealed class EquityCurveTests
{
    [Fact]
    public void Returns_become_the_account_that_earned_them()
    {
        // A Monday: the account begins on the Friday before.
        EquityCurve curve = EquityCurve.OfReturns([new(2014, 1, 6), new(2014, 1, 7)], [0.1, -0.5]);
        Assert.Equal([new(2014, 1, 3), new(2014, 1, 6), new(2014, 1, 7)], curve.Days);
        Assert.Equal([1, 1.1, 0.55], curve.Equity.Select(e => Math.Round(e, 12)));
        Assert.Equal([0.1, -0.5], curve.Returns().Select(r => Math.Round(r, 12)));
    }

    [Fact]
    public void Returns_on_weekends_begin_a_day_before_and_monthly_ones_a_month()
    {
        Assert.Equal(new(2014, 1, 4), EquityCurve.OfReturns([new(2014, 1, 5), new(2014, 1, 6)], [0, 0]).Days[0]);
        Assert.Equal(
            new(2013, 12, 31),
            EquityCurve.OfReturns([new(2014, 1, 31), new(2014, 2, 28), new(2014, 3, 31)], [0, 0, 0]).Days[0]
        );
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1.1)]
    [InlineData(1, double.NaN)]
    [InlineData(2, 0)]
    public void Returns_that_no_account_can_have_are_refused(int days, double value) =>
        Assert.Throws<ArgumentException>(() =>
            EquityCurve.OfReturns(
                [.. Enumerable.Repeat(new DateOnly(2014, 1, 6), days)],
                [.. Enumerable.Repeat(value, days)]
            )
        );
}
