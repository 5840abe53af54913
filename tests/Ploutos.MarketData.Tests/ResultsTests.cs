using Ploutos.MarketData.Simulation;

namespace Ploutos.MarketData.Tests;

/// <summary>The simulated market with results that two things together foretell.</summary>
public sealed class ResultsTests
{
    private const int Ahead = 5;

    private static readonly SimulatedMarket s_market = new(
        new()
        {
            Tickers = 60,
            Bars = 3000,
            MomentumStrength = 0,
            ReversionStrength = 0,
            InteractionStrength = 0.8,
        }
    );

    [Fact]
    public void Results_go_the_way_of_the_open_in_heavy_trade_and_against_it_in_thin_trade()
    {
        var cues = Cues().ToList();
        Assert.InRange(cues.Count, 60 * 2600 / 126, 60 * 3000 / 126);
        foreach (bool heavy in new[] { true, false })
        {
            foreach (bool up in new[] { true, false })
            {
                var alike = cues.Where(c => c.Heavy == heavy && c.Up == up).ToList();
                Assert.InRange(alike.Count, cues.Count * 0.2, cues.Count * 0.3);
                // (1 + 0.8) / 2 of them go as foretold
                Assert.Equal(heavy == up ? 0.9 : 0.1, alike.Average(c => c.Rose ? 1.0 : 0), 0.06);
            }
        }
    }

    [Fact]
    public void Neither_the_open_nor_the_volume_alone_tells_where_results_go()
    {
        var cues = Cues().ToList();
        foreach (bool which in new[] { true, false })
        {
            Assert.Equal(0.5, cues.Where(c => c.Heavy == which).Average(c => c.Rose ? 1.0 : 0), 0.07);
            Assert.Equal(0.5, cues.Where(c => c.Up == which).Average(c => c.Rose ? 1.0 : 0), 0.07);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_best_probabilities_are_true_ones_where_results_are_foretold(int horizon)
    {
        var market = new SimulatedMarket(
            s_market.Options with
            {
                Tickers = 12,
                MomentumStrength = 0.45,
                ReversionStrength = 0.8,
            }
        );
        double said = 0,
            right = 0;
        int rows = 0;
        foreach (BarSeries series in market.Series)
        {
            double[] p = market
                .BestPredictor(horizon)
                .ProbabilityUp(series.Ticker, series.Dates[100], series.Dates[series.Count - 1 - horizon]);
            for (int i = 0; i < p.Length; i++)
            {
                if (p[i] is > 0.2 and < 0.85)
                    continue; // where results are foretold, it is sure
                bool isUp = p[i] > 0.5; // the surer side, so that errors of both sides do not cancel
                (said, rows) = (said + (isUp ? p[i] : 1 - p[i]), rows + 1);
                right += isUp == series.Close[100 + i + horizon] > series.Close[100 + i] ? 1 : 0;
            }
        }

        Assert.InRange(rows, 200, 12 * 2900);
        Assert.Equal(said / rows, right / rows, 0.03);
    }

    [Fact]
    public void Bars_stored_of_the_earlier_demonstration_belong_to_the_market_that_they_always_did()
    {
        SimulatedMarket earlier = SimulatedMarket.Find("simulated demonstration")!;
        Assert.Equal((0.9, 0), (earlier.Options.OrderStrength, earlier.Options.InteractionStrength));
        BarSeries bars = earlier.Series[2];
        Assert.Equal(13.588543073533613, bars.Close[2999], 1e-9);
        Assert.Equal(13.720734284670996, bars.High[2999], 1e-9);
        Assert.Equal(606588, bars.Volume[2999], 1e-9);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_strength_out_of_range_is_refused_with_its_name_and_value(double strength) =>
        Assert.Contains(
            "InteractionStrength must be 0 to 0.98",
            Assert
                .Throws<MarketDataException>(() => new SimulatedMarket(new() { InteractionStrength = strength }))
                .Message,
            StringComparison.Ordinal
        );

    /// <summary>The bars whose open lies far from the close before, and what came five nights on.</summary>
    private static IEnumerable<(bool Heavy, bool Up, bool Rose)> Cues()
    {
        foreach (BarSeries bars in s_market.Series)
        {
            for (int t = 40; t + Ahead < bars.Count; t++)
            {
                double gap = Math.Log(bars.Open[t] / bars.Close[t - 1]);
                // The displaced open is nine deviations from the close before, 0.09 on a calm day, and the close
                // goes back. Results move the open by four, 0.096 on a turbulent day, and the close stays there.
                if (Math.Abs(gap) < 0.085 || Math.Abs(Math.Log(bars.Close[t] / bars.Close[t - 1])) > Math.Abs(gap) / 2)
                    continue;
                double usual = bars.Volume.Slice(t - 20, 20).ToArray().Average();
                yield return (
                    bars.Volume[t] > usual,
                    gap > 0,
                    Math.Log(bars.Open[t + Ahead] / bars.Close[t + Ahead - 1]) > 0
                );
            }
        }
    }
}
