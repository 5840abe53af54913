using Ploutos.Features.Labels;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests.Labels;

/// <summary>Labels over all tickers of a day, and how far each label looks.</summary>
public sealed class LabelSpanTests
{
    private static readonly int[] s_horizons = [1, 5, 20, 63];

    [Fact]
    public void A_relative_label_is_1_where_the_return_lies_above_the_day_s_median()
    {
        BarSeries[] market = Market(7);
        Label label = Label.Relative("label_mine", 3);
        var seen = MarketFeatures.Compute(market);
        double[][] labels = [.. market.Select(b => label.Compute(b, seen))],
            moves = [.. market.Select(b => label.Moves(b, seen))];
        for (int t = 0; t < 117; t++)
        {
            double[] returns = [.. market.Select(b => Math.Log(b.Close[t + 3] / b.Close[t]))];
            double median = returns.Order().ElementAt(3);
            for (int i = 0; i < market.Length; i++)
            {
                Assert.Equal(returns[i] - median, moves[i][t], 1e-12);
                Assert.Equal(returns[i] > median ? 1 : 0, labels[i][t]);
            }
        }

        Assert.All(labels, l => Assert.All(l[117..], v => Assert.True(double.IsNaN(v))));
    }

    [Fact]
    public void A_relative_label_needs_five_tickers_and_a_market()
    {
        BarSeries[] market = Market(4);
        Label label = Label.Relative("label_mine", 3);
        Assert.All(label.Compute(market[0], MarketFeatures.Compute(market)), v => Assert.True(double.IsNaN(v)));
        Assert.Contains(
            "no market to look at",
            Assert.Throws<ArgumentException>(() => label.Compute(market[0])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_ticker_without_a_bar_on_the_last_day_has_no_relative_label_and_delays_nobody_s()
    {
        BarSeries[] market = Market(6);
        BarSeries gap = BarSeries.FromBars(
            "GAP",
            DataOrigin.Simulated,
            [.. Enumerable.Range(0, 120).Where(t => t is < 50 or > 60).Select(t => market[0][t])]
        );
        Label label = Label.Relative("label_mine", 5);
        BarSeries[] all = [.. market, gap];
        double[] lacking = label.Compute(gap, MarketFeatures.Compute(all));
        Assert.All(lacking[45..50], v => Assert.True(double.IsNaN(v)));
        Assert.False(double.IsNaN(lacking[44]));
        // What is known on day 70 is known without the days after it.
        double[] whole = label.Compute(market[1], MarketFeatures.Compute(all)),
            known = label.Compute(
                market[1].Slice(0, 71),
                MarketFeatures.Compute([.. all.Select(b => b.UpTo(market[0].Dates[70]))])
            );
        Assert.Equal(whole[..66], known[..66]);
    }

    [Fact]
    public void A_label_over_all_tickers_of_a_day_ranks_what_came_and_a_gap_of_one_delays_nobody_s()
    {
        BarSeries[] market = Market(6);
        Label label = Label.Expression("label_mine", "CSRank(Ref($close,-5)/$close)-0.5");
        Assert.Equal((5, true), (label.Horizon, label.NeedsMarket));
        double[] moves = label.Moves(market[1], MarketFeatures.Compute(market));
        double[] returns = [.. market.Select(b => b.Close[25] / b.Close[20])];
        Assert.Equal((1 + returns.Order().ToList().IndexOf(returns[1])) / 6.0 - 0.5, moves[20], 1e-12);
        Assert.All(moves[115..], v => Assert.True(double.IsNaN(v)));
        Assert.Equal(moves[20] > 0 ? 1 : 0, label.Compute(market[1], MarketFeatures.Compute(market))[20]);
        BarSeries gap = BarSeries.FromBars(
            "GAP",
            DataOrigin.Simulated,
            [.. Enumerable.Range(0, 120).Where(t => t is < 50 or > 60).Select(t => market[0][t])]
        );
        BarSeries[] all = [.. market, gap];
        // Its fifth bar lies sixteen days ahead: it has no part in the ranks of these days.
        Assert.All(label.Compute(gap, MarketFeatures.Compute(all))[45..50], v => Assert.True(double.IsNaN(v)));
        Assert.Equal(moves[45..50], label.Moves(market[1], MarketFeatures.Compute(all))[45..50]);
        double[] whole = label.Compute(market[1], MarketFeatures.Compute(all)),
            known = label.Compute(
                market[1].Slice(0, 71),
                MarketFeatures.Compute([.. all.Select(b => b.UpTo(market[0].Dates[70]))])
            );
        Assert.Equal(whole[..66], known[..66]);
        Assert.Throws<ArgumentException>(() => label.Compute(market[0]));
    }

    [Fact]
    public void Every_kind_of_label_looks_no_further_than_its_span()
    {
        BarSeries[] market = Market(6, bars: 420);
        foreach (int horizon in s_horizons)
        {
            foreach (
                Label label in (Label[])
                    [
                        Label.Up("l", horizon),
                        Label.Volatility("l", horizon),
                        Label.Relative("l", horizon),
                        Label.TripleBarrier("l", horizon, 1, 0.7),
                        Label.Expression("l", $"Max(Ref($close,-{horizon}),{Math.Min(horizon, 5)})/$close-1.01"),
                        Label.Expression("l", $"CSRank(Ref($close,-{horizon})/$close)-0.5"),
                        Label.Expression("l", $"Ref(CSZScore($close/Ref($close,1)),-{horizon})"),
                        Label.InCode(
                            "l",
                            horizon,
                            b => [.. Enumerable.Range(0, b.Count).Select(t => Ahead(b, t, horizon))]
                        ),
                    ]
            )
            {
                int[] spans = label.Spans(market[2]);
                double[] whole = label.Compute(market[2], MarketFeatures.Compute(market));
                Assert.Equal(horizon, label.Horizon);
                Assert.All(spans, s => Assert.InRange(s, 1, horizon));
                if (horizon > 1)
                    Assert.Equal(label.EndsEarly, spans.Any(s => s < horizon));
                foreach (int cut in (int[])[340, 387, 401])
                {
                    // Another future, of every ticker.
                    BarSeries[] other =
                    [
                        .. market.Select(b => b.With((t, bar) => t < cut ? bar : Scaled(bar, 1 + (0.3 * Math.Sin(t))))),
                    ];
                    double[] changed = label.Compute(other[2], MarketFeatures.Compute(other));
                    for (int t = 0; t < cut; t++)
                        if (t + spans[t] < cut)
                            Assert.Equal(whole[t], changed[t]);
                }
            }
        }
    }

    [Fact]
    public void A_triple_barrier_says_when_it_was_touched()
    {
        double[] closes = [.. Enumerable.Range(0, 21).Select(t => t % 2 == 0 ? 100.0 : 101), 100.5, 105, 90, 90, 90];
        BarSeries bars = SampleBars.Flat(closes.Length).With((t, bar) => bar with { Close = closes[t] });
        Label label = Label.TripleBarrier("label_mine", 4, 1, 1);
        // The upper barrier is touched on bar 22, two bars after bar 20.
        Assert.Equal((2, 1), (label.Spans(bars)[20], label.Spans(bars)[21]));
        Assert.True(label.EndsEarly);
        Assert.False(Label.Up("label_mine", 4).EndsEarly);
    }

    private static double Ahead(BarSeries bars, int t, int horizon) =>
        t + horizon < bars.Count ? bars.Close[t + horizon] - bars.Close[t] : double.NaN;

    private static Bar Scaled(Bar bar, double factor) =>
        bar with
        {
            Open = bar.Open * factor,
            High = bar.High * factor,
            Low = bar.Low * factor,
            Close = bar.Close * factor,
        };

    private static BarSeries[] Market(int tickers, int bars = 120) =>
        [.. Enumerable.Range(0, tickers).Select(i => SampleBars.RandomWalk(bars, seed: 40 + i, $"T{i}"))];
}
