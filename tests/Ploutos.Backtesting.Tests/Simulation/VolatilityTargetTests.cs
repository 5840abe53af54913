using Ploutos.Backtesting.Simulation;
using Ploutos.MarketData;
using static Ploutos.Backtesting.Tests.TestMarket;

namespace Ploutos.Backtesting.Tests.Simulation;

/// <summary>Sizes from forecasts of volatility, and from the volatility of the whole portfolio.</summary>
public sealed class VolatilityTargetTests
{
    private const double Exact = 1e-9;
    private const int Days = 100;

    private static readonly BacktestOptions s_target = Free with
    {
        Sizing = PositionSizing.VolatilityTarget,
        TargetVolatility = 0.1,
        MaxGross = 4,
    };

    [Fact]
    public void A_forecast_of_volatility_sizes_a_position_from_the_next_open_on_until_another_one_comes()
    {
        BarSeries[] universe = [Bars("A", [.. Enumerable.Repeat((10.0, 10.0), 6)])];
        EquityCurve curve = Backtest.Run(
            universe,
            [Signals("A", (0, 1))],
            s_target with
            {
                MaxGross = 1,
            },
            [new VolatilitySeries("A", [Day(0), Day(1), Day(4)], [double.NaN, 0.02, 0.04])]
        );
        // So few bars show no market of their own: a year has 252 sessions.
        double first = 0.1 / (0.02 * Math.Sqrt(252));
        Assert.Equal([0, 0, first, first, first, first / 2], curve.Gross, (a, b) => Math.Abs(a - b) < Exact);
    }

    [Fact]
    public void The_whole_portfolio_is_sized_by_its_volatilities_and_the_mean_correlation_of_the_last_66_days()
    {
        BarSeries[] universe = RandomWalks(4, Days, seed: 5);
        double[] perBar = [0.01, 0.02, 0.03, 0.04];
        EquityCurve curve = Backtest.Run(
            universe,
            [.. universe.Select(b => Signals(b.Ticker, (Days - 2, 1)))],
            s_target with
            {
                SizingScope = SizingScope.Portfolio,
            },
            [.. universe.Select((b, i) => new VolatilitySeries(b.Ticker, [Day(Days - 2)], [perBar[i]]))]
        );
        double[][] returns =
        [
            .. universe.Select(b =>
                Enumerable.Range(Days - 1 - 66, 66).Select(t => Math.Log(b.Close[t] / b.Close[t - 1])).ToArray()
            ),
        ];
        double mean = Enumerable
            .Range(0, 4)
            .SelectMany(i => Enumerable.Range(0, i).Select(j => Correlation(returns[i], returns[j])))
            .Average();
        // Each position has the same volatility x: n x^2 (1 - c + n c) is the target squared.
        double x = 0.1 / Math.Sqrt(4 * (1 - mean + 4 * mean)),
            gross = perBar.Sum(v => x / (v * Math.Sqrt(365)));
        Assert.Equal(gross, curve.Traded[1], 0.02 * gross); // the open is not the close
        Assert.Equal(
            gross,
            SimulatedDay
                .Orders(
                    universe,
                    Day(Days - 2),
                    new(1000, new Dictionary<string, double>()),
                    universe.ToDictionary(b => b.Ticker, _ => 1.0),
                    s_target with
                    {
                        SizingScope = SizingScope.Portfolio,
                    },
                    [.. universe.Select((b, i) => new VolatilitySeries(b.Ticker, [Day(Days - 2)], [perBar[i]]))]
                )
                .Sum(o => o.Value * universe.Single(b => b.Ticker == o.Key).Close[Days - 2] / 1000),
            Exact
        );
    }

    [Fact]
    public void Where_no_correlation_is_known_yet_each_position_is_sized_alone()
    {
        BarSeries[] universe = RandomWalks(2, 25, seed: 5);
        SignalSeries[] signals = [Signals("T0", (20, 1)), Signals("T1", (20, 1))];
        BacktestOptions options = s_target with { MaxGross = 1 };
        EquityCurve alone = Backtest.Run(universe, signals, options),
            together = Backtest.Run(universe, signals, options with { SizingScope = SizingScope.Portfolio });
        Assert.Equal(alone.Gross[..3], together.Gross[..3]);
        Assert.True(together.Gross[3] > 1.05 * alone.Gross[3], $"{together.Gross[3]} {alone.Gross[3]}");
    }

    [Fact]
    public void The_limits_hold_whatever_the_target_asks_for()
    {
        BarSeries[] universe = RandomWalks(3, Days, seed: 5);
        EquityCurve curve = Backtest.Run(
            universe,
            [.. universe.Select(b => Signals(b.Ticker, (70, 1)))],
            s_target with
            {
                SizingScope = SizingScope.Portfolio,
                TargetVolatility = 5,
                MaxPosition = 0.2,
                MaxGross = 1,
            }
        );
        Assert.All(curve.Gross, g => Assert.InRange(g, 0, 0.6 * 1.1));
        Assert.Equal(3, curve.Limits.PositionTickers);
    }

    [Fact]
    public void Bars_after_a_day_change_nothing_up_to_it()
    {
        BarSeries[] universe = RandomWalks(4, Days, seed: 6),
            other = [.. universe.Select((b, i) => Joined(b, RandomWalks(4, Days, seed: 7)[i], 80))];
        SignalSeries[] signals = RandomSignals(universe, Days, seed: 4);
        BacktestOptions options = s_target with
        {
            Direction = Direction.LongShort,
            SizingScope = SizingScope.Portfolio,
        };
        EquityCurve one = Backtest.Run(universe, signals, options),
            two = Backtest.Run(other, signals, options);
        Assert.Equal(one.Equity[..81], two.Equity[..81]);
        Assert.NotEqual(one.Equity[^1], two.Equity[^1]);
    }

    [Fact]
    public void A_ticker_without_a_volatility_and_a_volatility_of_0_are_refused_by_name()
    {
        BarSeries[] universe = RandomWalks(2, 30, seed: 5);
        Assert.Contains(
            "T1 has signals, but no volatility",
            Assert
                .Throws<ArgumentException>(() =>
                    Backtest.Run(
                        universe,
                        [Signals("T1", (1, 1))],
                        s_target,
                        [new VolatilitySeries("T0", [Day(1)], [0.01])]
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "must lie above 0, but got 0",
            Assert.Throws<ArgumentException>(() => new VolatilitySeries("T0", [Day(1)], [0])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "strictly ascending",
            Assert.Throws<ArgumentException>(() => new VolatilitySeries("T0", [Day(1), Day(1)], [1, 1])).Message,
            StringComparison.Ordinal
        );
    }

    private static BarSeries Joined(BarSeries before, BarSeries after, int day) =>
        BarSeries.FromBars(
            before.Ticker,
            before.Origin,
            [.. Enumerable.Range(0, before.Count).Select(t => t <= day ? before[t] : after[t])]
        );

    private static double Correlation(double[] a, double[] b)
    {
        (double x, double y) = (a.Average(), b.Average());
        return a.Zip(b, (p, q) => (p - x) * (q - y)).Sum()
            / Math.Sqrt(a.Sum(p => (p - x) * (p - x)) * b.Sum(q => (q - y) * (q - y)));
    }
}
