using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Store;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

/// <summary>How often the file is asked: with thousands of tickers a query each is what time goes to.</summary>
public sealed class StoreQueryTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2025, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_tickers_are_listed_with_the_queries_of_a_few()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        Save(store, 2);
        _ = store.List();
        int few = Queries(store, () => store.List());
        Save(store, 40);
        Assert.Equal(40, store.List().Count);
        Assert.Equal(few, Queries(store, () => store.List()));
    }

    [Fact]
    public void A_list_knows_of_each_ticker_what_a_question_for_it_alone_tells()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        Save(store, 5);
        store.Set("T1", new() { Market = "XPAR", Currency = "EUR" });
        store.Set(
            "T3",
            new()
            {
                HasVolume = false,
                EndedOn = Sample.Days[40],
                EndReason = EndReason.Merged,
            }
        );
        Assert.Equal("XPAR", store.List()[1].Instrument.Market);
        Assert.Equal(Sample.Days[40], store.List()[3].Instrument.EndedOn);
        Assert.All(store.List(), listed => Assert.Equal(store.Find(listed.Ticker), listed));
    }

    [Fact]
    public void The_bars_of_a_ticker_are_read_with_three_queries()
    {
        using BarStore store = BarStore.Open(_folder.File("ploutos.db"));
        Save(store, 1);
        _ = store.Read("T0");
        Assert.Equal(3, Queries(store, () => store.Read("T0"))); // its place, what the user set, its bars
    }

    [Fact]
    public void A_query_that_is_kept_holds_no_state_of_the_file_open()
    {
        using BarStore reader = BarStore.Open(_folder.File("ploutos.db")),
            writer = BarStore.Open(_folder.File("ploutos.db"));
        Save(reader, 2);
        _ = (reader.Read("T0"), reader.Findings("T0"), reader.List());
        writer.Save(Sample.Delivered("T0", Sample.Quiet(70)), Now);
        long busy = writer.With(connection =>
        {
            using SqliteCommand command = StoreReader.Command(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            return (long)command.ExecuteScalar()!;
        });
        Assert.Equal(0, busy);
        Assert.Equal(70, reader.Read("T0").Count);
    }

    private static void Save(BarStore store, int tickers)
    {
        for (int i = 0; i < tickers; i++)
            if (!store.Contains($"T{i}"))
                store.Save(Sample.Delivered($"T{i}", Sample.Quiet(60)), Now);
    }

    private static int Queries(BarStore store, Action work)
    {
        int queries = 0;
        Trace((_, _) => queries++);
        work();
        Trace(null);
        return queries;

        void Trace(SQLitePCL.strdelegate_trace? seen) =>
            store.With(
                (SqliteConnection connection) =>
                {
                    SQLitePCL.raw.sqlite3_trace(connection.Handle, seen, null);
                    return true;
                }
            );
    }
}
