using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Delivery;
using Ploutos.Storage;

namespace Ploutos.MarketData.Store;

/// <summary>Writes the rows of one vintage in chunks of 512. Days that come one by one rewrite the
/// last chunk only; chunks that the vintage before has alike are shared with it.</summary>
internal sealed class ChunkWriter(SqliteConnection connection, long tickerId, int vintage)
{
    private const int ChunkRows = 512;

    /// <summary>Writes the clean rows, of which the first <paramref name="stored"/> are stored
    /// already.</summary>
    public void Write(BarSeries series, int stored)
    {
        for (int first = TakeTail(StoreReader.Clean, stored); first < series.Count; first += ChunkRows)
        {
            int rows = Math.Min(ChunkRows, series.Count - first);
            Write(StoreReader.Clean, first, rows, BarCodec.Encode(series.Slice(first, rows)));
        }
    }

    /// <summary>Writes the delivered rows, of which the first <paramref name="stored"/> are stored
    /// already.</summary>
    public void Write(ReadOnlySpan<DeliveredBar> bars, int stored)
    {
        for (int first = TakeTail(StoreReader.Delivered, stored); first < bars.Length; first += ChunkRows)
        {
            int rows = Math.Min(ChunkRows, bars.Length - first);
            Write(StoreReader.Delivered, first, rows, BarCodec.Encode(bars.Slice(first, rows)));
        }
    }

    /// <summary>Takes the last chunk away where it is not full, and says from which row on to
    /// write.</summary>
    private int TakeTail(int kind, int stored)
    {
        int first = stored / ChunkRows * ChunkRows;
        if (first == stored)
            return first;
        using SqliteCommand piece = Command(
            "DELETE FROM piece WHERE ticker_id = $ticker AND vintage = $vintage AND kind = $kind AND first_row ="
                + " $first RETURNING chunk_id",
            kind,
            first
        );
        long chunk = (long)piece.ExecuteScalar()!;
        using SqliteCommand orphan = StoreReader.Command(
            connection,
            "DELETE FROM chunk WHERE id = $chunk AND NOT EXISTS (SELECT 1 FROM piece WHERE chunk_id = $chunk)",
            ("$chunk", chunk)
        );
        orphan.ExecuteNonQuery();
        return first;
    }

    private void Write(int kind, int first, int rows, byte[] data)
    {
        byte[] digest = BarCodec.Digest(data);
        using SqliteCommand piece = Command(
            "INSERT INTO piece (ticker_id, vintage, kind, first_row, rows, chunk_id) VALUES ($ticker, $vintage, $kind,"
                + " $first, $rows, $chunk)",
            kind,
            first
        );
        piece.Parameters.AddWithValue("$rows", rows);
        piece.Parameters.AddWithValue(
            "$chunk",
            SharedWithVintageBefore(kind, first, rows, digest) ?? NewChunk(digest, data)
        );
        piece.ExecuteNonQuery();
    }

    private long? SharedWithVintageBefore(int kind, int first, int rows, byte[] digest)
    {
        if (vintage == 1)
            return null;
        using SqliteCommand command = Command(
            """
            SELECT c.id FROM piece p JOIN chunk c ON c.id = p.chunk_id
            WHERE p.ticker_id = $ticker AND p.vintage = $vintage - 1 AND p.kind = $kind
                AND p.first_row = $first AND p.rows = $rows AND c.digest = $digest
            """,
            kind,
            first
        );
        command.Parameters.AddWithValue("$rows", rows);
        command.Parameters.AddWithValue("$digest", digest);
        return command.ExecuteScalar() as long?;
    }

    private long NewChunk(byte[] digest, byte[] data)
    {
        using SqliteCommand command = StoreReader.Command(
            connection,
            "INSERT INTO chunk (digest, data) VALUES ($digest, $data) RETURNING id",
            ("$digest", digest),
            ("$data", data)
        );
        return (long)command.ExecuteScalar()!;
    }

    private SqliteCommand Command(string sql, int kind, int first) =>
        StoreReader.Command(
            connection,
            sql,
            ("$ticker", tickerId),
            ("$vintage", vintage),
            ("$kind", kind),
            ("$first", first)
        );
}
