using Microsoft.Data.Sqlite;
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
