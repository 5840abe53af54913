using CsCheck;
using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Simulation;

/// <summary>The benchmark invests what there is, and nothing that there is not.</summary>
public sealed class BuyAndHoldTests
{
    [Fact]
    public void Money_buys_fewer_shares_where_the_open_is_above_the_close_and_costs_are_paid_from_it()
    {
        EquityCurve curve = Backtest.BuyAndHold(
            [Bars("A", (10, 10), (16, 16), (16, 20))],
            Day(0),
            Day(2),
            Free with
            {
                SlippageBp = 50,
                CommissionBp = 20,
            }
        );
        double shares = 1000 / (16 * 1.005 * 1.002);
        Assert.Equal([1000, shares * 16, shares * 20], curve.Equity, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(1, curve.Gross[1], 1e-9);
    }

    [Fact]
    public void An_open_below_the_close_leaves_nothing_idle()
    {
        EquityCurve curve = Backtest.BuyAndHold([Bars("A", (10, 10), (5, 5), (5, 8))], Day(0), Day(2), Free);
        Assert.Equal([1000, 1000, 1600], curve.Equity, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(1, curve.Gross[1], 1e-9);
    }

    [Fact]
    public void The_part_of_a_ticker_that_never_trades_again_stays_in_cash()
    {
        BarSeries[] universe = [Bars("A", (10, 10)), Bars("B", (20, 20), (20, 20), (30, 30))];
        EquityCurve curve = Backtest.BuyAndHold(universe, Day(0), Day(2), Free);
        Assert.Equal([1000, 1000, 1250], curve.Equity, (a, b) => Math.Abs(a - b) < 1e-8);
    }

    [Fact]
    public void Of_dated_members_what_leaves_is_sold_and_what_joins_gets_its_money()
    {
        BarSeries[] universe =
        [
            Bars("A", (10, 10), (10, 10), (10, 10), (10, 10), (10, 10), (10, 10)),
            Bars("B", (10, 10), (10, 10), (10, 10), (20, 20), (20, 20), (20, 20)).WithMembers(new([(Day(0), Day(2))])),
            Bars("C", (5, 5), (5, 5), (5, 5), (5, 5), (5, 5), (10, 10)).WithMembers(new([(Day(3), Day(9))])),
        ];
        EquityCurve curve = Backtest.BuyAndHold(universe, Day(0), Day(5), Free);
        // 500 in A and in B, which is seen to have left at the close of day 3 and is sold for 1000 at the
        // next open; C is bought at the open after that, of day 5, for 10 a share.
        Assert.Equal([1000, 1000, 1000, 1500, 1500, 1500], curve.Equity, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(1, curve.Gross[5], 1e-6);
        Assert.Equal(1 / 3.0, curve.Gross[4], 1e-6);
    }

    [Fact]
    public void Buy_and_hold_buys_once_in_equal_parts_and_pays_the_same_costs()
    {
        BarSeries[] universe =
        [
            Bars("A", (10, 10), (10, 10), (10, 20)),
            Bars("B", (20, 20), (20, 10), (20, 20)),
            Bars("C", (double.NaN, 0), (1, 1), (1, 9)),
        ];
        EquityCurve curve = Backtest.BuyAndHold(universe, Day(0), Day(2), Free with { SlippageBp = 100 });
        // 500 buy A and 500 buy B, each 1 % above its open; C came too late.
        double a = 500 / 10.1,
            b = 500 / 20.2;
        Assert.Equal([1000, a * 10 + b * 10, a * 20 + b * 20], curve.Equity, (a, b) => Math.Abs(a - b) < 1e-8);
    }

    [Fact]
    public void A_benchmark_is_held_against_the_account_on_the_account_s_days_whatever_its_own_are()
    {
        // The benchmark misses the second day and has one of its own between the last two.
        BarSeries benchmark = Bars("X", (10, 10), (double.NaN, 0), (12, 12), (90, 90), (20, 24));
        EquityCurve curve = Backtest.BuyAndHold([benchmark], Account(0, 1, 2, 4), Free);
        // Bought on the third day, the first on which it trades again, at 12.
        Assert.Equal([1000, 1000, 1000, 2000], curve.Equity, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Contains(
            "no bar on 2012-01-03",
            Assert.Throws<ArgumentException>(() => Backtest.BuyAndHold([benchmark], Account(1, 2))).Message,
            StringComparison.Ordinal
        );
    }

    private static EquityCurve Account(params int[] days) => new([.. days.Select(Day)], 1000);

    /// <summary>A coin trades on a Saturday, when the account begins; a stock waits for Monday.</summary>
    [Fact]
    public void A_ticker_whose_market_rests_on_the_first_day_is_part_of_the_benchmark()
    {
        BarSeries coin = Bars("COIN", (1, 1), (1, 1), (1, 1), (1, 1), (1, 2)),
            stock = Bars("STOCK", (10, 10), (double.NaN, 0), (double.NaN, 0), (20, 20), (20, 30)),
            ended = Bars("ENDED", (5, 5));
        EquityCurve curve = Backtest.BuyAndHold([coin, stock, ended], Day(1), Day(4), Free);
        // 500 buy 500 coins; 500 wait and buy 25 shares at 20.
        Assert.Equal([1000, 1000, 1000, 1750], curve.Equity, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal([0, 0.5, 1], curve.Gross.Take(3), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    /// <summary>Cash is what is not long: below zero would be a sum of positions above the
    /// account.</summary>
    [Fact]
    public void Cash_is_never_below_zero_whatever_costs_rates_gaps_and_late_bars() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[0, 100_000], Gen.Double[0, 9000], Gen.Double[0, 900], Gen.Double[-0.4, 0.4])
            .Sample(
                (tickers, seed, commission, slippage, cashRate) =>
                {
                    EquityCurve curve = Backtest.BuyAndHold(
                        Gapped(tickers, seed),
                        Day(0),
                        Day(59),
                        new()
                        {
                            CommissionBp = commission,
                            SlippageBp = slippage,
                            CashRate = cashRate,
                            InitialCapital = Math.Pow(10, seed % 13 - 2),
                        }
                    );
                    return Enumerable
                        .Range(0, 60)
                        .All(t => curve.Equity[t] * (1 - curve.Gross[t]) >= -1e-13 * curve.Equity[t]);
                },
                iter: 500
            );

    [Fact]
    public void All_is_invested_once_every_ticker_has_traded() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[0, 100_000])
            .Sample(
                (tickers, seed) =>
                {
                    EquityCurve curve = Backtest.BuyAndHold(RandomWalks(tickers, 60, seed), Day(0), Day(59));
                    return curve.Gross.Skip(1).All(g => Math.Abs(g - 1) < 1e-9);
                },
                iter: 100
            );

    /// <summary>Walks that jump by up to a half overnight, and miss days and ends.</summary>
    private static BarSeries[] Gapped(int tickers, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, tickers)
                .Select(i =>
                {
                    double close = 20;
                    int end = i == 0 ? 60 : random.Next(1, 61);
                    return Bars(
                        $"T{i}",
                        [
                            .. Enumerable
                                .Range(0, end)
                                .Select(t =>
                                {
                                    double open = close * Math.Exp(random.NextDouble() - 0.5);
                                    close = open * Math.Exp(0.1 * (random.NextDouble() - 0.5));
                                    return t > 0 && i > 0 && random.Next(3) == 0 ? (double.NaN, 0) : (open, close);
                                }),
                        ]
                    );
                }),
        ];
    }
}
