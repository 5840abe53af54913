using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;

namespace Ploutos.MarketData.Store;

/// <summary>Removes and renames tickers, each in one transaction.</summary>
internal static class StoreEditor
{
    private static readonly string[] Removals =
    [
        "DELETE FROM instrument WHERE ticker_id = $ticker",
        "DELETE FROM corporate_action WHERE ticker_id = $ticker",
        "DELETE FROM finding WHERE ticker_id = $ticker",
        "DELETE FROM fetch WHERE ticker_id = $ticker",
        "DELETE FROM vintage WHERE ticker_id = $ticker",
        "DELETE FROM ticker WHERE id = $ticker",
    ];

    public static int Remove(SqliteConnection connection, IReadOnlyList<string> symbols)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        foreach (string symbol in symbols)
        {
            long id = IdOf(connection, symbol) ?? throw Unknown(symbol);
            // Its chunks are noted before its pieces go, which refer to them
            long[] chunks = ChunksOf(connection, id);
            Run(connection, "DELETE FROM piece WHERE ticker_id = $ticker", ("$ticker", id));
            foreach (long chunk in chunks)
                Run(
                    connection,
                    "DELETE FROM chunk WHERE id = $chunk AND NOT EXISTS (SELECT 1 FROM piece WHERE chunk_id = $chunk)",
                    ("$chunk", chunk)
                );
            foreach (string removal in Removals)
                Run(connection, removal, ("$ticker", id));
        }

        transaction.Commit();
        return symbols.Count;
    }

    public static int Rename(SqliteConnection connection, string from, string to)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long id = IdOf(connection, from) ?? throw Unknown(from);
        if (from != to && IdOf(connection, to) is not null)
            throw new MarketDataException(
                $"The store holds bars of {to} already, and nothing is overwritten. Remove them first, or choose"
                    + " another name."
            )
            {
                Kind = MarketDataFault.TickerTaken,
                Ticker = to,
            };
        Run(connection, "UPDATE ticker SET symbol = $symbol WHERE id = $ticker", ("$symbol", to), ("$ticker", id));
        transaction.Commit();
        return 1;
    }

    /// <summary>Puts the past of a ticker under its old name before the bars of its new one: those of the old
    /// name's days before the new one's first. The old name's record stays, and ends as renamed.</summary>
    public static int Join(SqliteConnection connection, string from, string to, DateTimeOffset at)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        StoreReader.Place old = StoreReader.Find(connection, from) ?? throw Unknown(from),
            own = StoreReader.Find(connection, to) ?? throw Unknown(to);
        DeliveredSeries past = StoreReader.ReadDelivered(connection, from, null),
            now = StoreReader.ReadDelivered(connection, to, null);
        DateOnly first = now.Bars.Min(b => b.Date);
        DeliveredBar[] before = [.. past.Bars.Where(b => b.Date < first)];
        if (from == to || old.Origin != own.Origin || before.Length == 0)
            throw new MarketDataException(
                $"The store holds bars of {to} already, and nothing is overwritten. {from} has no bars before them"
                    + $" ({first:yyyy-MM-dd}) that could join them. Remove {to} first, or choose another name."
            )
            {
                Kind = MarketDataFault.TickerTaken,
                Ticker = to,
            };
        StoreWriter.Write(
            connection,
            now with
            {
                Bars = [.. before, .. now.Bars],
                Actions = [.. past.Actions.Where(a => a.Date < first), .. now.Actions],
            },
            at
        );
        StoreInstruments.Change(
            connection,
            old.TickerId,
            new() { EndedOn = before.Max(b => b.Date), EndReason = EndReason.Renamed }
        );
        transaction.Commit();
        return 1;
    }

    /// <summary>Keeps what the user says of a ticker, and holds its bars against the market's days
    /// again.</summary>
    public static int Set(SqliteConnection connection, string symbol, Instrument change)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        StoreReader.Place place = StoreReader.Find(connection, symbol) ?? throw Unknown(symbol);
        StoreInstruments.Change(connection, place.TickerId, change);
        CheckedSeries check = QualityCheck.Run(StoreReader.ReadDelivered(connection, symbol, null));
        StoreWriter.WriteFindings(connection, place.TickerId, place.Vintage, check);
        transaction.Commit();
        return 1;
    }

    private static long? IdOf(SqliteConnection connection, string symbol)
    {
        using SqliteCommand command = StoreReader.Command(
            connection,
            "SELECT id FROM ticker WHERE symbol = $symbol",
            ("$symbol", symbol)
        );
        return command.ExecuteScalar() as long?;
    }

    private static long[] ChunksOf(SqliteConnection connection, long id)
    {
        using SqliteCommand command = StoreReader.Command(
            connection,
            "SELECT DISTINCT chunk_id FROM piece WHERE ticker_id = $ticker",
            ("$ticker", id)
        );
        using SqliteDataReader row = command.ExecuteReader();
        var chunks = new List<long>();
        while (row.Read())
            chunks.Add(row.GetInt64(0));
        return [.. chunks];
    }

    private static void Run(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using SqliteCommand command = StoreReader.Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    private static NoDataException Unknown(string symbol) =>
        new($"The store has no bars of '{symbol}'. Nothing was changed.")
        {
            Kind = MarketDataFault.UnknownTicker,
            Ticker = symbol,
        };
}
