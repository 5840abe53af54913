using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Simulation;

/// <summary>A limit that cut is counted, one that only stood there is not.</summary>
public sealed class LimitsReachedTests
{
    [Fact]
    public void A_cut_position_counts_its_days_and_tickers()
    {
        // Day 0: A alone wants all. Day 1: A and B want a half each. Day 2: three tickers, a third each.
        BarSeries[] universe = [Flat("A"), Flat("B"), Flat("C")];
        SignalSeries[] signals = [Signals("A", (0, 1)), Signals("B", (1, 1)), Signals("C", (2, 1))];
        LimitsReached limits = Backtest.Run(universe, signals, Free with { MaxPosition = 0.4 }).Limits;
        Assert.Equal(
            new()
            {
                Days = 5,
                PositionDays = 2,
                PositionTickers = 2,
            },
            limits
        );
        Assert.Equal(new() { Days = 5 }, Backtest.Run(universe, signals, Free).Limits);
    }

    [Fact]
    public void The_limits_on_the_sum_and_on_turnover_count_their_days()
    {
        BarSeries[] walks = RandomWalks(2, 40, 3);
        LimitsReached calm = Backtest
            .Run(
                walks,
                [Signals("T0", (25, 1)), Signals("T1", (25, 1))],
                Free with
                {
                    Sizing = PositionSizing.VolatilityTarget,
                    TargetVolatility = 5,
                }
            )
            .Limits;
        Assert.Equal((15, 15), (calm.Days, calm.GrossDays));
        BarSeries[] flat = [Flat("A"), Flat("B")];
        SignalSeries[] both = [Signals("A", (0, 1)), Signals("B", (0, 1))];
        LimitsReached slow = Backtest.Run(flat, both, Free with { MaxDailyTurnover = 0.4 }).Limits;
        Assert.Equal((2, 0), (slow.TurnoverDays, slow.PositionDays));
    }

    private static BarSeries Flat(string ticker) => Bars(ticker, [.. Enumerable.Repeat((10.0, 10.0), 5)]);
}
