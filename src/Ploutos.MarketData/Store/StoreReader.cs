using System.Buffers;
using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.Storage;

namespace Ploutos.MarketData.Store;

/// <summary>The queries. All values travel as parameters.</summary>
internal static class StoreReader
{
    public const int Clean = 0,
        Delivered = 1;

    /// <summary>A ticker's key and newest vintage.</summary>
    internal sealed record Place
    {
        public required long TickerId { get; init; }

        public required DataOrigin Origin { get; init; }

        public required int Vintage { get; init; }

        public required int Rows { get; init; }

        public required int DeliveredRows { get; init; }

        public required string Source { get; init; }

        public required string Location { get; init; }
    }

    public static Place? Find(SqliteConnection connection, string symbol)
    {
        SqliteCommand command = KeptCommands.Of(
            connection,
            """
            SELECT t.id, t.origin, v.number, v.rows, v.delivered_rows, v.source, v.location
            FROM ticker t JOIN vintage v ON v.ticker_id = t.id WHERE t.symbol = $symbol ORDER BY v.number DESC LIMIT 1
            """,
            ("$symbol", symbol)
        );
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read()
            ? new()
            {
                TickerId = row.GetInt64(0),
                Origin = (DataOrigin)row.GetInt32(1),
                Vintage = row.GetInt32(2),
                Rows = row.GetInt32(3),
                DeliveredRows = row.GetInt32(4),
                Source = row.GetString(5),
                Location = row.GetString(6),
            }
            : null;
    }

    /// <summary>The bars as the user set the ticker to be: of that market, with their volume or
    /// without, none after its end.</summary>
    public static BarSeries Read(SqliteConnection connection, string ticker, int? vintage, DateTimeOffset? knownAt)
    {
        string symbol = Ticker.Parse(ticker);
        Place place = FindOrThrow(connection, symbol);
        BarSeries bars = ReadStored(connection, place, symbol, vintage, knownAt);
        if (StoreInstruments.SetOf(connection, place.TickerId) is not { } set)
            return bars;
        bars = bars.As(set.Market, set.HasVolume != false, set.EndedOn);
        return set.EndedOn is { } end ? bars.UpTo(end) : bars;
    }

    /// <summary>The bars as they are stored.</summary>
    public static BarSeries ReadStored(
        SqliteConnection connection,
        Place place,
        string symbol,
        int? vintage = null,
        DateTimeOffset? knownAt = null
    )
    {
        int number = place.Vintage,
            rows = place.Rows;
        if (knownAt is { } moment)
            (number, rows) = KnownAt(connection, place, symbol, moment);
        else if (vintage is { } wanted && wanted != number)
            (number, rows, _, _, _) = VintageOrThrow(connection, place, symbol, wanted);
        var chunks = new List<ArraySegment<byte>>();
        foreach ((ArraySegment<byte> data, _) in Chunks(connection, place.TickerId, number, Clean, symbol))
            chunks.Add(data);
        BarSeries series = BarCodec.Decode(symbol, place.Origin, chunks, rows);
        foreach (ArraySegment<byte> data in chunks)
            ArrayPool<byte>.Shared.Return(data.Array!);
        return series;
    }

    public static DeliveredSeries ReadDelivered(SqliteConnection connection, string ticker, int? vintage)
    {
        string symbol = Ticker.Parse(ticker);
        Place place = FindOrThrow(connection, symbol);
        (int number, _, _, string source, string location) =
            vintage is { } wanted && wanted != place.Vintage
                ? VintageOrThrow(connection, place, symbol, wanted)
                : (place.Vintage, place.Rows, place.DeliveredRows, place.Source, place.Location);
        return new(
            symbol,
            source,
            location,
            place.Origin,
            DeliveredBars(connection, place.TickerId, number, symbol),
            Actions(connection, place.TickerId, number)
        )
        {
            Instrument = StoreInstruments.Of(connection, place.TickerId, symbol),
        };
    }

    /// <summary>The rows of a vintage as delivered.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="tickerId">The ticker.</param>
    /// <param name="vintage">The vintage.</param>
    /// <param name="symbol">The ticker's name, for messages.</param>
    /// <param name="from">Rows of earlier days may be left out; most are not unpacked then.</param>
    /// <param name="room">How many rows whoever asks will add, where no row is left out.</param>
    public static List<DeliveredBar> DeliveredBars(
        SqliteConnection connection,
        long tickerId,
        int vintage,
        string symbol,
        DateOnly from = default,
        int room = 0
    )
    {
        (ArraySegment<byte> Data, int Rows)[] chunks = [.. Chunks(connection, tickerId, vintage, Delivered, symbol)];
        var bars = new List<DeliveredBar>(from == default ? chunks.Sum(c => c.Rows) + room : 0);
        foreach ((ArraySegment<byte> data, int rows) in chunks)
        {
            BarCodec.DecodeDelivered(data, rows, bars, from);
            ArrayPool<byte>.Shared.Return(data.Array!);
        }

        return bars;
    }

    public static List<CorporateAction> Actions(SqliteConnection connection, long tickerId, int vintage)
    {
        using SqliteCommand command = Command(
            connection,
            "SELECT day, kind, value FROM corporate_action WHERE ticker_id = $ticker AND vintage = $vintage ORDER BY"
                + " day, kind",
            ("$ticker", tickerId),
            ("$vintage", vintage)
        );
        using SqliteDataReader row = command.ExecuteReader();
        var actions = new List<CorporateAction>();
        while (row.Read())
            actions.Add(new(Day(row, 0), (CorporateActionKind)row.GetInt32(1), row.GetDouble(2)));
        return actions;
    }

    public static SqliteCommand Command(
        SqliteConnection connection,
        string sql,
        params (string Name, object Value)[] parameters
    )
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    /// <summary>The one number that a query without parameters answers with.</summary>
    public static long Number(SqliteConnection connection, string sql) =>
        (long)KeptCommands.Of(connection, sql).ExecuteScalar()!;

    /// <summary>A ticker's place.</summary>
    /// <exception cref="NoDataException">It has none.</exception>
    public static Place FindOrThrow(SqliteConnection connection, string symbol) =>
        Find(connection, symbol)
        ?? throw new NoDataException($"There are no bars of {symbol} in the store.")
        {
            Kind = MarketDataFault.UnknownTicker,
            Ticker = symbol,
        };

    private static (int Number, int Rows, int DeliveredRows, string Source, string Location) VintageOrThrow(
        SqliteConnection connection,
        Place place,
        string symbol,
        int number
    )
    {
        using SqliteCommand command = Command(
            connection,
            "SELECT rows, delivered_rows, source, location FROM vintage WHERE ticker_id = $ticker AND number ="
                + " $vintage",
            ("$ticker", place.TickerId),
            ("$vintage", number)
        );
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read()
            ? (number, row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetString(3))
            : throw new NoDataException($"{symbol} has vintages 1 to {place.Vintage}, but got {number}.");
    }

    private static (int Vintage, int Rows) KnownAt(
        SqliteConnection connection,
        Place place,
        string symbol,
        DateTimeOffset moment
    )
    {
        // The last that came, not the latest time: a clock may have been set back in between.
        using SqliteCommand command = Command(
            connection,
            "SELECT vintage, rows_after FROM fetch WHERE ticker_id = $ticker AND fetched_at <= $at"
                + " ORDER BY id DESC LIMIT 1",
            ("$ticker", place.TickerId),
            ("$at", moment.ToUnixTimeMilliseconds())
        );
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read()
            ? (row.GetInt32(0), row.GetInt32(1))
            : throw new NoDataException(
                $"Nothing was known of {symbol} at {moment:yyyy-MM-dd HH:mm} UTC: its first bars came later."
            );
    }

    /// <summary>The chunks of a series in memory of the shared pool, to be given back when they are decoded:
    /// for thousands of tickers, new memory is what the collector has to do with.</summary>
    private static IEnumerable<(ArraySegment<byte> Data, int Rows)> Chunks(
        SqliteConnection connection,
        long tickerId,
        int vintage,
        int kind,
        string symbol
    )
    {
        SqliteCommand command = KeptCommands.Of(
            connection,
            """
            SELECT p.rows, c.digest, c.data FROM piece p JOIN chunk c ON c.id = p.chunk_id
            WHERE p.ticker_id = $ticker AND p.vintage = $vintage AND p.kind = $kind ORDER BY p.first_row
            """,
            ("$ticker", tickerId),
            ("$vintage", vintage),
            ("$kind", kind)
        );
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            ArraySegment<byte> data = Copy(SQLitePCL.raw.sqlite3_column_blob(row.Handle, 2));
            if (!BarCodec.Digest(data).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(1)))
                throw new MarketDataException(
                    $"{connection.DataSource}: the stored bars of {symbol} are damaged. Move the file away and fetch"
                        + $" or import again, or restore a copy."
                );
            yield return (data, row.GetInt32(0));
        }
    }

    private static ArraySegment<byte> Copy(ReadOnlySpan<byte> data)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(data.Length);
        data.CopyTo(rented);
        return new(rented, 0, data.Length);
    }

    public static DateOnly Day(SqliteDataReader row, int column) => DateOnly.FromDayNumber(row.GetInt32(column));
}
