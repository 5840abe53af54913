using CsCheck;
using Ploutos.Features.Expressions;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.Tests;

namespace Ploutos.Features.Tests.Market;

/// <summary>A set of tickers of several exchanges: each is told of its own exchange alone, since a date does
/// not end everywhere at the same moment.</summary>
public sealed class ExchangesTests
{
    private static readonly string[] s_suffixes = ["", ".T", ".PA", ".L", ".HK", ".AX", ".KS", "-USD", "=X"];

    [Fact]
    public void Every_exchange_with_five_tickers_has_a_market_and_its_bits_are_those_of_the_exchange_alone()
    {
        BarSeries[] newYork = Tickers("", 6, 5),
            tokyo = Tickers(".T", 5, 6),
            paris = Tickers(".PA", 4, 7);
        var all = MarketFeatures.Compute([.. tokyo, .. paris, .. newYork]);
        Assert.Equal(["XNYS", "XTKS", "XPAR"], all.Exchanges.Select(e => e.Code));
        foreach (BarSeries[] exchange in new[] { newYork, tokyo })
        {
            var alone = MarketFeatures.Compute(exchange);
            foreach (BarSeries ticker in exchange)
            {
                Assert.True(Same(alone, all, ticker));
                Assert.Equal(MarketCoverage.Covered, all.CoverageOf(ticker.Ticker, ticker.Dates[^1]));
                Assert.Equal(exchange.Length, all.MembersOn(ticker.Ticker, ticker.Dates[^1]));
            }
        }

        Assert.Equal(MarketCoverage.TooFewTickers, all.CoverageOf(paris[0].Ticker, paris[0].Dates[^1]));
        Assert.Equal(MarketCoverage.TickerOutsideMarket, all.CoverageOf("AIR.PA", paris[0].Dates[^1]));
        Assert.Equal(4, all.MembersOn("AIR.PA", paris[0].Dates[^1]));
        Assert.Equal(0, all.MembersOn("SAP.DE", paris[0].Dates[^1]));
    }

    [Fact]
    public void Other_bars_of_another_exchange_in_whatever_time_zone_change_no_value_on_any_day() =>
        Gen.Select(Gen.Int[0, s_suffixes.Length - 1], Gen.Int[0, s_suffixes.Length - 1], Gen.Int[0, 1000])
            .Where((own, other, _) => own != other)
            .Sample(
                (own, other, seed) =>
                {
                    BarSeries[] mine = Tickers(s_suffixes[own], 5, seed);
                    var one = MarketFeatures.Compute([.. mine, .. Tickers(s_suffixes[other], 6, seed + 1)]);
                    var two = MarketFeatures.Compute([.. mine, .. Tickers(s_suffixes[other], 7, seed + 2)]);
                    return mine.All(b => Same(one, two, b));
                },
                iter: 30
            );

    [Fact]
    public void Functions_over_all_tickers_of_a_day_take_those_of_the_exchange()
    {
        var set = ExpressionSet.Inputs("ranks", [new("rank", "CSRank($close)"), new("mean", "CSMean($close)")]);
        BarSeries[] newYork = Tickers("", 6, 15),
            tokyo = Tickers(".T", 5, 16),
            paris = Tickers(".PA", 2, 17);
        FeatureMatrix[] together = set.Compute([.. newYork, .. paris, .. tokyo]);
        FeatureMatrix[] apart = [.. set.Compute(newYork), .. set.Compute(tokyo)];
        foreach (FeatureMatrix alone in apart)
        {
            FeatureMatrix seen = together.Single(m => m.Bars == alone.Bars);
            foreach (string name in set.Names)
                Assert.Equal(
                    alone.Column(name).ToArray().Select(BitConverter.DoubleToInt64Bits),
                    seen.Column(name).ToArray().Select(BitConverter.DoubleToInt64Bits)
                );
        }

        Assert.All(together[6].Column("mean").ToArray(), v => Assert.Equal(double.NaN, v));
        Assert.Contains(
            "5 of one exchange, but got 4",
            Assert.ThrowsAny<Exception>(() => set.Compute([.. newYork[..4], .. tokyo[..3]])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Tickers_without_a_calendar_are_of_one_market_by_their_suffix() =>
        Assert.Equal(
            [".KS", "=F", "^BVSP", "XTKS", "24/7"],
            new[] { "005930.KS", "ES=F", "^BVSP", "7203.T", "BTC-USD" }.Select(t => TickerMarket.GroupOf(t, null))
        );

    private static bool Same(MarketFeatures a, MarketFeatures b, BarSeries bars)
    {
        double[] one = new double[MarketFeatures.Names.Count],
            other = new double[one.Length];
        foreach (DateOnly day in bars.Dates)
        {
            a.CopyDay(bars.Ticker, day, one);
            b.CopyDay(bars.Ticker, day, other);
            if (!one.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(other.Select(BitConverter.DoubleToInt64Bits)))
                return false;
        }

        return true;
    }

    private static BarSeries[] Tickers(string suffix, int count, int seed) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    BarSeries bars = SampleBars.RandomWalk(300, seed * 100 + i);
                    return BarSeries.FromBars(
                        $"{(char)('A' + i)}XY{suffix}",
                        bars.Origin,
                        [.. Enumerable.Range(0, bars.Count).Select(t => bars[t])]
                    );
                }),
        ];
}
