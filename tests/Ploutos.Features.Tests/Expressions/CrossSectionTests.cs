using Ploutos.Features.Expressions;
using Ploutos.MarketData;

namespace Ploutos.Features.Tests.Expressions;

/// <summary>Functions over all tickers of a day, against plain loops over the day.</summary>
public sealed class CrossSectionTests
{
    private static readonly BarSeries[] s_market = [.. Enumerable.Range(0, 9).Select(Ticker)];

    [Fact]
    public void A_rank_a_mean_and_a_distance_are_those_of_the_day_s_known_values()
    {
        FeatureMatrix[] sets = Compute("CSRank($volume)", "CSMean($volume)", "CSZScore($volume)");
        int seen = 0;
        for (int i = 0; i < s_market.Length; i++)
        {
            for (int t = 0; t < s_market[i].Count; t++)
            {
                double own = s_market[i].Volume[t];
                double[] day = DayOf(s_market[i].Dates[t]);
                if (day.Length < 5)
                {
                    Assert.All([0, 1, 2], j => Assert.Equal(double.NaN, sets[i][t, j]));
                    continue;
                }

                double mean = day.Average(),
                    deviation = Math.Sqrt(day.Sum(v => (v - mean) * (v - mean)) / (day.Length - 1));
                Assert.Equal(mean, sets[i][t, 1], 1e-9);
                double rank = (day.Count(v => v < own) + 0.5 * (day.Count(v => v == own) + 1)) / day.Length;
                Assert.Equal(double.IsNaN(own) ? double.NaN : rank, sets[i][t, 0], 1e-12);
                Assert.Equal((own - mean) / deviation, sets[i][t, 2], 1e-9);
                seen++;
            }
        }

        Assert.True(seen > 500);
    }

    [Fact]
    public void Functions_over_the_market_may_lie_inside_each_other_and_inside_windows()
    {
        FeatureMatrix[] whole = Compute(
            "CSRank(Mean($close-CSMean($close),5))",
            "Mean(CSRank($close),3)",
            "CSMean($close)",
            "$close-CSMean($close)"
        );
        FeatureMatrix[] ranks = Compute("CSRank($close)");
        for (int i = 0; i < s_market.Length; i++)
        {
            for (int t = 4; t < s_market[i].Count; t++)
            {
                double inside = (ranks[i][t, 0] + ranks[i][t - 1, 0] + ranks[i][t - 2, 0]) / 3;
                Assert.Equal(inside, whole[i][t, 1], 1e-12);
                Assert.Equal(s_market[i].Close[t] - whole[i][t, 2], whole[i][t, 3], 1e-12);
            }

            Assert.Contains(whole[i].Column(0).ToArray(), v => v is > 0 and < 1);
        }
    }

    [Fact]
    public void The_order_of_the_tickers_changes_no_bit()
    {
        var set = ExpressionSet.Inputs("m", new NamedExpression("z", "CSZScore($close)-CSMean($volume)"));
        FeatureMatrix[] forward = set.Compute(s_market),
            backward = set.Compute([.. s_market.Reverse()]);
        for (int i = 0; i < s_market.Length; i++)
            Assert.Equal(forward[i].Column(0).ToArray(), backward[^(i + 1)].Column(0).ToArray());
    }

    [Fact]
    public void Equal_values_have_no_distance_and_the_middle_rank()
    {
        var set = ExpressionSet.Inputs("m", new("z", "CSZScore($close*0+0.1)"), new("r", "CSRank($close*0+0.1)"));
        FeatureMatrix[] all = set.Compute([
            .. Enumerable.Range(0, 6).Select(i => OddBars.Make($"T{i}", [1], [2], [3])),
        ]);
        Assert.Equal(double.NaN, all[0][0, 0]);
        Assert.Equal(3.5 / 6, all[0][0, 1], 1e-12);
    }

    [Fact]
    public void A_ticker_that_stands_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => ExpressionSet.Alpha158.Compute([s_market[0], s_market[0]]));

    private static FeatureMatrix[] Compute(params string[] texts) =>
        ExpressionSet.Inputs("m", texts.Select((text, i) => new NamedExpression($"e{i}", text))).Compute(s_market);

    private static double[] DayOf(DateOnly day) =>
        [
            .. s_market
                .Select(bars => bars.Dates.BinarySearch(day) is >= 0 and var t ? bars.Volume[t] : double.NaN)
                .Where(v => !double.IsNaN(v)),
        ];

    /// <summary>Bars with ties, holes and days of their own; later tickers start later.</summary>
    private static BarSeries Ticker(int i)
    {
        var random = new Random(i);
        BarSeries bars = SampleBars.RandomWalk(120, i);
        Bar[] kept =
        [
            .. Enumerable
                .Range(4 * i, 120 - 4 * i)
                .Where(_ => random.Next(10) > 0)
                .Select(t =>
                    random.Next(12) == 0 ? SampleBars.Missing(bars[t]) : bars[t] with { Volume = random.Next(1, 8) }
                ),
        ];
        return BarSeries.FromBars($"T{i}", DataOrigin.Simulated, kept);
    }
}
