using CsCheck;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Features.Tests.Market;

public sealed class MarketFeaturesTests
{
    [Fact]
    public void Another_future_of_one_ticker_changes_no_earlier_value_of_any_ticker() =>
        Gen.Select(Gen.Int[300, 420], Gen.Int[0, 5], Gen.Int[0, 1000])
            .Sample(
                (known, changed, seed) =>
                {
                    BarSeries[] market = Market(6, 430, seed),
                        other = [.. market];
                    BarSeries future = SampleBars.RandomWalk(430, seed + 5000);
                    other[changed] = market[changed].With((t, bar) => t < known ? bar : future[t]);
                    DateOnly last = market[0].Dates[known - 1];
                    return SameUpTo(MarketFeatures.Compute(market), MarketFeatures.Compute(other), last);
                },
                iter: 40
            );

    [Fact]
    public void A_ticker_that_ends_early_starts_late_or_misses_days_after_a_day_changes_nothing_before_it() =>
        Gen.Select(Gen.Int[300, 420], Gen.Int[0, 5], Gen.Int[0, 1000])
            .Sample(
                (known, changed, seed) =>
                {
                    BarSeries[] market = Market(6, 430, seed),
                        shorter = [.. market],
                        holed = [.. market],
                        joined = [.. market, Renamed(SampleBars.RandomWalk(430, seed + 77), "LATE").Slice(known, 10)];
                    shorter[changed] = market[changed].Slice(0, known);
                    holed[changed] = Without(market[changed], t => t >= known && t % 3 == 0);
                    DateOnly last = market[0].Dates[known - 1];
                    MarketFeatures whole = MarketFeatures.Compute(market);
                    return new[] { shorter, holed, joined }.All(m => SameUpTo(whole, MarketFeatures.Compute(m), last));
                },
                iter: 20
            );

    [Fact]
    public void The_order_of_the_tickers_changes_no_bit()
    {
        BarSeries[] market = Market(7, 400, 3);
        DateOnly last = market[0].Dates[^1];
        Assert.True(SameUpTo(MarketFeatures.Compute(market), MarketFeatures.Compute([.. market.Reverse()]), last));
    }

    [Fact]
    public void The_newest_days_first_and_the_others_when_asked_for_have_the_bits_of_all_days() =>
        Gen.Select(Gen.Int[1, 1500], Gen.Int[0, 400], Gen.Int[0, 1000])
            .Sample(
                (bars, shorter, seed) =>
                {
                    BarSeries[] market = Market(7, bars, seed);
                    market[1] = market[1].Slice(0, Math.Max(0, bars - shorter));
                    market[2] = Without(market[2], t => (t + seed) % 5 == 0);
                    market[3] = market[3].Slice(Math.Min(bars - 1, shorter), bars - Math.Min(bars - 1, shorter));
                    MarketFeatures whole = MarketFeatures.Compute(market),
                        newest = MarketFeatures.ComputeNewest(market);
                    return SameUpTo(whole, newest, DateOnly.MaxValue)
                        && SameUpTo(whole.Of(["T0", "T2"]), newest.Of(["T0", "T2"]), DateOnly.MaxValue)
                        && SameUpTo(whole.Shuffled(3), newest.Shuffled(3), DateOnly.MaxValue)
                        && whole
                            .Exchanges[0]
                            .Days.ToArray()
                            .All(d => whole.CoverageOf("T1", d) == newest.CoverageOf("T1", d));
                },
                iter: 60
            );

    [Fact]
    public void The_newest_days_of_real_tickers_and_those_before_have_the_bits_of_all_days()
    {
        IReadOnlyList<BarSeries> bars = RealMarket.BarsOrSkip();
        Assert.True(SameUpTo(MarketFeatures.Compute(bars), MarketFeatures.ComputeNewest(bars), DateOnly.MaxValue));
    }

    [Fact]
    public void A_value_is_the_mean_over_the_tickers_whose_own_value_is_known_on_the_day()
    {
        BarSeries[] market = Market(6, 400, 11);
        market[2] = Without(market[2], t => t == 390);
        market[5] = market[5].Slice(200, 200);
        MarketFeatures features = MarketFeatures.Compute(market);
        DateOnly day = market[0].Dates[390];
        double[] actual = new double[8];
        features.CopyDay("T0", day, actual);
        double expected = new[] { 0, 1, 3, 4 }.Average(i => FeatureSet.Risk.Compute(market[i]).Column("range_22")[390]);
        Assert.Equal(expected, actual[MarketFeatures.Names.ToList().IndexOf("market_range_22")], 1e-12);
        Assert.Equal(4, features.MembersOn("T0", day));
        Assert.Equal(MarketCoverage.TooFewTickers, features.CoverageOf(market[0].Ticker, day));
        Assert.Equal(5, features.MembersOn("T0", market[0].Dates[391]));
        Assert.Equal(MarketCoverage.Covered, features.CoverageOf(market[0].Ticker, market[0].Dates[391]));
    }

    [Fact]
    public void The_index_is_the_mean_return_of_the_tickers_that_traded_and_is_held_against_its_own_quarter()
    {
        BarSeries[] market = Market(5, 200, 21);
        double[] index = new double[200];
        for (int t = 1; t < index.Length; t++)
            index[t] = market.Average(b => Math.Log(b.Close[t] / b.Close[t - 1]));
        double quarter = Math.Sqrt(index[^66..].Average(i => i * i));
        double[] actual = new double[8];
        MarketFeatures.Compute(market).CopyDay(market[0].Ticker, market[0].Dates[^1], actual);
        Assert.Equal(index[^1] / quarter, actual[6], 1e-9);
        Assert.Equal(index[^5..].Sum() / (quarter * Math.Sqrt(5)), actual[7], 1e-9);
    }

    [Fact]
    public void A_ticker_or_a_day_outside_the_market_and_a_market_of_one_ticker_say_why_the_market_does_not_hold()
    {
        BarSeries[] market = Market(5, 300, 4);
        MarketFeatures features = MarketFeatures.Compute(market);
        DateOnly day = market[0].Dates[299];
        double[] values = new double[8];
        features.CopyDay("T0", day.AddDays(1), values);
        Assert.All(values, v => Assert.Equal(double.NaN, v));
        Assert.Equal(MarketCoverage.TickerOutsideMarket, features.CoverageOf("OTHER", day));
        Assert.Equal(MarketCoverage.DayOutsideMarket, features.CoverageOf(market[0].Ticker, day.AddDays(1)));
        Assert.Equal(
            MarketCoverage.TooFewTickers,
            MarketFeatures.Compute([market[0]]).CoverageOf(market[0].Ticker, day)
        );
        Assert.Empty(MarketFeatures.Compute([]).Exchanges);
    }

    [Fact]
    public void A_ticker_that_occurs_twice_is_refused()
    {
        BarSeries bars = SampleBars.RandomWalk(10, 1);
        Assert.Contains(
            "TEST twice",
            Assert.Throws<ArgumentException>(() => MarketFeatures.Compute([bars, bars])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_flat_market_has_no_index_return_and_a_range_that_says_nothing()
    {
        BarSeries[] market = [.. Enumerable.Range(0, 5).Select(i => Renamed(SampleBars.Flat(300), $"F{i}"))];
        double[] values = new double[8];
        MarketFeatures.Compute(market).CopyDay(market[0].Ticker, market[0].Dates[299], values);
        Assert.All(values[..6], v => Assert.Equal(0, v, 1e-12));
        Assert.All(values[6..], v => Assert.Equal(double.NaN, v));
    }

    [Fact]
    public void A_shuffled_market_has_the_same_values_on_other_days()
    {
        BarSeries[] market = Market(5, 400, 8);
        MarketFeatures whole = MarketFeatures.Compute(market),
            shuffled = whole.Shuffled(1);
        double[][] before = [.. Rows(whole)],
            after = [.. Rows(shuffled)];
        Assert.Equal(before.Select(r => r[0]).Order(), after.Select(r => r[0]).Order());
        int moved = before.Zip(after).Count(r => !double.IsNaN(r.First[0]) && r.First[0] != r.Second[0]);
        Assert.InRange(moved, 130, 149);
    }

    [Fact]
    public void On_the_day_that_most_real_tickers_miss_the_seven_others_are_the_market_and_a_zero_low_leaves_one_out()
    {
        MarketFeatures market = MarketFeatures.Compute(RealMarket.BarsOrSkip());
        DateOnly sparse = new(2017, 7, 31);
        Assert.Equal(7, market.MembersOn("AAPL", sparse));
        Assert.Equal(MarketCoverage.DayOutsideMarket, market.CoverageOf("AAPL", new(2017, 7, 30)));
        Assert.Equal(market.MembersOn("AAPL", new(2009, 4, 16)) - 1, market.MembersOn("AAPL", new(2009, 4, 17)));
    }

    private static BarSeries[] Market(int tickers, int bars, int seed) =>
        [.. Enumerable.Range(0, tickers).Select(i => Renamed(SampleBars.RandomWalk(bars, seed * 100 + i), $"T{i}"))];

    private static BarSeries Renamed(BarSeries bars, string ticker) =>
        BarSeries.FromBars(ticker, bars.Origin, [.. Enumerable.Range(0, bars.Count).Select(t => bars[t])]);

    private static BarSeries Without(BarSeries bars, Func<int, bool> missing) =>
        BarSeries.FromBars(
            bars.Ticker,
            bars.Origin,
            [.. Enumerable.Range(0, bars.Count).Where(t => !missing(t)).Select(t => bars[t])]
        );

    private static IEnumerable<double[]> Rows(MarketFeatures features)
    {
        DateOnly[] days = features.Exchanges[0].Days.ToArray();
        foreach (DateOnly day in days)
        {
            double[] row = new double[MarketFeatures.Names.Count];
            features.Exchanges[0].CopyDay(day, row);
            yield return row;
        }
    }

    private static bool SameUpTo(MarketFeatures a, MarketFeatures b, DateOnly last)
    {
        (ExchangeFeatures one, ExchangeFeatures other) = (a.Exchanges[0], b.Exchanges[0]);
        int days = one.Days.ToArray().Count(d => d <= last);
        return one.Days[..days].SequenceEqual(other.Days[..days])
            && one.Days.ToArray().Take(days).All(d => one.MembersOn(d) == other.MembersOn(d))
            && Rows(a)
                .Zip(Rows(b))
                .Take(days)
                .All(r =>
                    r.First.Select(BitConverter.DoubleToInt64Bits)
                        .SequenceEqual(r.Second.Select(BitConverter.DoubleToInt64Bits))
                );
    }
}
