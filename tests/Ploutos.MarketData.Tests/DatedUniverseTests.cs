using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Tests;

public sealed class DatedUniverseTests
{
    [Theory]
    [InlineData("djia", 30, "XNYS")]
    [InlineData("cac40", 40, "XPAR XAMS")]
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

    [Theory]
    [InlineData("DAX")]
    [InlineData("Dax")]
    public void In_another_case_than_the_lower_one_the_word_is_a_ticker(string name) =>
        Assert.Equal(["DAX"], Universe.Resolve(name));

    [Theory]
    [InlineData("cac40", "FGR.PA ENX.PA", "EDEN.PA TEP.PA")]
    [InlineData("dax", "G1A.DE G24.DE FME.DE", "P911.DE SRT3.DE 1COV.DE")]
    [InlineData("ftse100", "BLND.L BRBY.L MTLN.L", "WPP.L TW.L UTG.L BME.L")]
    public void The_last_changes_before_its_day_are_in_a_list(string name, string joined, string left)
    {
        DatedUniverse universe = DatedUniverse.Find(name)!;
        Assert.Equal(new DateOnly(2025, 12, 22), universe.AsOf);
        Assert.Subset(universe.Tickers.ToHashSet(), joined.Split(' ').ToHashSet());
        Assert.Empty(universe.Tickers.Intersect(left.Split(' ')));
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
