using Ploutos.Features.Labels;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Features.Tests.Market;

/// <summary>Inputs and targets of the risk model against the NumPy reference, on the real
/// bars.</summary>
public sealed class RiskReferenceTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void All_sixteen_inputs_the_level_the_target_and_the_label_agree_to_1e_9()
    {
        IReadOnlyList<BarSeries> bars = RealMarket.BarsOrSkip();
        MarketFeatures market = MarketFeatures.Compute(bars);
        int compared = 0;
        foreach (Dictionary<string, string> row in RealMarket.ReferenceRowsOrSkip("risk-inputs.csv"))
        {
            BarSeries series = bars.Single(b => b.Ticker == row["ticker"]);
            DateOnly day = RealMarket.Day(row["date"]);
            foreach ((string name, double value) in Values(series, series.Dates.BinarySearch(day), market))
            {
                double expected = RealMarket.Number(row[name]);
                Assert.True(
                    Math.Abs(value - expected) <= Tolerance,
                    $"{name} of {series.Ticker} on {day:yyyy-MM-dd}: {value:R}, not {expected:R}"
                );
                compared++;
            }
        }

        Assert.Equal(18 * 20, compared);
    }

    private static IEnumerable<(string Name, double Value)> Values(BarSeries series, int t, MarketFeatures market)
    {
        FeatureMatrix own = FeatureSet.Risk.Compute(series);
        RealisedAhead ahead = RealisedAhead.Compute(series, 5);
        double[] day = new double[MarketFeatures.Names.Count];
        market.CopyDay(series.Ticker, series.Dates[t], day);
        return
        [
            .. own.Names.Select(n => (n, own.Column(n)[t])),
            .. MarketFeatures.Names.Zip(day),
            ("level_per_day", ahead.Level[t]),
            ("rv5_ahead", ahead.Volatility[t]),
            ("target", ahead.Target(t)),
            ("label", ahead.Label(t)),
        ];
    }
}
