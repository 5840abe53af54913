using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.Storage;

namespace Ploutos.MarketData.Store;

/// <summary>Writes one ticker; the write is atomic.</summary>
internal static class StoreWriter
{
    public static SaveResult Save(
        SqliteConnection connection,
        DeliveredSeries delivered,
        DateTimeOffset fetchedAt,
        DateOnly? lastFinishedDay,
        bool strict,
        DateOnly? askedFrom = null
    )
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        SaveResult result = SaveHere(connection, delivered, fetchedAt, lastFinishedDay, strict, askedFrom);
        transaction.Commit();
        return result;
    }

    /// <summary>The same within a transaction that is open.</summary>
    public static SaveResult SaveHere(
        SqliteConnection connection,
        DeliveredSeries delivered,
        DateTimeOffset fetchedAt,
        DateOnly? lastFinishedDay,
        bool strict,
        DateOnly? askedFrom = null
    )
    {
        ArgumentNullException.ThrowIfNull(delivered);
        DeliveredSeries named = delivered with { Ticker = Ticker.Parse(delivered.Ticker) };
        return SaveHere(
            connection,
            named,
            StoreMerge.Of(connection, named, lastFinishedDay, strict),
            fetchedAt,
            askedFrom
        );
    }

    /// <summary>The same of a delivery that is merged with the bars as they are stored now.</summary>
    public static SaveResult SaveHere(
        SqliteConnection connection,
        DeliveredSeries delivered,
        StoreMerge merge,
        DateTimeOffset fetchedAt,
        DateOnly? askedFrom
    )
    {
        (SaveResult result, long id) = Write(connection, delivered, merge, fetchedAt, askedFrom);
        bool hasVolume = result.Checked.Series.HasVolume;
        StoreInstruments.Report(connection, id, (delivered.Instrument ?? new()) with { HasVolume = hasVolume });
        return result;
    }

    /// <summary>The same within a transaction of the caller's.</summary>
    public static void Write(SqliteConnection connection, DeliveredSeries delivered, DateTimeOffset at) =>
        Write(connection, delivered, StoreMerge.Of(connection, delivered, null, strict: false), at, askedFrom: null);

    private static (SaveResult Result, long TickerId) Write(
        SqliteConnection connection,
        DeliveredSeries delivered,
        StoreMerge merge,
        DateTimeOffset fetchedAt,
        DateOnly? askedFrom
    )
    {
        (CheckedSeries check, List<DeliveredBar> whole, Revision revision) = (merge.Check, merge.Rows, merge.Revision);
        if (merge.Place is not { } place)
        {
            long id = Insert(
                connection,
                "INSERT INTO ticker (symbol, origin) VALUES ($symbol, $origin) RETURNING id",
                ("$symbol", delivered.Ticker),
                ("$origin", (int)delivered.Origin)
            );
            WriteVintage(connection, id, 1, check, whole, "first delivery", fetchedAt);
            WriteFetch(connection, id, 1, delivered, fetchedAt, askedFrom, check.Series.Count, whole.Count);
            return (new(SaveOutcome.Created, check, revision, 1), id);
        }

        SaveOutcome outcome =
            !merge.Extends ? SaveOutcome.Revised
            : revision.Added.Count > 0 ? SaveOutcome.Extended
            : SaveOutcome.Unchanged;
        int vintage = outcome == SaveOutcome.Revised ? place.Vintage + 1 : place.Vintage;
        if (outcome == SaveOutcome.Revised)
            WriteVintage(connection, place.TickerId, vintage, check, whole, DeliveryJoin.Reason(revision), fetchedAt);
        else if (outcome == SaveOutcome.Extended)
            Extend(connection, place, check, whole);
        else
            WriteFindings(connection, place.TickerId, vintage, check); // the rules or the events may be newer
        WriteFetch(
            connection,
            place.TickerId,
            vintage,
            delivered,
            fetchedAt,
            askedFrom,
            check.Series.Count,
            whole.Count
        );
        return (new(outcome, check, revision, vintage), place.TickerId);
    }

    private static void WriteVintage(
        SqliteConnection connection,
        long tickerId,
        int number,
        CheckedSeries check,
        List<DeliveredBar> whole,
        string reason,
        DateTimeOffset at
    )
    {
        using SqliteCommand command = StoreReader.Command(
            connection,
            """
            INSERT INTO vintage (ticker_id, number, source, location, reason, created_at,
                rows, delivered_rows, first_day, last_day)
            VALUES ($ticker, $number, $source, $location, $reason, $at, $rows, $delivered, $first, $last)
            """,
            ("$ticker", tickerId),
            ("$number", number),
            ("$source", check.Delivered.Source),
            ("$location", check.Delivered.Location),
            ("$reason", reason),
            ("$at", at.ToUnixTimeMilliseconds()),
            ("$rows", check.Series.Count),
            ("$delivered", whole.Count),
            ("$first", check.Series.Dates[0].DayNumber),
            ("$last", check.Series.Dates[^1].DayNumber)
        );
        command.ExecuteNonQuery();
        var chunks = new ChunkWriter(connection, tickerId, number);
        chunks.Write(check.Series, 0);
        chunks.Write(CollectionsMarshal.AsSpan(whole), 0);
        WriteFindings(connection, tickerId, number, check);
    }

    private static void Extend(
        SqliteConnection connection,
        StoreReader.Place place,
        CheckedSeries check,
        List<DeliveredBar> whole
    )
    {
        var chunks = new ChunkWriter(connection, place.TickerId, place.Vintage);
        chunks.Write(check.Series, place.Rows);
        chunks.Write(CollectionsMarshal.AsSpan(whole), place.DeliveredRows);
        using SqliteCommand command = StoreReader.Command(
            connection,
            "UPDATE vintage SET rows = $rows, delivered_rows = $delivered, last_day = $last WHERE ticker_id = $ticker"
                + " AND number = $number",
            ("$rows", check.Series.Count),
            ("$delivered", whole.Count),
            ("$last", check.Series.Dates[^1].DayNumber),
            ("$ticker", place.TickerId),
            ("$number", place.Vintage)
        );
        command.ExecuteNonQuery();
        WriteFindings(connection, place.TickerId, place.Vintage, check);
    }

    internal static void WriteFindings(SqliteConnection connection, long tickerId, int vintage, CheckedSeries check)
    {
        using (
            SqliteCommand delete = StoreReader.Command(
                connection,
                "DELETE FROM finding WHERE ticker_id = $ticker AND vintage = $vintage",
                ("$ticker", tickerId),
                ("$vintage", vintage)
            )
        )
            delete.ExecuteNonQuery();
        foreach (QualityFinding f in check.Report.Findings)
        {
            using SqliteCommand command = StoreReader.Command(
                connection,
                """
                INSERT INTO finding (ticker_id, vintage, day, reason, severity, action, detail)
                VALUES ($ticker, $vintage, $day, $reason, $severity, $action, $detail)
                """,
                ("$ticker", tickerId),
                ("$vintage", vintage),
                ("$day", f.Date.DayNumber),
                ("$reason", f.Reason.ToString()),
                ("$severity", (int)f.Severity),
                ("$action", (int)f.Action),
                ("$detail", f.Detail)
            );
            command.ExecuteNonQuery();
        }

        foreach (CorporateAction a in check.Delivered.Actions)
        {
            using SqliteCommand command = StoreReader.Command(
                connection,
                "INSERT OR REPLACE INTO corporate_action (ticker_id, vintage, day, kind, value) VALUES ($ticker,"
                    + " $vintage, $day, $kind, $value)",
                ("$ticker", tickerId),
                ("$vintage", vintage),
                ("$day", a.Date.DayNumber),
                ("$kind", (int)a.Kind),
                ("$value", a.Value)
            );
            command.ExecuteNonQuery();
        }
    }

    private static void WriteFetch(
        SqliteConnection connection,
        long tickerId,
        int vintage,
        DeliveredSeries delivered,
        DateTimeOffset at,
        DateOnly? askedFrom,
        int rows,
        int deliveredRows
    ) =>
        Insert(
            connection,
            """
            INSERT INTO fetch (ticker_id, vintage, source, location, fetched_at,
                asked_from, rows_after, delivered_after)
            VALUES ($ticker, $vintage, $source, $location, $at, $asked, $rows, $delivered) RETURNING id
            """,
            ("$ticker", tickerId),
            ("$vintage", vintage),
            ("$source", delivered.Source),
            ("$location", delivered.Location),
            ("$at", at.ToUnixTimeMilliseconds()),
            ("$asked", (object?)askedFrom?.DayNumber ?? DBNull.Value),
            ("$rows", rows),
            ("$delivered", deliveredRows)
        );

    private static long Insert(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using SqliteCommand command = StoreReader.Command(connection, sql, parameters);
        return (long)command.ExecuteScalar()!;
    }
}
