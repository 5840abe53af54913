using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Quality;

namespace Ploutos.MarketData.Store;

/// <summary>What the store holds, without the bars: tickers, vintages, findings.</summary>
internal static class StoreCatalog
{
    public static IReadOnlyList<StoredTicker> List(SqliteConnection connection, string? symbol)
    {
        using SqliteCommand command = StoreReader.Command(
            connection,
            """
            SELECT t.symbol, t.origin, v.source, v.location, v.number, v.rows, v.first_day, v.last_day,
                (SELECT MAX(f.fetched_at) FROM fetch f WHERE f.ticker_id = t.id),
                (SELECT COUNT(*) FROM finding q WHERE q.ticker_id = t.id AND q.vintage = v.number AND q.severity = 1),
                (SELECT COUNT(*) FROM finding q WHERE q.ticker_id = t.id AND q.vintage = v.number AND q.severity = 2),
                COALESCE((SELECT MIN(f.asked_from) FROM fetch f WHERE f.ticker_id = t.id), v.first_day), t.id
            FROM ticker t JOIN vintage v ON v.ticker_id = t.id
                AND v.number = (SELECT MAX(number) FROM vintage WHERE ticker_id = t.id)
            WHERE $symbol IS NULL OR t.symbol = $symbol ORDER BY t.symbol
            """,
            ("$symbol", (object?)symbol ?? DBNull.Value)
        );
        // One query for all; of one ticker, the query of that ticker.
        Dictionary<long, Instrument>? all = symbol is null ? StoreInstruments.All(connection) : null;
        using SqliteDataReader row = command.ExecuteReader();
        var tickers = new List<StoredTicker>();
        while (row.Read())
        {
            tickers.Add(
                new()
                {
                    Ticker = row.GetString(0),
                    Origin = (DataOrigin)row.GetInt32(1),
                    Source = row.GetString(2),
                    Location = row.GetString(3),
                    Vintage = row.GetInt32(4),
                    Rows = row.GetInt32(5),
                    FirstDay = StoreReader.Day(row, 6),
                    LastDay = StoreReader.Day(row, 7),
                    FetchedAt = Moment(row, 8),
                    Warnings = row.GetInt32(9),
                    Serious = row.GetInt32(10),
                    AskedFrom = StoreReader.Day(row, 11),
                    Instrument = all is null
                        ? StoreInstruments.Of(connection, row.GetInt64(12), row.GetString(0))
                        : StoreInstruments.Named(all.GetValueOrDefault(row.GetInt64(12)), row.GetString(0)),
                }
            );
        }

        return tickers;
    }

    public static IReadOnlyList<StoredVintage> Vintages(SqliteConnection connection, string ticker)
    {
        string symbol = Ticker.Parse(ticker);
        StoreReader.Place place = StoreReader.FindOrThrow(connection, symbol);
        using SqliteCommand command = StoreReader.Command(
            connection,
            "SELECT number, source, reason, created_at, rows, first_day, last_day FROM vintage WHERE ticker_id ="
                + " $ticker ORDER BY number",
            ("$ticker", place.TickerId)
        );
        using SqliteDataReader row = command.ExecuteReader();
        var vintages = new List<StoredVintage>();
        while (row.Read())
            vintages.Add(
                new()
                {
                    Number = row.GetInt32(0),
                    Source = row.GetString(1),
                    Reason = row.GetString(2),
                    CreatedAt = Moment(row, 3),
                    Rows = row.GetInt32(4),
                    FirstDay = StoreReader.Day(row, 5),
                    LastDay = StoreReader.Day(row, 6),
                }
            );
        return vintages;
    }

    public static IReadOnlyList<QualityFinding> Findings(SqliteConnection connection, string ticker)
    {
        string symbol = Ticker.Parse(ticker);
        StoreReader.Place place = StoreReader.FindOrThrow(connection, symbol);
        SqliteCommand command = KeptCommands.Of(
            connection,
            "SELECT day, reason, severity, action, detail FROM finding WHERE ticker_id = $ticker AND vintage ="
                + " $vintage ORDER BY day, rowid",
            ("$ticker", place.TickerId),
            ("$vintage", place.Vintage)
        );
        using SqliteDataReader row = command.ExecuteReader();
        var findings = new List<QualityFinding>();
        while (row.Read())
            findings.Add(
                new(
                    symbol,
                    StoreReader.Day(row, 0),
                    Enum.Parse<QualityReason>(row.GetString(1)),
                    (Severity)row.GetInt32(2),
                    (QualityAction)row.GetInt32(3),
                    row.GetString(4)
                )
            );
        return findings;
    }

    public static List<string> IntegrityFaults(SqliteConnection connection)
    {
        using SqliteCommand command = StoreReader.Command(connection, "PRAGMA integrity_check(20)");
        using SqliteDataReader row = command.ExecuteReader();
        var faults = new List<string>();
        while (row.Read())
        {
            if (row.GetString(0) != "ok")
                faults.Add($"{connection.DataSource}: {row.GetString(0)}");
        }

        return faults;
    }

    private static DateTimeOffset Moment(SqliteDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
