using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Tests;

public sealed class DatedUniverseTests
{
    [Theory]
    [InlineData("djia", 30, "XNYS")]
    [InlineData("CAC40", 40, "XPAR XAMS")]
    [InlineData("dax", 40, "XETR")]
    [InlineData("ftse100", 100, "XLON")]
    [InlineData("crypto10", 10, "24/7")]
    public void A_universe_has_its_members_each_once_on_its_market(string name, int members, string markets)
    {
        IReadOnlyList<string> tickers = Universe.Resolve(name);
        Assert.Equal(members, tickers.Distinct().Count());
        Assert.Equal(tickers, tickers.Select(t => Ticker.Parse(t).Symbol));
        Assert.Equal(markets.Split(' ').Order(), tickers.Select(t => TickerMarket.Find(t)!.Mic).Distinct().Order());
    }

    [Fact]
    public void A_universe_says_of_which_day_it_is_and_what_that_does_to_the_past() =>
        Assert.All(
            DatedUniverse.All,
            u =>
            {
                Assert.Contains($"as of {u.AsOf:yyyy-MM-dd}", u.SurvivorshipNote, StringComparison.Ordinal);
                Assert.Contains("survivorship bias", u.SurvivorshipNote, StringComparison.Ordinal);
            }
        );
}
