using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Calendar;
using Ploutos.Storage;

namespace Ploutos.MarketData.Store;

/// <summary>What is known of each ticker beside its bars: what its source reported, and what the user
/// set, which goes first. What neither says, the name does.</summary>
internal static class StoreInstruments
{
    private const int Reported = 0,
        Set = 1;

    private const string Columns = "is_set, market, currency, quoted_in, kind, has_volume",
        Ends = ", ended_on, end_reason";

    /// <summary>Set as its end, this day says that a ticker goes on.</summary>
    public static readonly DateOnly GoesOn = DateOnly.MaxValue;

    /// <summary>What is known of a ticker.</summary>
    public static Instrument Of(SqliteConnection connection, long tickerId, string symbol)
    {
        (Instrument? reported, Instrument? set) = Read(connection, tickerId);
        return Named((set ?? new()).Or(reported), symbol);
    }

    /// <summary>What is known of a ticker, and beside it what its name says.</summary>
    public static Instrument Named(Instrument? known, string symbol) => (known ?? new()).Or(NamedInstrument.Of(symbol));

    /// <summary>What is known of every ticker that anything is stored of, by its key; what the name says is
    /// not among it.</summary>
    public static Dictionary<long, Instrument> All(SqliteConnection connection) =>
        Read(connection, null).ToDictionary(r => r.Key, r => (r.Value.Set ?? new()).Or(r.Value.Reported));

    /// <summary>What the user set; null where nothing is.</summary>
    public static Instrument? SetOf(SqliteConnection connection, long tickerId) => Read(connection, tickerId).Set;

    /// <summary>Keeps what a delivery reports; what it does not report stays. The market is the one that
    /// was set, or that of the name, which may change.</summary>
    public static void Report(SqliteConnection connection, long tickerId, Instrument reported) =>
        Write(connection, tickerId, Reported, reported.Or(Read(connection, tickerId).Reported) with { Market = null });

    /// <summary>Keeps what the user sets; what is not set now stays.</summary>
    public static void Change(SqliteConnection connection, long tickerId, Instrument change)
    {
        Instrument set = change.Or(Read(connection, tickerId).Set);
        Write(connection, tickerId, Set, set.EndedOn == GoesOn ? set with { EndedOn = null, EndReason = null } : set);
    }

    private static (Instrument? Reported, Instrument? Set) Read(SqliteConnection connection, long tickerId) =>
        Read(connection, (long?)tickerId).GetValueOrDefault(tickerId);

    /// <summary>What is stored of one ticker, or of all.</summary>
    private static Dictionary<long, (Instrument? Reported, Instrument? Set)> Read(
        SqliteConnection connection,
        long? tickerId
    )
    {
        var known = new Dictionary<long, (Instrument? Reported, Instrument? Set)>();
        (bool hasInstruments, bool hasEnds) = StoreSchema.InstrumentsOf(connection);
        if (!hasInstruments)
            return known;
        string all = $"SELECT {Columns}{(hasEnds ? Ends : ", NULL, NULL")}, ticker_id FROM instrument";
        SqliteCommand command = tickerId is { } one
            ? KeptCommands.Of(connection, all + " WHERE ticker_id = $ticker", ("$ticker", one))
            : KeptCommands.Of(connection, all);
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            var read = new Instrument
            {
                Market = Text(row, 1),
                Currency = Text(row, 2),
                QuotedIn = Text(row, 3),
                Kind = (InstrumentKind)row.GetInt32(4),
                HasVolume = row.IsDBNull(5) ? null : row.GetInt32(5) == 1,
                EndedOn = !row.IsDBNull(6) ? DateOnly.FromDayNumber(row.GetInt32(6)) : null,
                EndReason = !row.IsDBNull(7) ? (EndReason)row.GetInt32(7) : null,
            };
            long ticker = row.GetInt64(8);
            (Instrument? reported, Instrument? set) = known.GetValueOrDefault(ticker);
            known[ticker] = row.GetInt32(0) == Set ? (reported, read) : (read, set);
        }

        return known;
    }

    private static void Write(SqliteConnection connection, long tickerId, int isSet, Instrument instrument)
    {
        using SqliteCommand command = StoreReader.Command(
            connection,
            $"INSERT OR REPLACE INTO instrument (ticker_id, {Columns}{Ends})"
                + " VALUES ($ticker, $set, $market, $currency, $quoted, $kind, $volume, $ended, $reason)",
            ("$ticker", tickerId),
            ("$set", isSet),
            ("$market", (object?)instrument.Market ?? DBNull.Value),
            ("$currency", (object?)instrument.Currency ?? DBNull.Value),
            ("$quoted", (object?)instrument.QuotedIn ?? DBNull.Value),
            ("$kind", (int)instrument.Kind),
            ("$volume", instrument.HasVolume is { } has ? (has ? 1 : 0) : DBNull.Value),
            ("$ended", instrument.EndedOn is { } end ? end.DayNumber : DBNull.Value),
            ("$reason", instrument.EndReason is { } why ? (int)why : DBNull.Value)
        );
        command.ExecuteNonQuery();
    }

    private static string? Text(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
