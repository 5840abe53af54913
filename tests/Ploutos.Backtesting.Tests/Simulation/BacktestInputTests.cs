using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Simulation;

public sealed class BacktestInputTests
{
    private static readonly BarSeries A = Bars("A", (10, 10), (11, 12));

    [Fact]
    public void No_signals_are_refused() => Refuses("at least one signal", () => Backtest.Run([A], []));

    [Fact]
    public void Signals_without_bars_are_refused() =>
        Refuses("B has signals but no bars", () => Backtest.Run([A], [Signals("B", (0, 1))]));

    [Fact]
    public void A_signal_on_a_day_without_a_bar_is_refused() =>
        Refuses("A has a signal on 2012-01-12, but no bar", () => Backtest.Run([A], [Signals("A", (10, 1))]));

    [Fact]
    public void The_first_of_several_signals_without_a_bar_is_named_and_their_number_told() =>
        Refuses(
            "B has a signal on 2012-01-06, but no bar on that day (3 such signal(s) in all)",
            () =>
                Backtest.Run(
                    [A, Bars("B", (1, 1), (1, 1))],
                    [Signals("A", (0, 1), (7, 1), (8, 1)), Signals("B", (1, 1), (4, 1))]
                )
        );

    [Fact]
    public void A_ticker_twice_is_refused()
    {
        Refuses("A is there 2 times", () => Backtest.Run([A, A], [Signals("A", (0, 1))]));
        Refuses("more than one series", () => Backtest.Run([A], [Signals("A", (0, 1)), Signals("A", (1, 1))]));
    }

    [Fact]
    public void A_universe_without_bars_is_refused() =>
        Refuses("at least one ticker with bars", () => Backtest.Run([], [Signals("A", (0, 1))]));

    [Fact]
    public void A_benchmark_without_bars_is_refused() =>
        Refuses("The benchmark has no bars from 2012-01-22", () => Backtest.BuyAndHold([A], Day(20), Day(30)));

    [Theory]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_target_outside_minus_one_to_one_is_refused(double target) =>
        Refuses("must lie in -1 .. 1", () => Signals("A", (0, target)));

    [Fact]
    public void Unordered_signals_are_refused() => Refuses("strictly ascending", () => Signals("A", (1, 1), (0, 1)));

    [Fact]
    public void Options_that_make_no_sense_are_refused_with_their_rule()
    {
        Refuses("CommissionBp must be from 0 to below 10000, but got -1", () => Run(new() { CommissionBp = -1 }));
        Refuses("SlippageBp must be from 0", () => Run(new() { SlippageBp = double.NaN }));
        Refuses("CashRate must be between", () => Run(new() { CashRate = 5 }));
        Refuses("MaxPosition must be above 0", () => Run(new() { MaxPosition = 0 }));
    }

    [Fact]
    public void Costs_are_above_zero_unless_one_says_otherwise()
    {
        var options = new BacktestOptions();
        Assert.True(options.CommissionBp > 0 && options.SlippageBp > 0);
        Assert.True(Run(options).Costs > 0);
    }

    private static EquityCurve Run(BacktestOptions options) => Backtest.Run([A], [Signals("A", (0, 1))], options);

    private static void Refuses(string reason, Func<object> action) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(action).Message);
}
