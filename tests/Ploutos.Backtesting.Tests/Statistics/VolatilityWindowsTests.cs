using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData;
using Ploutos.MarketData.Figures;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Statistics;

public sealed class VolatilityWindowsTests
{
    [Fact]
    public void A_window_counts_where_its_volatility_lies_within_a_quarter_of_the_target()
    {
        // 21 returns of 1 % up and down by turns deviate by about 1 % from their mean.
        EquityCurve curve = Swinging(steps: 60);
        double year = Math.Sqrt(365) * 0.01;
        Estimate near = VolatilityWindows.NearTarget(curve, 1.2 * year);
        Assert.Equal((1, 1, 1), (near.Value, near.Low, near.High));
        Assert.Equal(0, VolatilityWindows.NearTarget(curve, 1.5 * year).Value);
        Assert.Equal(0, VolatilityWindows.NearTarget(curve, 0.7 * year).Value);
    }

    [Fact]
    public void Without_a_whole_window_it_is_not_defined_and_a_target_of_0_is_refused()
    {
        Assert.True(double.IsNaN(VolatilityWindows.NearTarget(Swinging(steps: 20), 0.1).Value));
        Assert.Contains(
            "must be above 0, but got 0",
            Assert
                .Throws<ArgumentOutOfRangeException>(() => VolatilityWindows.NearTarget(Swinging(steps: 60), 0))
                .Message,
            StringComparison.Ordinal
        );
    }

    private static EquityCurve Swinging(int steps)
    {
        BarSeries bars = Bars(
            "A",
            [.. Enumerable.Range(0, steps).Select(i => (10 * (1 + 0.01 * (i % 2)), 10 * (1 + 0.01 * (i % 2))))]
        );
        return Backtest.Run([bars], [Signals("A", (0, 1))], Free with { MaxPosition = 1 });
    }
}
