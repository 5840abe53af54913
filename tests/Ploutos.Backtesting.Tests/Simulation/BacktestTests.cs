using CsCheck;
using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Simulation;

/// <summary>The simulator against accounts kept by hand.</summary>
public sealed class BacktestTests
{
    private const double Exact = 1e-9;

    [Fact]
    public void A_signal_at_the_close_is_filled_at_the_next_open_with_slippage_and_commission()
    {
        BarSeries bars = Bars("A", (10, 10), (11, 12), (13, 12), (12, 15));
        EquityCurve curve = Backtest.Run(
            [bars],
            [Signals("A", (0, 1), (2, 0))],
            Free with
            {
                CommissionBp = 10,
                SlippageBp = 20,
                MinimumTrade = 0.5,
            }
        );
        // 100 shares wanted at 10. Bought at 11 x 1.002, commission 0.1 % of 1102.20; sold at 12 x
        // 0.998, commission 0.1 % of 1197.60.
        Assert.Equal(1000, curve.Equity[0], Exact);
        Assert.Equal(1000 - 1102.2 - 1.1022 + 1200, curve.Equity[1], Exact);
        Assert.Equal(1096.6978, curve.Equity[2], Exact);
        Assert.Equal(1093.1002, curve.Equity[3], Exact);
        Assert.Equal(1.1022 + 2.2 + 1.1976 + 2.4, curve.Costs, Exact);
        Assert.Equal([0, 1.1, 0, 1200 / 1096.6978], curve.Traded, (a, b) => Math.Abs(a - b) < Exact);
        Assert.Equal([0, 1200 / 1096.6978, 1200 / 1096.6978, 0], curve.Gross, (a, b) => Math.Abs(a - b) < Exact);
        RoundTrip trip = Assert.Single(curve.RoundTrips);
        Assert.Equal(("A", true, Day(1), Day(3)), (trip.Ticker, trip.IsLong, trip.Opened, trip.Closed));
        Assert.Equal(93.1002, trip.Profit, Exact);
    }

    [Fact]
    public void A_short_position_gains_from_a_fall_and_pays_its_fee()
    {
        BarSeries bars = Bars("A", (10, 10), (10, 8), (8, 5), (5, 5));
        EquityCurve curve = Backtest.Run(
            [bars],
            [Signals("A", (0, -0.5), (2, 0))],
            Free with
            {
                Direction = Direction.LongShort,
                BorrowRate = 0.0252,
                CashRate = 0.0504,
                MinimumTrade = 0.3,
            }
        );
        // 50 shares short at 10: cash 1500. Idle is what is left without the worth of what is owed.
        double night0 = 1000 * 0.0504 / 252,
            cash1 = 1000 + night0 + 500,
            equity1 = cash1 - 400;
        double night1 = (cash1 - 400) * 0.0504 / 252 - 400 * 0.0252 / 252,
            cash2 = cash1 + night1;
        double night2 = (cash2 - 250) * 0.0504 / 252 - 250 * 0.0252 / 252,
            cash3 = cash2 + night2 - 250;
        Assert.Equal([1000, equity1, cash2 - 250, cash3], curve.Equity, (a, b) => Math.Abs(a - b) < Exact);
        Assert.Equal(night0 + night1 + night2, curve.Interest, Exact);
        Assert.Equal(250, Assert.Single(curve.RoundTrips).Profit, Exact);
        Assert.False(curve.RoundTrips[0].IsLong);
        Assert.Equal(-curve.Gross[1], curve.Net[1], Exact);
    }

    [Fact]
    public void Long_only_takes_a_signal_to_sell_for_out_of_the_market()
    {
        EquityCurve curve = Backtest.Run([Bars("A", (10, 10), (10, 8), (8, 5))], [Signals("A", (0, -1))], Free);
        Assert.All(curve.Equity, e => Assert.Equal(1000, e));
        Assert.Empty(curve.RoundTrips);
    }

    [Fact]
    public void Equal_weight_shares_the_money_among_the_tickers_with_a_signal()
    {
        BarSeries[] universe =
        [
            Bars("A", (10, 10), (10, 10)),
            Bars("B", (20, 20), (20, 40)),
            Bars("C", (5, 5), (5, 50)),
        ];
        EquityCurve curve = Backtest.Run(
            universe,
            [Signals("A", (0, 1)), Signals("B", (0, 0.5)), Signals("C", (0, 0))],
            Free
        );
        // A gets half, B half of a half, C nothing.
        Assert.Equal(250 + 500 + 250 * 2, curve.Equity[1], Exact);
    }

    [Fact]
    public void Limits_cut_positions_gross_exposure_and_turnover()
    {
        BarSeries[] universe = [Bars("A", (10, 10), (10, 10), (10, 10)), Bars("B", (20, 20), (20, 20), (20, 20))];
        SignalSeries[] signals = [Signals("A", (0, 1)), Signals("B", (0, 1))];
        Assert.Equal(0.6, Backtest.Run(universe, signals, Free with { MaxPosition = 0.3 }).Gross[1], Exact);
        Assert.Equal(1.5, Backtest.Run(universe, signals, Free with { MaxGross = 1.5 }).Gross[1], Exact);
        EquityCurve slow = Backtest.Run(universe, signals, Free with { MaxDailyTurnover = 0.4 });
        Assert.Equal([0, 0.4, 0.8], slow.Gross, (a, b) => Math.Abs(a - b) < Exact);
        Assert.Equal([0, 0.4, 0.4], slow.Traded, (a, b) => Math.Abs(a - b) < Exact);
    }

    [Fact]
    public void A_volatility_target_holds_less_of_what_moves_more()
    {
        // Closes that go up and down by one log step a day have exactly that volatility.
        (double, double)[] Swing(double step) =>
            [.. Enumerable.Range(0, 30).Select(i => (10.0, 10 * Math.Exp(i % 2 * step)))];
        BarSeries[] universe = [Bars("A", Swing(0.01)), Bars("B", Swing(0.04))];
        EquityCurve curve = Backtest.Run(
            universe,
            [Signals("A", (20, 1)), Signals("B", (20, 1))],
            Free with
            {
                Sizing = PositionSizing.VolatilityTarget,
                TargetVolatility = 0.08,
            }
        );
        // These bars have every day of the week.
        double a = 0.5 * 0.08 / (0.01 * Math.Sqrt(365)),
            b = 0.5 * 0.08 / (0.04 * Math.Sqrt(365));
        Assert.Equal(a + b, curve.Traded[1], Exact);
    }

    [Fact]
    public void A_ticker_without_enough_returns_waits_for_its_volatility()
    {
        BarSeries[] universe = RandomWalks(1, 30, 1);
        EquityCurve curve = Backtest.Run(
            universe,
            [Signals("T0", (0, 1))],
            Free with
            {
                Sizing = PositionSizing.VolatilityTarget,
            }
        );
        Assert.Equal(21, Array.FindIndex(curve.Traded, t => t > 0));
    }

    [Fact]
    public void An_order_waits_for_the_next_open_of_a_ticker_that_does_not_trade()
    {
        BarSeries[] universe = [Bars("A", (10, 10), (double.NaN, 0), (20, 25)), Bars("B", (1, 1), (1, 1), (1, 1))];
        EquityCurve curve = Backtest.Run(universe, [Signals("A", (0, 1))], Free);
        Assert.Equal([1000, 1000, -1000 + 2500], curve.Equity, (a, b) => Math.Abs(a - b) < Exact);
    }

    [Fact]
    public void A_delisted_ticker_is_paid_out_at_its_last_close_and_nobody_knew_before()
    {
        BarSeries[] universe =
        [
            Bars("A", (10, 10), (10, 10), (10, 4)),
            Bars("B", (1, 1), (1, 1), (1, 1), (1, 1), (1, 1)),
        ];
        EquityCurve curve = Backtest.Run(universe, [Signals("A", (0, 1)), Signals("B", (0, 1))], Free);
        Assert.Equal([1000, 1000, 700, 700, 700], curve.Equity, (a, b) => Math.Abs(a - b) < Exact);
        Assert.Equal(new RoundTrip("A", true, Day(1), Day(3), -300), Assert.Single(curve.RoundTrips));
        // At its last close money still goes from B to A: 150 of B are sold, A's 200 are paid out;
        // a day later all goes to B.
        Assert.Equal([0, 1, 0, 0.5, 0.5], curve.Traded, (a, b) => Math.Abs(a - b) < Exact);
    }

    [Fact]
    public void A_position_that_turns_round_is_one_trade_closed_and_another_opened()
    {
        BarSeries bars = Bars("A", (10, 10), (10, 10), (12, 12), (9, 9));
        EquityCurve curve = Backtest.Run(
            [bars],
            [Signals("A", (0, 1), (1, -1), (2, 0))],
            Free with
            {
                Direction = Direction.LongShort,
            }
        );
        Assert.Equal(
            [new("A", true, Day(1), Day(2), 200), new RoundTrip("A", false, Day(2), Day(3), 300)],
            curve.RoundTrips
        );
        Assert.Equal(1500, curve.Equity[^1], Exact);
    }

    [Fact]
    public void An_account_that_loses_everything_stops_at_nothing()
    {
        BarSeries bars = Bars("A", (10, 10), (10, 10), (10, 35), (35, 5), (5, 5));
        EquityCurve curve = Backtest.Run(
            [bars],
            [Signals("A", (0, -1))],
            Free with
            {
                Direction = Direction.LongShort,
            }
        );
        Assert.Equal([1000, 1000, 0, 0, 0], curve.Equity);
        Assert.Equal(Day(2), curve.Ruined);
    }

    [Fact]
    public void What_is_still_held_at_the_end_is_listed_with_what_it_has_won_so_far()
    {
        EquityCurve curve = Backtest.Run(
            [Bars("A", (10, 10), (10, 12), (12, 15))],
            [Signals("A", (0, 1))],
            Free with
            {
                MinimumTrade = 0.5,
            }
        );
        Assert.Equal(new OpenPosition("A", true, Day(1), 1500, 500), Assert.Single(curve.OpenPositions));
        Assert.Empty(curve.RoundTrips);
    }

    [Fact]
    public void What_an_account_won_is_what_its_trades_and_interest_won() =>
        Gen.Int[0, 1000]
            .Sample(
                seed =>
                {
                    BarSeries[] universe = RandomWalks(4, 60, seed);
                    EquityCurve curve = Backtest.Run(
                        universe,
                        RandomSignals(universe, 59, seed),
                        new()
                        {
                            Direction = Direction.LongShort,
                            MaxGross = 1.5,
                            CashRate = 0.03,
                            MinimumTrade = 0.01,
                        }
                    );
                    double won = curve.RoundTrips.Sum(t => t.Profit) + curve.Interest;
                    return curve.Gross[^1] == 0 && Math.Abs(curve.Equity[^1] - curve.InitialCapital - won) < 1e-6;
                },
                iter: 50
            );

    [Fact]
    public void Nothing_that_happens_after_a_day_changes_the_account_up_to_it() =>
        Gen.Select(Gen.Int[5, 55], Gen.Int[0, 1000])
            .Sample(
                (known, seed) =>
                {
                    BarSeries[] universe = RandomWalks(4, 60, seed),
                        other = RandomWalks(4, 60, seed + 5000);
                    BarSeries[] changed =
                    [
                        .. universe.Select(
                            (bars, i) =>
                                BarSeries.FromBars(
                                    bars.Ticker,
                                    bars.Origin,
                                    [.. Enumerable.Range(0, 60).Select(t => t < known ? bars[t] : other[i][t])]
                                )
                        ),
                    ];
                    SignalSeries[] signals = RandomSignals(universe, 59, seed);
                    double[] one = Backtest.Run(universe, signals).Equity,
                        two = Backtest.Run(changed, signals).Equity;
                    return one.AsSpan(0, known).SequenceEqual(two.AsSpan(0, known));
                },
                iter: 40
            );

    [Fact]
    public void A_signal_of_todays_close_earns_nothing_of_todays_move()
    {
        // Knows each day's direction at its close: worth nothing to who trades the next open.
        BarSeries bars = Bars("A", [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? (10.0, 12.0) : (12.0, 10.0))]);
        EquityCurve curve = Backtest.Run(
            [bars],
            [Signals("A", [.. Enumerable.Range(0, 39).Select(i => (i, i % 2 == 0 ? 1.0 : 0))])],
            Free
        );
        Assert.True(curve.Equity[^1] < 1000);
    }
}
