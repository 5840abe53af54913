using Ploutos.MarketData;
using Ploutos.Signals.Risk;
using Ploutos.Signals.Sizing;
using Ploutos.Workspace;

namespace Ploutos.Signals.Tests.Sizing;

/// <summary>The account that positions are of: what stays in it, and whose prices it is counted
/// by.</summary>
public sealed class SizeAccountTests(SizeTests.Market market) : IClassFixture<SizeTests.Market>
{
    private const string Still = SizeTests.Market.Still,
        Quoted = SizeTests.Market.Quoted;

    private static readonly string[] s_two = ["SIM01", "SIM02"];

    [Theory]
    [InlineData(5000, 1)]
    [InlineData(-5000, -1)]
    public void The_worth_of_what_is_held_and_cannot_be_sized_is_not_spent_again(double shares, int sign)
    {
        const double capital = 1e6;
        double worth = Math.Abs(shares) * Math.Round(market.Bars[5].Close[^1], 4);
        SizeReport report = Size(
            new(capital, 5, ["SIM01", "SIM02", "SIM06"])
            {
                Holdings = new Dictionary<string, double> { ["SIM06"] = shares },
                MaxPosition = 1,
            }
        );
        LeftOutTicker left = Assert.Single(report.LeftOut);
        Assert.Equal(sign * worth, left.Worth!.Value, 1e-6);
        Assert.Equal(capital - worth, report.Investable, 1e-6);
        Assert.InRange(report.Invested, 0.99 * report.Investable, report.Investable);
        Assert.Equal(capital, report.Invested + report.Cash + left.Worth!.Value, 1e-6);
        Assert.Equal(report.Invested, report.Positions.Sum(p => p.Worth), 1e-3);
        Assert.Contains(report.Notes, n => n.StartsWith("What is held of SIM06 stays", StringComparison.Ordinal));
    }

    [Fact]
    public void A_capital_below_the_worth_of_what_stays_is_refused_with_that_worth()
    {
        PloutosException refusal = Fails(
            new(100, 0.1, ["SIM01", "SIM06"]) { Holdings = new Dictionary<string, double> { ["SIM06"] = 1e5 } }
        );
        Assert.Equal(Fault.WrongUsage, refusal.Fault);
        Assert.Matches(@"^capital must be above \d+.*\(SIM06: it has 60 bars.*\), but got 100\.", refusal.Message);
    }

    [Fact]
    public void A_ticker_that_stopped_moving_is_left_out_and_the_others_are_sized()
    {
        SizeReport report = Size(new(1e6, 0.1, [.. s_two, Still]) { AcceptSerious = true });
        Assert.Equal(s_two, report.Positions.Select(p => p.Ticker));
        LeftOutTicker left = Assert.Single(report.LeftOut);
        Assert.Equal(Still, left.Ticker);
        Assert.Contains("on the 66 days after", left.Reason, StringComparison.Ordinal);
        Assert.Contains(
            "did not move",
            Fails(new(1e6, 0.1, [Still]) { AcceptSerious = true }).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(SizeTests.Market.SplitDay - 5)]
    [InlineData(SizeTests.Market.SplitDay + 5)]
    [InlineData(SizeTests.Market.SplitDay + 20)]
    public void Shares_of_a_past_day_are_counted_by_the_price_of_that_day(int day)
    {
        Bar bar = market.Bars[8][day];
        SizeReport report = Size(new(1e6, 0.1, ["SIM01", Quoted]) { AsOf = bar.Date, AcceptSerious = true });
        SizedPosition quoted = report.Positions.Single(p => p.Ticker == Quoted);
        Assert.Equal(Math.Round(SizeTests.Market.QuoteOver(day) * bar.Close, 4), quoted.Price, 1e-3);
        Assert.Equal(bar.Date, quoted.PricedOn);
        string note = Assert.Single(report.Notes, n => n.Contains("splits and dividends", StringComparison.Ordinal));
        Assert.StartsWith("SIM01: no splits and dividends are stored.", note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_day_is_priced_by_its_close_and_needs_no_note()
    {
        SizeReport report = Size(new(1e6, 0.1, ["SIM01", Quoted]) { AcceptSerious = true });
        Assert.Equal(market.Bars[8].Close[^1], report.Positions[1].Price, 1e-3);
        Assert.DoesNotContain(report.Notes, n => n.Contains("splits and dividends", StringComparison.Ordinal));
    }

    [Fact]
    public void Damaged_bars_of_one_ticker_hinder_no_other()
    {
        using var other = new SizeTests.Market();
        CancellationToken stop = TestContext.Current.CancellationToken;
        RiskReport before = other.Workflows.Risk(new RiskRequest("SIM01"), cancellation: stop);
        StoreDamage.Of(other.Workspace, "SIM02");
        RiskReport risk = other.Workflows.Risk(new RiskRequest("SIM01"), cancellation: stop);
        Assert.Equal(before.MarketTickers - 1, risk.MarketTickers);
        Assert.Contains(risk.Notes, IsOfTheMarket);
        SizeReport report = other.Workflows.Size(new(1e6, 0.1, ["SIM01", "SIM02", "SIM03"]), cancellation: stop);
        Assert.Equal(["SIM01", "SIM03"], report.Positions.Select(p => p.Ticker));
        Assert.Contains("are damaged", Assert.Single(report.LeftOut).Reason, StringComparison.Ordinal);
        Assert.Contains(
            "are damaged",
            Assert
                .Throws<PloutosException>(() => other.Workflows.Size(new(1e6, 0.1, ["SIM02"]), cancellation: stop))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<PloutosException>(() => other.Workflows.Risk(new RiskRequest("SIM02"), cancellation: stop));
    }

    [Fact]
    public void A_past_day_of_a_ticker_whose_quoted_prices_are_damaged_hinders_no_other()
    {
        using var other = new SizeTests.Market();
        StoreDamage.Of(other.Workspace, "SIM02", onlyDelivered: true);
        SizeReport report = other.Workflows.Size(
            new(1e6, 0.1, ["SIM01", "SIM02", "SIM03"])
            {
                AsOf = market.Bars[0].Dates[880],
                Holdings = new Dictionary<string, double> { ["SIM02"] = 3 },
            },
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(["SIM01", "SIM03"], report.Positions.Select(p => p.Ticker));
        LeftOutTicker left = Assert.Single(report.LeftOut);
        Assert.Equal(("SIM02", 3, null), (left.Ticker, left.Held, left.Worth));
        Assert.StartsWith("its prices as quoted can't be read: ", left.Reason, StringComparison.Ordinal);
    }

    private static bool IsOfTheMarket(string note) =>
        note.StartsWith("SIM02 is left out of the market: ", StringComparison.Ordinal)
        && note.Contains("are damaged", StringComparison.Ordinal);

    private SizeReport Size(SizeRequest request) =>
        market.Workflows.Size(request, null, TestContext.Current.CancellationToken);

    private PloutosException Fails(SizeRequest request) => Assert.Throws<PloutosException>(() => Size(request));
}
