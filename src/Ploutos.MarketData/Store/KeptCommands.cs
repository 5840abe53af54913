using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Ploutos.MarketData.Store;

/// <summary>Queries that are asked for one ticker after another: each is prepared once a connection, and
/// asked again with other values. Whoever asks reads one answer to its end, or disposes it, before the next;
/// the command itself lives as long as the connection.</summary>
internal static class KeptCommands
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> s_kept = [];

    /// <summary>The command, ready to be run; not to be disposed.</summary>
    /// <param name="connection">The open connection, which one thread uses at a time.</param>
    /// <param name="sql">The query: one statement, the same text each time.</param>
    /// <param name="values">Its parameters, the same names in the same order each time.</param>
    public static SqliteCommand Of(
        SqliteConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object Value)> values
    )
    {
        Dictionary<string, SqliteCommand> kept = s_kept.GetOrCreateValue(connection);
        SqliteCommand current = connection.CreateCommand();
        if (!kept.TryGetValue(sql, out SqliteCommand? command))
        {
            command = kept[sql] = current;
            command.CommandText = sql;
            foreach ((string name, object value) in values)
                command.Parameters.AddWithValue(name, value);
            return command;
        }

        command.Transaction = current.Transaction; // of now: a command belongs to the open transaction
        current.Dispose();
        for (int i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Value;
        return command;
    }
}
