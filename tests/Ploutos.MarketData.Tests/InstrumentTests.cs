using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Storage;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>What is known of a ticker beside its bars: from its name, its source, or the
/// user.</summary>
public sealed class InstrumentTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 1, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("MC.PA", "XPAR", null, InstrumentKind.Unknown)]
    [InlineData("NVDA", "XNYS", null, InstrumentKind.Unknown)]
    [InlineData("btc-usd", "24/7", "USD", InstrumentKind.Crypto)]
    [InlineData("BTC-USDT", "24/7", "USDT", InstrumentKind.Crypto)]
    [InlineData("EURUSD=X", "24/5", "USD", InstrumentKind.Currency)]
    [InlineData("JPY=X", "24/5", "JPY", InstrumentKind.Currency)]
    [InlineData("^FTSE", "XLON", null, InstrumentKind.Index)]
    [InlineData("ES=F", null, null, InstrumentKind.Future)]
    public void A_name_tells_market_kind_and_some_currencies(
        string ticker,
        string? market,
        string? currency,
        InstrumentKind kind
    ) =>
        Assert.Equal(
            new Instrument
            {
                Market = market,
                Currency = currency,
                Kind = kind,
            },
            NamedInstrument.Of(ticker)
        );

    [Theory]
    [InlineData("SHEL.L", "XLON", "GBP", "GBp", InstrumentKind.Share, true)]
    [InlineData("7203.T", "XTKS", "JPY", null, InstrumentKind.Share, true)]
    [InlineData("EURUSD=X", "24/5", "USD", null, InstrumentKind.Currency, false)]
    [InlineData("^VIX", "XNYS", "USD", null, InstrumentKind.Index, false)]
    public async Task What_a_source_tells_is_stored(
        string ticker,
        string market,
        string currency,
        string? quotedIn,
        InstrumentKind kind,
        bool hasVolume
    )
    {
        using var harness = new SourceHarness(Now, new MarketAnswers().Answer);
        await harness.FetchAsync(ticker, new() { From = new(2026, 11, 2) });
        Assert.Equal(
            new Instrument
            {
                Market = market,
                Currency = currency,
                QuotedIn = quotedIn,
                Kind = kind,
                HasVolume = hasVolume,
            },
            harness.Store.Find(ticker)!.Instrument
        );
    }

    [Fact]
    public void What_the_user_sets_goes_first_and_the_bars_are_held_against_that_market()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        // Paris trades on 4 July, New York does not; and not on 1 May and the Easter days.
        DateOnly[] days = [.. ExchangeCalendars.Find("XPAR")!.Sessions(new(2025, 6, 2), new(2025, 7, 31))];
        store.Save(Series("AIRBUS", days), Now);
        Assert.Equal("XNYS", store.Find("AIRBUS")!.Instrument.Market);
        Assert.Contains(store.Findings("AIRBUS"), f => f.Reason == QualityReason.ClosedDay);

        store.Set("AIRBUS", new() { Market = "XPAR", Currency = "EUR" });
        store.Set("AIRBUS", new() { Kind = InstrumentKind.Share });
        Instrument known = store.Find("AIRBUS")!.Instrument;
        Assert.Equal(
            ("XPAR", "EUR", InstrumentKind.Share, true),
            (known.Market, known.Currency, known.Kind, known.HasVolume)
        );
        Assert.Empty(store.Findings("AIRBUS"));
        Assert.Equal("XPAR", store.ClockOf("AIRBUS").Mic);
        Assert.Equal("XPAR", TickerMarket.ClockOf(store.Read("AIRBUS").UpTo(days[10])).Mic);

        // Later deliveries keep to it, too.
        SaveResult more = store.Save(Series("AIRBUS", [.. days, new(2025, 8, 1)]), Now);
        Assert.Equal(SaveOutcome.Extended, more.Outcome);
        Assert.Empty(more.Checked.Report.Findings);
    }

    [Fact]
    public void Without_volume_the_bars_are_read_as_if_they_had_none_and_nothing_is_lost()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        store.Save(Series("NVDA", [.. NewYorkCalendar.TradingDays(new(2025, 6, 2), new(2025, 7, 31))]), Now);
        double[] volume = store.Read("NVDA").Volume.ToArray();
        store.Set("NVDA", new() { HasVolume = false });
        Assert.All(store.Read("NVDA").Volume.ToArray(), v => Assert.True(double.IsNaN(v)));
        Assert.False(store.Find("NVDA")!.Instrument.HasVolume);
        // A later delivery extends what is stored, and opens no vintage.
        SaveResult more = store.Save(
            Series("NVDA", [.. NewYorkCalendar.TradingDays(new(2025, 6, 2), new(2025, 8, 1))]),
            Now
        );
        Assert.Equal((SaveOutcome.Extended, 1), (more.Outcome, more.Vintage));
        store.Set("NVDA", new() { HasVolume = true });
        Assert.Equal(volume, store.Read("NVDA").Volume[..volume.Length].ToArray());
    }

    [Fact]
    public void A_ticker_that_is_not_stored_has_nothing_to_set_and_one_that_is_removed_leaves_nothing()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        Assert.Throws<NoDataException>(() => store.Set("NVDA", new() { Currency = "USD" }));
        DateOnly[] days = [.. NewYorkCalendar.TradingDays(new(2025, 6, 2), new(2025, 6, 30))];
        store.Save(Series("NVDA", days), Now);
        store.Set("NVDA", new() { Currency = "USD" });
        store.Remove(["NVDA"]);
        store.Save(Series("NVDA", days), Now);
        Assert.Null(store.Find("NVDA")!.Instrument.Currency);
    }

    [Fact]
    public void A_store_of_the_version_before_is_listed_and_read_and_learns_its_instruments()
    {
        string path = _folder.File("ploutos.db");
        BarSeries bars;
        using (BarStore store = BarStore.Open(path))
        {
            store.Save(
                Series("MC.PA", [.. ExchangeCalendars.Find("XPAR")!.Sessions(new(2025, 6, 2), new(2025, 6, 30))]),
                Now
            );
            bars = store.Read("MC.PA");
        }

        using (SqliteConnection connection = Sqlite.Open(path, SqliteOpenMode.ReadWrite))
            Sqlite.Execute(connection, "DROP TABLE instrument; PRAGMA user_version = 1;");
        using BarStore again = BarStore.Open(path);
        StoredTicker listed = Assert.Single(again.List());
        Assert.Equal(("MC.PA", "XPAR", null), (listed.Ticker, listed.Instrument.Market, listed.Instrument.HasVolume));
        Assert.Equal(bars.Close.ToArray(), again.Read("MC.PA").Close.ToArray());
        Assert.True(File.Exists(path + ".v1.bak"));
        again.Set("MC.PA", new() { Currency = "EUR" });
        Assert.Equal("EUR", again.Find("MC.PA")!.Instrument.Currency);
    }

    private static DeliveredSeries Series(string ticker, DateOnly[] days) =>
        new(
            ticker,
            "csv",
            "made up",
            DataOrigin.Observed,
            [
                .. days.Select(
                    (d, i) => DeliveredBar.Plain(d, 100 + (i % 7), 102 + (i % 7), 99 + (i % 7), 101 + (i % 7), 1000 + i)
                ),
            ],
            []
        );
}
