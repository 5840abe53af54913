using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ploutos.Storage;

/// <summary>The tables of one of our SQLite files, and how older files become newer ones. A file
/// that has to change is first copied beside itself, as <c>ploutos.db.v1.bak</c>, so that an update
/// can be taken back.</summary>
/// <param name="applicationId">The mark in the file's header by which it is known as ours.</param>
/// <param name="name">What the file is, for messages: "a store of Ploutos".</param>
/// <param name="tables">SQL that makes the newest tables in an empty file.</param>
/// <param name="migrations">SQL from version 1 to 2, from 2 to 3, and so on; the newest version is
/// one more than there are.</param>
public sealed class VersionedSchema(
    int applicationId,
    string name,
    string tables,
    params IReadOnlyList<string> migrations
)
{
    /// <summary>A table by which a file without a mark is known as ours: earlier programs marked
    /// some of their files with a version only. Such a file gets the mark when it is opened. Null
    /// where every program marked its files.</summary>
    public string? UnmarkedTable { get; init; }

    /// <summary>The version that this program writes.</summary>
    public int Version => migrations.Count + 1;

    /// <summary>Makes the tables in an empty file, all at once; in a file that has them, checks
    /// whose they are and brings them up to date.</summary>
    /// <returns>The copy that was made before a change; null where nothing had to change.</returns>
    /// <exception cref="StorageException">The file is someone else's, or from a newer program.
    /// It was not changed.</exception>
    public string? Ensure(SqliteConnection connection, string path)
    {
        ArgumentNullException.ThrowIfNull(connection);
        long found = Read(connection, "PRAGMA user_version");
        if (found == Version)
        {
            RequireOurs(connection, path, found);
            return null;
        }

        string? copy = null;
        if (found is not 0)
        {
            RequireOurs(connection, path, found);
            copy = FreeName($"{path}.v{found.ToString(CultureInfo.InvariantCulture)}");
            DatabaseBackup.Copy(connection, copy);
        }

        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        // Another process may have made or changed the tables while this one waited
        found = Read(connection, "PRAGMA user_version");
        if (found == 0 && Read(connection, "SELECT COUNT(*) FROM sqlite_schema") > 0)
            throw NotOurs(path);
        if (found == 0)
            Sqlite.Execute(connection, tables);
        else
            RequireOurs(connection, path, found);
        for (long version = found; found > 0 && version < Version; version++)
            Sqlite.Execute(connection, migrations[(int)version - 1]);
        Sqlite.Execute(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA application_id = {applicationId}; PRAGMA user_version = {Version};"
            )
        );
        transaction.Commit();
        return copy;
    }

    private void RequireOurs(SqliteConnection connection, string path, long found)
    {
        long mark = Read(connection, "PRAGMA application_id");
        bool unmarked = mark == 0 && HasUnmarkedTable(connection);
        if (mark != applicationId && !unmarked)
            throw NotOurs(path);
        if (found > Version)
        {
            throw new StorageException(
                StorageFault.Newer,
                $"{path} was written by a newer Ploutos: its store version is {found}, this program knows versions up"
                    + $" to {Version}. Update Ploutos, or use another workspace. The file was not changed."
            );
        }

        if (unmarked)
            Sqlite.Execute(
                connection,
                string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {applicationId};")
            );
    }

    private bool HasUnmarkedTable(SqliteConnection connection)
    {
        if (UnmarkedTable is null)
            return false;
        using SqliteCommand command = Sqlite.Command(
            connection,
            "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = $name",
            ("$name", UnmarkedTable)
        );
        return (long)command.ExecuteScalar()! > 0;
    }

    private StorageException NotOurs(string path) =>
        new(
            StorageFault.NotOurs,
            $"{path} is an SQLite database, but not {name}. Use another workspace, or move the file away. It was not"
                + " changed."
        );

    private static string FreeName(string stem)
    {
        string path = stem + ".bak";
        for (int n = 2; File.Exists(path); n++)
            path = string.Create(CultureInfo.InvariantCulture, $"{stem}.{n}.bak");
        return path;
    }

    private static long Read(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
