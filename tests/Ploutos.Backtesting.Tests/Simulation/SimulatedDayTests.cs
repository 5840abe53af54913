using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Simulation;

/// <summary>The simulator a day at a time against the same days in one run.</summary>
public sealed class SimulatedDayTests
{
    [Theory]
    [InlineData(Direction.LongOnly, PositionSizing.EqualWeight, SizingScope.Position)]
    [InlineData(Direction.LongShort, PositionSizing.VolatilityTarget, SizingScope.Position)]
    [InlineData(Direction.LongShort, PositionSizing.VolatilityTarget, SizingScope.Portfolio)]
    public void Days_run_one_after_the_other_give_what_a_backtest_gives(
        Direction direction,
        PositionSizing sizing,
        SizingScope scope
    )
    {
        const int Days = 120;
        BarSeries[] bars = RandomWalks(5, Days, seed: 3);
        SignalSeries[] signals = RandomSignals(bars, Days, seed: 4);
        BacktestOptions options = new()
        {
            Direction = direction,
            Sizing = sizing,
            SizingScope = scope,
            CashRate = 0.03,
            MaxDailyTurnover = 0.5,
        };
        EquityCurve expected = Backtest.Run(bars, signals, options);

        AccountState account = new(options.InitialCapital, new Dictionary<string, double>());
        IReadOnlyDictionary<string, double> orders = new Dictionary<string, double>();
        for (int day = 0; day < Days; day++)
        {
            if (day > 0)
                account = Book(account, SimulatedDay.Run(bars, Day(day), account, orders, options));
            Assert.Equal(expected.Equity[day], Equity(account, bars, day), 1e-6);
            orders = SimulatedDay.Orders(
                bars,
                Day(day),
                account,
                signals.ToDictionary(s => s.Ticker, s => s.Targets[day]),
                options
            );
        }
    }

    [Fact]
    public void A_ticker_whose_bar_is_late_is_kept_and_its_order_waits_but_one_without_bars_for_weeks_is_paid_out()
    {
        BarSeries[] bars = [Bars("A", [.. Enumerable.Repeat((10.0, 10.0), 30)]), Bars("B", (10, 10), (10, 20))];
        AccountState held = new(0, new Dictionary<string, double> { ["B"] = 5 });
        var order = new Dictionary<string, double> { ["B"] = 1 };

        DayOutcome late = SimulatedDay.Run(bars, Day(3), held, order, Free);
        Assert.Empty(late.Fills);
        Assert.Empty(late.Voided);

        DayOutcome gone = SimulatedDay.Run(bars, Day(20), held, order, Free);
        Fill fill = Assert.Single(gone.Fills);
        Assert.Equal(("B", -5, 20), (fill.Ticker, fill.Shares, fill.Price));
        Assert.Equal(["B"], gone.Voided);
    }

    [Fact]
    public void A_position_without_bars_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            SimulatedDay.Run(
                [Bars("A", (10, 10))],
                Day(0),
                new(0, new Dictionary<string, double> { ["GONE"] = 1 }),
                new Dictionary<string, double>(),
                Free
            )
        );
        Assert.Contains("GONE is held", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_on_which_nothing_trades_changes_nothing()
    {
        DayOutcome outcome = SimulatedDay.Run(
            [Bars("A", (10, 10), (double.NaN, 0), (11, 11))],
            Day(1),
            new(100, new Dictionary<string, double>()),
            new Dictionary<string, double> { ["A"] = 1 },
            Free with
            {
                CashRate = 0.05,
            }
        );
        Assert.Equal(0, outcome.Interest);
        Assert.Empty(outcome.Fills);
    }

    private static AccountState Book(AccountState account, DayOutcome outcome)
    {
        var shares = account.Shares.ToDictionary();
        double cash = account.Cash + outcome.Interest;
        foreach (Fill fill in outcome.Fills)
        {
            shares[fill.Ticker] = shares.GetValueOrDefault(fill.Ticker) + fill.Shares;
            cash -= (fill.Shares * fill.Price) + fill.Commission;
        }

        return new(cash, shares);
    }

    private static double Equity(AccountState account, BarSeries[] bars, int day) =>
        account.Cash + bars.Sum(b => account.Shares.GetValueOrDefault(b.Ticker) * b.Close[day]);
}
