using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Research.Tests.Backtests;

/// <summary>Each of the 31 real stocks held alone from 2014 to 2017, sized for a volatility of 15 % a
/// year. The figures of docs/risk.md.</summary>
public sealed class SizingEvidenceTests
{
    private const double Target = 0.15;
    private static readonly DateOnly s_from = new(2014, 1, 2);

    [Fact]
    public void Sized_by_the_risk_model_a_stock_comes_nearer_to_its_target_than_by_ewma_or_held()
    {
        IReadOnlyList<BarSeries> bars = RealMarket.BarsOrSkip();
        RiskTable table = RiskTable.Build(bars);
        var walk = RiskWalkForward.Fit(
            table,
            bars.Select(b => b.Ticker).ToHashSet(),
            s_from,
            bars.Max(b => b.Dates[^1])
        );
        Assert.All(walk.Refits, r => Assert.True(r.LearnedTo < new DateOnly(r.Year, 1, 1)));
        double risk = Share(i => SizingVolatility.Risk(table, i, walk.At)),
            ewma = Share(i => SizingVolatility.Ewma(bars[i])),
            deviation = Share(null),
            held = Windows(bars.Select(b => Backtest.BuyAndHold([b], s_from, b.Dates[^1])));
        TestContext.Current.SendDiagnosticMessage(
            $"risk {risk:P1}, ewma {ewma:P1}, deviation20 {deviation:P1}, held {held:P1}"
        );
        Assert.True(risk >= 0.54, $"{risk}");
        Assert.True(risk > ewma + 0.03 && ewma > held, $"risk {risk} ewma {ewma} held {held}");

        double Share(Func<int, SizingVolatility>? forecast) =>
            Windows(
                bars.Select(
                    (b, i) =>
                        Backtest.Run(
                            [b],
                            [new SignalSeries(b.Ticker, [FirstDay(b)], [1])],
                            new()
                            {
                                Sizing = PositionSizing.VolatilityTarget,
                                TargetVolatility = Target,
                                MaxPosition = 1,
                            },
                            forecast is null ? null : [new VolatilitySeries(b.Ticker, b.Dates, forecast(i).PerBar)]
                        )
                )
            );
    }

    private static double Windows(IEnumerable<EquityCurve> accounts) =>
        accounts.Average(a => VolatilityWindows.NearTarget(a, Target, new() { Resamples = 1 }).Value);

    private static DateOnly FirstDay(BarSeries bars)
    {
        int at = bars.Dates.BinarySearch(s_from);
        return bars.Dates[at >= 0 ? at : ~at];
    }
}
