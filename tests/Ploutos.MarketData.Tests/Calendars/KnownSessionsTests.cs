using System.Globalization;
using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Tests.Calendars;

/// <summary>What a market knows of another when its own bar is final.</summary>
public sealed class KnownSessionsTests
{
    private static readonly string[] Tickers =
    [
        "NVDA",
        "RY.TO",
        "SHEL.L",
        "MC.PA",
        "ASML.AS",
        "UCB.BR",
        "ENI.MI",
        "SAN.MC",
        "SAP.DE",
        "NESN.SW",
        "VOLV-B.ST",
        "7203.T",
        "0700.HK",
        "BHP.AX",
        "BTC-USD",
        "EURUSD=X",
    ];

    [Theory]
    [InlineData("MC.PA", "7203.T", "2024-05-02", "2024-05-02")] // Tokyo's is over
    [InlineData("MC.PA", "NVDA", "2024-05-02", "2024-05-01")] // New York's has not begun
    [InlineData("7203.T", "MC.PA", "2024-05-02", "2024-04-30")] // 1 May is a holiday in Paris
    [InlineData("NVDA", "MC.PA", "2024-05-02", "2024-05-02")]
    [InlineData("NVDA", "^GSPC", "2024-05-02", "2024-05-02")] // one market, one moment
    [InlineData("NVDA", "BTC-USD", "2024-05-06", "2024-05-05")] // a Sunday's
    [InlineData("MC.PA", "NVDA", "2024-12-24", "2024-12-23")] // half days on both sides
    public void Of_another_market_that_session_is_known_which_was_over_before(
        string own,
        string other,
        string day,
        string known
    )
    {
        BarSeries bars = Year(own),
            told = Year(other);
        int at = bars.Dates.BinarySearch(DateOnly.Parse(day, CultureInfo.InvariantCulture));
        Assert.Equal(DateOnly.Parse(known, CultureInfo.InvariantCulture), told.Dates[KnownSessions.Of(bars, told)[at]]);
    }

    [Fact]
    public void Between_any_two_markets_nothing_is_known_that_was_not_over_and_nothing_that_was_is_missed()
    {
        foreach (string own in Tickers)
            foreach (string other in Tickers)
            {
                BarSeries bars = Year(own),
                    told = Year(other);
                ExchangeCalendar market = TickerMarket.Find(other)!;
                int[] known = KnownSessions.Of(bars, told);
                for (int t = 0; t < known.Length; t++)
                {
                    DateTimeOffset final = TickerMarket.Find(own)!.FinishedAt(bars.Dates[t]);
                    Assert.True(known[t] < 0 || market.FinishedAt(told.Dates[known[t]]) <= final);
                    Assert.True(known[t] + 1 >= told.Count || market.FinishedAt(told.Dates[known[t] + 1]) > final);
                    // What comes later changes nothing.
                    if (t % 50 == 0)
                        Assert.Equal(known[..(t + 1)], KnownSessions.Of(bars, told.Slice(0, known[t] + 1))[..(t + 1)]);
                }
            }
    }

    private static BarSeries Year(string ticker) =>
        BarSeries.FromBars(
            ticker,
            DataOrigin.Observed,
            [
                .. TickerMarket
                    .Find(ticker)!
                    .Sessions(new(2024, 1, 1), new(2024, 12, 31))
                    .Select(d => new Bar(d, 1, 1, 1, 1, 1)),
            ]
        );
}
