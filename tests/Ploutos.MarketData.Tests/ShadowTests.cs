using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Simulation;

namespace Ploutos.MarketData.Tests;

/// <summary>The simulated market with an effect in the order of its shadows.</summary>
public sealed class ShadowTests
{
    private static readonly SimulatedMarket s_order = new(
        new()
        {
            Tickers = 6,
            Bars = 3000,
            MomentumStrength = 0,
            ReversionStrength = 0,
            OrderStrength = 0.8,
        }
    );

    [Fact]
    public void A_seed_without_shadows_has_the_bars_that_it_always_had()
    {
        BarSeries bars = new SimulatedMarket(
            new()
            {
                Seed = 42,
                Tickers = 3,
                Bars = 500,
            }
        ).Series[2];
        Assert.Equal(52.02771833548171, bars.Close[499], 1e-9);
        Assert.Equal(52.03860022576297, bars.High[499], 1e-9);
        Assert.Equal(45.39829061022668, bars.Low[250], 1e-9);
        Assert.Equal(1103608, bars.Volume[499], 1e-9);
    }

    [Fact]
    public void Shadows_change_no_close_where_they_foretell_nothing()
    {
        BarSeries plain = new SimulatedMarket(new() { Tickers = 1, Bars = 400 }).Series[0],
            drawn =
                new SimulatedMarket(
                    new()
                    {
                        Tickers = 1,
                        Bars = 400,
                        OrderStrength = 1e-12,
                    }
                ).Series[0];
        double[] longer = [.. Enumerable.Range(0, 400).Select(t => Range(drawn, t) / Range(plain, t))];
        for (int t = 0; t < 400; t++)
            Assert.Equal(plain.Close[t], drawn.Close[t], 1e-6);
        // Two shadows and a displaced open.
        Assert.Equal(3 * 399 / 9.0, longer.Count(r => r > 2), 10.0);
    }

    [Fact]
    public void The_order_foretells_one_day_of_a_cycle_of_nine_as_often_up_as_down()
    {
        double[] up = new double[3];
        int[] rows = new int[3];
        foreach (BarSeries bars in s_order.Series)
        {
            ReadOnlySpan<MarketState> states = s_order.StatesOf(bars.Ticker);
            for (int t = 20; t + 1 < bars.Count; t++)
            {
                int order = states[t].Shadows.Order;
                (up[order + 1], rows[order + 1]) = (
                    up[order + 1] + (bars.Close[t + 1] > bars.Close[t] ? 1 : 0),
                    rows[order + 1] + 1
                );
                Assert.Equal(0.5 + (0.4 * order), NormalLaw.Distribution(states[t].Drift(s_order.Options)), 1e-6);
            }
        }

        Assert.Equal(8 / 9.0, rows[1] / (double)rows.Sum(), 0.01);
        Assert.Equal(0.5, rows[2] / (double)(rows[0] + rows[2]), 0.05);
        Assert.Equal(0.1, up[0] / rows[0], 0.03);
        Assert.Equal(0.9, up[2] / rows[2], 0.03);
        Assert.Equal(0.5, up[1] / rows[1], 0.03);
    }

    [Fact]
    public void The_range_of_five_bars_is_the_same_for_both_orders_where_they_count_and_was_not_before()
    {
        // Williams %R over five bars, at the second shadow and on the bar before it, by the order.
        var now = new Dictionary<int, List<double>> { [-1] = [], [1] = [] };
        var before = new Dictionary<int, List<double>> { [-1] = [], [1] = [] };
        foreach (BarSeries bars in s_order.Series)
        {
            ReadOnlySpan<MarketState> states = s_order.StatesOf(bars.Ticker);
            for (int t = 20; t < bars.Count; t++)
            {
                int order = states[t].Shadows.Order;
                if (order == 0 || states[t - 1].Shadows.Order != 0)
                    continue;
                now[order].Add(WilliamsR(bars, t));
                before[order].Add(WilliamsR(bars, t - 1));
            }
        }

        Assert.True(now[1].Count > 800, $"{now[1].Count} cycles");
        Assert.Equal(now[-1].Average(), now[1].Average(), 0.02);
        Assert.Equal(Deviation(now[-1]), Deviation(now[1]), 0.01);
        Assert.True(before[1].Average() - before[-1].Average() > 0.4);
    }

    [Fact]
    public void The_best_probabilities_are_true_ones_where_every_effect_is_planted()
    {
        var market = new SimulatedMarket(SimulationOptions.Demonstration with { Tickers = 3, Bars = 2500 });
        foreach (int horizon in new[] { 1, 5 })
        {
            double[] said = new double[5],
                rose = new double[5];
            int[] rows = new int[5];
            foreach (BarSeries series in market.Series)
            {
                double[] p = market
                    .BestPredictor(horizon)
                    .ProbabilityUp(series.Ticker, series.Dates[100], series.Dates[series.Count - 1 - horizon]);
                for (int i = 0; i < p.Length; i++)
                {
                    int bin = Math.Min(4, (int)(p[i] * 5)),
                        t = 100 + i;
                    (said[bin], rows[bin]) = (said[bin] + p[i], rows[bin] + 1);
                    rose[bin] += series.Close[t + horizon] > series.Close[t] ? 1 : 0;
                }
            }

            for (int bin = 0; bin < 5; bin++)
            {
                if (rows[bin] > 300)
                    Assert.InRange((rose[bin] - said[bin]) / rows[bin], -0.06, 0.06);
            }

            BestAccuracy best = market
                .BestPredictor(horizon)
                .Accuracy(market.Series[0].Dates[100], market.Series[0].Dates[^1]);
            Assert.InRange(best.Realised - best.Expected, -0.02, 0.02);
        }
    }

    [Fact]
    public void Every_bar_of_the_demonstration_is_tagged_as_simulated_and_passes_every_row_check()
    {
        foreach (DeliveredSeries delivered in new SimulatedMarket(SimulationOptions.Demonstration).Delivered())
        {
            CheckedSeries check = QualityCheck.Run(delivered);
            Assert.Equal(DataOrigin.Simulated, check.Series.Origin);
            Assert.Equal(3000, check.Series.Count);
            Assert.DoesNotContain(
                check.Report.Findings,
                f => f.Action != QualityAction.Kept || f.Severity == Severity.Serious
            );
        }
    }

    [Theory]
    [InlineData("simulated demonstration", 0.9, 42)]
    [InlineData("simulated demonstration 2", 0.9, 42)]
    [InlineData("simulated seed 7", 0.0, 7)]
    public void A_market_is_found_again_by_the_name_that_its_bars_were_delivered_under(
        string source,
        double order,
        int seed
    )
    {
        SimulatedMarket market = SimulatedMarket.Find(source)!;
        Assert.Equal((order, seed), (market.Options.OrderStrength, market.Options.Seed));
        DeliveredSeries delivered = market.Delivered().First();
        Assert.Equal(source, $"{delivered.Source} {delivered.Location}");
    }

    [Theory]
    [InlineData("yahoo https://example.org")]
    [InlineData("simulated")]
    [InlineData("simulated seed")]
    [InlineData("simulated seed x")]
    [InlineData("simulated demonstration 3")]
    public void Bars_of_other_sources_belong_to_no_simulated_market(string source) =>
        Assert.Null(SimulatedMarket.Find(source));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_strength_out_of_range_is_refused_with_its_name_and_value(double strength)
    {
        Assert.Contains(
            "OrderStrength must be 0 to 0.98",
            Assert.Throws<MarketDataException>(() => new SimulatedMarket(new() { OrderStrength = strength })).Message,
            StringComparison.Ordinal
        );
    }

    private static double Range(BarSeries bars, int t) => Math.Log(bars.High[t] / bars.Low[t]);

    private static double WilliamsR(BarSeries bars, int t)
    {
        double high = bars.High.Slice(t - 4, 5).ToArray().Max(),
            low = bars.Low.Slice(t - 4, 5).ToArray().Min();
        return (bars.Close[t] - high) / (high - low);
    }

    private static double Deviation(List<double> values) =>
        Math.Sqrt(values.Average(v => v * v) - (values.Average() * values.Average()));
}
