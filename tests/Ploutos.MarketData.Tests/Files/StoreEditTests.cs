using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Files;

/// <summary>Tickers removed from the store, and renamed in it.</summary>
public sealed class StoreEditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BarStore _store;

    public StoreEditTests()
    {
        _store = BarStore.Open(_folder.File("ploutos.db"));
        foreach (string ticker in new[] { "AAA", "BBB" })
            _store.Save(Sample.Delivered(ticker, [.. Sample.Quiet(250)]), DateTimeOffset.UnixEpoch);
        // A second vintage shares chunks with the first
        _store.Save(
            Sample.Delivered("AAA", [.. Sample.Quiet(250).Select((b, i) => i == 249 ? b with { Volume = 7 } : b)]),
            DateTimeOffset.UnixEpoch
        );
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_removed_ticker_leaves_nothing_and_the_others_stay()
    {
        BarSeries before = _store.Read("BBB");
        _store.Remove(["AAA"]);
        Assert.Equal(["BBB"], _store.List().Select(t => t.Ticker));
        Assert.Equal(SeriesHash.Of(before), SeriesHash.Of(_store.Read("BBB")));
        Assert.Empty(_store.Verify());
        _store.Remove(["BBB"]);
        foreach (
            string table in new[] { "ticker", "vintage", "piece", "chunk", "fetch", "finding", "corporate_action" }
        )
            Assert.Equal(0L, Count(table));
    }

    [Fact]
    public void Where_one_of_several_is_unknown_none_is_removed()
    {
        Assert.Throws<NoDataException>(() => _store.Remove(["AAA", "NOPE"]));
        Assert.Equal(["AAA", "BBB"], _store.List().Select(t => t.Ticker));
    }

    [Fact]
    public void A_renamed_ticker_keeps_its_bars_and_vintages()
    {
        BarSeries before = _store.Read("AAA");
        _store.Rename("AAA", "AAA.L");
        Assert.Equal(["AAA.L", "BBB"], _store.List().Select(t => t.Ticker));
        Assert.Equal(before.Close.ToArray(), _store.Read("AAA.L").Close.ToArray());
        Assert.Equal(2, _store.Vintages("AAA.L").Count);
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_and_nothing_is_overwritten()
    {
        MarketDataException e = Assert.Throws<MarketDataException>(() => _store.Rename("AAA", "bbb"));
        Assert.Equal(MarketDataFault.TickerTaken, e.Kind);
        Assert.Equal(["AAA", "BBB"], _store.List().Select(t => t.Ticker));
    }

    [Fact]
    public void A_ticker_that_ended_has_no_bars_after_its_end_until_it_goes_on()
    {
        BarSeries before = _store.Read("BBB");
        DateOnly end = before.Dates[100];
        _store.Set("BBB", new() { EndedOn = end, EndReason = EndReason.Merged });
        BarSeries ended = _store.Read("BBB");
        Assert.Equal((end, end, 101), (ended.EndedOn, ended.Dates[^1], ended.Count));
        Instrument known = _store.Find("BBB")!.Instrument;
        Assert.Equal((end, EndReason.Merged), (known.EndedOn, known.EndReason));
        // Neither a new delivery nor another setting brings it back.
        _store.Save(Sample.Delivered("BBB", [.. Sample.Quiet(251)]), DateTimeOffset.UnixEpoch);
        _store.Set("BBB", new() { Currency = "USD" });
        Assert.Equal(101, _store.Read("BBB").Count);
        _store.Set("BBB", new() { EndedOn = DateOnly.MaxValue });
        Assert.Equal((null, 251), (_store.Read("BBB").EndedOn, _store.Read("BBB").Count));
        Assert.Empty(_store.Verify());
    }

    [Fact]
    public void The_past_of_a_renamed_ticker_joins_the_bars_of_its_new_name_and_the_old_record_stays()
    {
        DeliveredBar[] all = [.. Sample.Quiet(250)];
        _store.Save(Sample.Delivered("NEW", all[200..]), DateTimeOffset.UnixEpoch);
        _store.Join("BBB", "new", DateTimeOffset.UnixEpoch.AddDays(1));
        BarSeries joined = _store.Read("NEW");
        Assert.Equal(_store.Read("AAA").Dates.ToArray(), joined.Dates.ToArray());
        Assert.Equal(_store.Read("AAA").Close.ToArray(), joined.Close.ToArray());
        Assert.Equal(2, _store.Vintages("NEW").Count);
        Assert.Equal(50, _store.Read("NEW", vintage: 1).Count);
        Instrument old = _store.Find("BBB")!.Instrument;
        Assert.Equal((all[199].Date, EndReason.Renamed), (old.EndedOn, old.EndReason));
        Assert.Equal(250, _store.Find("BBB")!.Rows);
        MarketDataException twice = Assert.Throws<MarketDataException>(() =>
            _store.Join("BBB", "NEW", DateTimeOffset.UnixEpoch)
        );
        Assert.Equal(MarketDataFault.TickerTaken, twice.Kind);
        Assert.Empty(_store.Verify());
    }

    private long Count(string table)
    {
        using var connection = new SqliteConnection(
            $"Data Source={_folder.File("ploutos.db")};Mode=ReadOnly;Pooling=False"
        );
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }
}
