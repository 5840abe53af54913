using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;

namespace Ploutos.MarketData.Store;

/// <summary>Writes one ticker, whole or not at all.</summary>
internal static class StoreWriter
{
    /// <summary>Days that come one by one are gathered into blobs of this many rows, so that a daily update rewrites little.</summary>
    private const int ChunkRows = 512;

    public static SaveResult Save(SqliteConnection connection, DeliveredSeries delivered, DateTimeOffset fetchedAt, DateOnly? lastFinishedDay, bool strict, DateOnly? askedFrom = null)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        string symbol = TickerSymbol.Parse(delivered.Ticker);
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        SaveResult result = Write(connection, delivered with { Ticker = symbol }, fetchedAt, lastFinishedDay, strict, askedFrom);
        transaction.Commit();
        return result;
    }

    private static SaveResult Write(SqliteConnection connection, DeliveredSeries delivered, DateTimeOffset fetchedAt, DateOnly? lastFinishedDay, bool strict, DateOnly? askedFrom = null)
    {
        StoreReader.Place? place = StoreReader.Find(connection, delivered.Ticker);
        if (place is not null && place.Origin != delivered.Origin)
        {
            throw new MarketDataException($"{delivered.Ticker} holds {place.Origin.ToString().ToLowerInvariant()} bars, and {delivered.Origin.ToString().ToLowerInvariant()} ones can't join them. "
                + "Use another ticker, or another workspace.");
        }

        List<DeliveredBar> known = place is null ? [] : StoreReader.DeliveredBars(connection, place.TickerId, place.Vintage, delivered.Ticker);
        List<DeliveredBar> finished = [.. delivered.Bars.Where(b => lastFinishedDay is not { } last || b.Date <= last)];
        if (known.Count > 0 && RowOrder.IsDescending(finished))
            finished.Reverse();
        Revision revision = Revision.Between(known, finished);
        bool extends = known.Count > 0 && !revision.Rewrites && (revision.Added.Count == 0 || revision.Added[0] > known.Max(b => b.Date));
        List<DeliveredBar> whole = extends || known.Count == 0 ? Extended(known, finished) : Replaced(known, finished);
        IReadOnlyList<CorporateAction> actions = place is null ? delivered.Actions : Joined(StoreReader.Actions(connection, place.TickerId, place.Vintage), delivered.Actions);

        CheckedSeries check = QualityCheck.Run(delivered with { Bars = [.. whole, .. delivered.Bars.Where(b => lastFinishedDay is { } last && b.Date > last)], Actions = actions }, lastFinishedDay);
        if (check.Series.Count == 0)
            throw new NoDataException($"{delivered.Ticker}: none of the {delivered.Bars.Count} rows of {delivered.Location} is usable. 'ploutos data check' tells why; nothing was stored.");
        if (strict)
            check.Report.ThrowIfSerious();

        if (place is null)
        {
            long id = Insert(connection, "INSERT INTO ticker (symbol, origin) VALUES ($symbol, $origin) RETURNING id", ("$symbol", delivered.Ticker), ("$origin", (int)delivered.Origin));
            WriteVintage(connection, id, 1, check, whole, "first delivery", fetchedAt);
            WriteFetch(connection, id, 1, delivered, fetchedAt, askedFrom, check.Series.Count, whole.Count);
            return new(SaveOutcome.Created, check, revision, 1);
        }

        if (!extends)
        {
            WriteVintage(connection, place.TickerId, place.Vintage + 1, check, whole, Reason(revision), fetchedAt);
            WriteFetch(connection, place.TickerId, place.Vintage + 1, delivered, fetchedAt, askedFrom, check.Series.Count, whole.Count);
            return new(SaveOutcome.Revised, check, revision, place.Vintage + 1);
        }

        if (revision.Added.Count > 0)
            Extend(connection, place, check, whole);
        WriteFetch(connection, place.TickerId, place.Vintage, delivered, fetchedAt, askedFrom, check.Series.Count, whole.Count);
        return new(revision.Added.Count > 0 ? SaveOutcome.Extended : SaveOutcome.Unchanged, check, revision, place.Vintage);
    }

    private static List<DeliveredBar> Extended(List<DeliveredBar> known, List<DeliveredBar> finished)
    {
        DateOnly last = known.Count == 0 ? DateOnly.MinValue : known.Max(b => b.Date);
        return [.. known, .. finished.Where(b => b.Date > last)];
    }

    /// <summary>The new delivery, with the days before its first and after its last as they were known.</summary>
    private static List<DeliveredBar> Replaced(List<DeliveredBar> known, List<DeliveredBar> finished)
    {
        (DateOnly first, DateOnly last) = (finished.Min(b => b.Date), finished.Max(b => b.Date));
        return [.. known.Where(b => b.Date < first), .. finished, .. known.Where(b => b.Date > last)];
    }

    private static List<CorporateAction> Joined(List<CorporateAction> known, IReadOnlyList<CorporateAction> delivered)
        => [.. known.Concat(delivered).GroupBy(a => (a.Date, a.Kind)).Select(g => g.Last()).OrderBy(a => a.Date)];

    private static string Reason(Revision revision)
        => revision.Rewrites
            ? $"{revision.Changed.Select(c => c.Date).Distinct().Count()} known day(s) changed, {revision.Removed.Count} gone, {revision.Added.Count} new"
            : $"{revision.Added.Count} day(s) added before the last known one";

    private static void WriteVintage(SqliteConnection connection, long tickerId, int number, CheckedSeries check, List<DeliveredBar> whole, string reason, DateTimeOffset at)
    {
        using SqliteCommand command = StoreReader.Command(connection, """
            INSERT INTO vintage (ticker_id, number, source, location, reason, created_at, rows, delivered_rows, first_day, last_day)
            VALUES ($ticker, $number, $source, $location, $reason, $at, $rows, $delivered, $first, $last)
            """, ("$ticker", tickerId), ("$number", number), ("$source", check.Delivered.Source), ("$location", check.Delivered.Location), ("$reason", reason),
            ("$at", at.ToUnixTimeMilliseconds()), ("$rows", check.Series.Count), ("$delivered", whole.Count),
            ("$first", check.Series.Dates[0].DayNumber), ("$last", check.Series.Dates[^1].DayNumber));
        command.ExecuteNonQuery();
        WriteChunk(connection, tickerId, number, StoreReader.Clean, 0, check.Series.Count, BarCodec.Encode(check.Series));
        WriteChunk(connection, tickerId, number, StoreReader.Delivered, 0, whole.Count, BarCodec.Encode([.. whole]));
        WriteFindings(connection, tickerId, number, check);
    }

    private static void Extend(SqliteConnection connection, StoreReader.Place place, CheckedSeries check, List<DeliveredBar> whole)
    {
        int cleanFrom = TakeTail(connection, place, StoreReader.Clean, place.Rows), deliveredFrom = TakeTail(connection, place, StoreReader.Delivered, place.DeliveredRows);
        int cleanRows = check.Series.Count - cleanFrom, deliveredRows = whole.Count - deliveredFrom;
        if (cleanRows > 0)
            WriteChunk(connection, place.TickerId, place.Vintage, StoreReader.Clean, cleanFrom, cleanRows, BarCodec.Encode(check.Series.Slice(cleanFrom, cleanRows)));
        WriteChunk(connection, place.TickerId, place.Vintage, StoreReader.Delivered, deliveredFrom, deliveredRows, BarCodec.Encode([.. whole[deliveredFrom..]]));
        using SqliteCommand command = StoreReader.Command(connection,
            "UPDATE vintage SET rows = $rows, delivered_rows = $delivered, last_day = $last WHERE ticker_id = $ticker AND number = $number",
            ("$rows", check.Series.Count), ("$delivered", whole.Count), ("$last", check.Series.Dates[^1].DayNumber), ("$ticker", place.TickerId), ("$number", place.Vintage));
        command.ExecuteNonQuery();
        WriteFindings(connection, place.TickerId, place.Vintage, check);
    }

    /// <summary>Removes the last chunk if it is small, and says from which row on to write.</summary>
    private static int TakeTail(SqliteConnection connection, StoreReader.Place place, int kind, int rows)
    {
        using SqliteCommand command = StoreReader.Command(connection, """
            DELETE FROM chunk WHERE rows < $limit AND id = (SELECT id FROM chunk WHERE ticker_id = $ticker AND vintage = $vintage AND kind = $kind ORDER BY first_row DESC LIMIT 1)
            RETURNING first_row
            """, ("$limit", ChunkRows), ("$ticker", place.TickerId), ("$vintage", place.Vintage), ("$kind", kind));
        return command.ExecuteScalar() is long first ? (int)first : rows;
    }

    private static void WriteChunk(SqliteConnection connection, long tickerId, int vintage, int kind, int firstRow, int rows, byte[] data)
    {
        using SqliteCommand command = StoreReader.Command(connection, """
            INSERT INTO chunk (ticker_id, vintage, kind, first_row, rows, digest, data) VALUES ($ticker, $vintage, $kind, $first, $rows, $digest, $data)
            """, ("$ticker", tickerId), ("$vintage", vintage), ("$kind", kind), ("$first", firstRow), ("$rows", rows), ("$digest", BarCodec.Digest(data)), ("$data", data));
        command.ExecuteNonQuery();
    }

    private static void WriteFindings(SqliteConnection connection, long tickerId, int vintage, CheckedSeries check)
    {
        using (SqliteCommand delete = StoreReader.Command(connection, "DELETE FROM finding WHERE ticker_id = $ticker AND vintage = $vintage", ("$ticker", tickerId), ("$vintage", vintage)))
            delete.ExecuteNonQuery();
        foreach (QualityFinding f in check.Report.Findings)
        {
            using SqliteCommand command = StoreReader.Command(connection, """
                INSERT INTO finding (ticker_id, vintage, day, reason, severity, action, detail) VALUES ($ticker, $vintage, $day, $reason, $severity, $action, $detail)
                """, ("$ticker", tickerId), ("$vintage", vintage), ("$day", f.Date.DayNumber), ("$reason", f.Reason.ToString()), ("$severity", (int)f.Severity),
                ("$action", (int)f.Action), ("$detail", f.Detail));
            command.ExecuteNonQuery();
        }

        foreach (CorporateAction a in check.Delivered.Actions)
        {
            using SqliteCommand command = StoreReader.Command(connection, "INSERT OR REPLACE INTO corporate_action (ticker_id, vintage, day, kind, value) VALUES ($ticker, $vintage, $day, $kind, $value)",
                ("$ticker", tickerId), ("$vintage", vintage), ("$day", a.Date.DayNumber), ("$kind", (int)a.Kind), ("$value", a.Value));
            command.ExecuteNonQuery();
        }
    }

    private static void WriteFetch(SqliteConnection connection, long tickerId, int vintage, DeliveredSeries delivered, DateTimeOffset at, DateOnly? askedFrom, int rows, int deliveredRows)
        => Insert(connection, """
            INSERT INTO fetch (ticker_id, vintage, source, location, fetched_at, asked_from, rows_after, delivered_after)
            VALUES ($ticker, $vintage, $source, $location, $at, $asked, $rows, $delivered) RETURNING id
            """, ("$ticker", tickerId), ("$vintage", vintage), ("$source", delivered.Source), ("$location", delivered.Location), ("$at", at.ToUnixTimeMilliseconds()),
            ("$asked", (object?)askedFrom?.DayNumber ?? DBNull.Value), ("$rows", rows), ("$delivered", deliveredRows));

    private static long Insert(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using SqliteCommand command = StoreReader.Command(connection, sql, parameters);
        return (long)command.ExecuteScalar()!;
    }
}
