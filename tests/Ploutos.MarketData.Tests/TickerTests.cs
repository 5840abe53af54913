namespace Ploutos.MarketData.Tests;

public sealed class TickerTests
{
    [Theory]
    [InlineData("nvda", "NVDA")]
    [InlineData(" brk.b ", "BRK.B")]
    [InlineData("BF-B", "BF-B")]
    [InlineData("^GSPC", "^GSPC")]
    [InlineData("EURUSD=X", "EURUSD=X")]
    public void Names_that_markets_use_are_taken_in_upper_case(string text, string ticker) =>
        Assert.Equal(ticker, Ticker.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("../etc/passwd")]
    [InlineData("A..B")]
    [InlineData(".A")]
    [InlineData("A/B")]
    [InlineData(@"A\B")]
    [InlineData("A'; DROP TABLE ticker; --")]
    [InlineData("A B")]
    [InlineData("ABCDEFGHIJKLMNOP")]
    [InlineData("ÄPFEL")]
    public void What_could_be_a_path_or_a_statement_is_refused_with_the_rule(string text) =>
        Assert.Contains(
            Ticker.Rule,
            Assert.Throws<MarketDataException>(() => Ticker.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_list_is_parted_by_commas_or_blanks_and_names_each_once() =>
        Assert.Equal(["NVDA", "AAPL", "MSFT"], Ticker.ParseList("NVDA, aapl\nMSFT,NVDA").Select(t => t.Symbol));

    [Fact]
    public void What_was_refused_is_no_ticker_and_two_spellings_of_a_name_are_one()
    {
        Assert.False(Ticker.TryParse("A/B", out Ticker refused));
        Assert.Equal("", refused.Symbol);
        Assert.Equal(Ticker.Parse("rds.a"), Ticker.Parse(" RDS.A "));
    }
}
