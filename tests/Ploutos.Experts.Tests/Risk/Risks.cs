using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Risk;

/// <summary>Risk models of small simulated markets.</summary>
internal static class Risks
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static readonly Lazy<RiskTable> s_real = new(() => RiskTable.Build(RealMarket.BarsOrSkip()));

    /// <summary>The table of the 31 real series as they stand; skips the test where they are not
    /// there.</summary>
    public static RiskTable RealOrSkip()
    {
        _ = TestPaths.RealBarsOrSkip();
        return s_real.Value;
    }

    public static DateSplit Split(IReadOnlyList<BarSeries> bars)
    {
        DateOnly[] calendar = TradingCalendar.Union(bars);
        return DateSplit.At(calendar, calendar[^120], 21, 1, 0.3);
    }

    public static RiskModel Model(IReadOnlyList<BarSeries> bars) => new(Card(bars));

    public static RiskCard Card(IReadOnlyList<BarSeries> bars) => Card(RiskTable.Build(bars), Split(bars));

    public static RiskCard Card(RiskTable table, DateSplit split)
    {
        IReadOnlyList<BarSeries> bars = table.Bars;
        return new()
        {
            Format = RiskCard.CurrentFormat,
            CreatedAt = Now,
            Days = new(
                split.Train.From,
                split.Train.To,
                split.Validation.From,
                split.Validation.To,
                split.Test.From,
                split.Test.To
            ),
            Data = new ModelData(DataOrigin.Simulated, [.. bars.Select(b => b.Ticker)], SeriesHash.Of(bars)),
            Horizons = RiskTraining.Fit(table, split),
        };
    }

    public static BarSeries Changed(BarSeries bars, Func<int, Bar, Bar> change) =>
        BarSeries.FromBars(
            bars.Ticker,
            bars.Origin,
            [.. Enumerable.Range(0, bars.Count).Select(t => change(t, bars[t]))]
        );
}
