using Microsoft.Data.Sqlite;
using Ploutos.Workspace;

namespace Ploutos.Signals.Tests;

/// <summary>Damage to the stored bars of one ticker.</summary>
internal static class StoreDamage
{
    /// <summary>Damages all of them, or the rows as they were delivered alone.</summary>
    public static void Of(WorkspaceFolder workspace, string ticker, bool onlyDelivered = false)
    {
        using var raw = new SqliteConnection($"Data Source={workspace.StorePath};Pooling=False");
        raw.Open();
        using SqliteCommand command = raw.CreateCommand();
        command.CommandText =
            "UPDATE chunk SET data = zeroblob(length(data)) WHERE id IN (SELECT p.chunk_id FROM piece p JOIN ticker t"
            + " ON t.id = p.ticker_id WHERE t.symbol = $ticker AND p.kind >= $kind)";
        command.Parameters.AddWithValue("$kind", onlyDelivered ? 1 : 0);
        command.Parameters.AddWithValue("$ticker", ticker);
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
