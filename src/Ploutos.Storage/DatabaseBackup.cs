using Microsoft.Data.Sqlite;

namespace Ploutos.Storage;

/// <summary>Copies an SQLite database that may be in use: SQLite's online backup takes one state of
/// it, whatever is written meanwhile.</summary>
public static class DatabaseBackup
{
    /// <summary>Copies the database file to <paramref name="target"/>; the copy is atomic.</summary>
    /// <exception cref="StorageException">The file is damaged or not a database, or the copy
    /// could not be written.</exception>
    public static void Copy(string source, string target)
    {
        Sqlite.TranslateContent(
            source,
            () =>
            {
                using SqliteConnection connection = Sqlite.OpenOrRead(source, "PRAGMA schema_version;");
                Copy(connection, target);
                return true;
            }
        );
    }

    /// <summary>What SQLite says against a file that nobody changes; null where it is a whole
    /// database. The file is only read.</summary>
    public static string? Fault(string path)
    {
        try
        {
            return Sqlite.TranslateContent(
                path,
                () =>
                {
                    using SqliteConnection connection = Sqlite.OpenToRead(path);
                    using SqliteCommand check = Sqlite.Command(connection, "PRAGMA integrity_check(1);");
                    return check.ExecuteScalar() is string said && said != "ok" ? said : null;
                }
            );
        }
        catch (StorageException e)
        {
            return (e.InnerException ?? e).Message;
        }
    }

    /// <summary>Copies a database that is open already.</summary>
    internal static void Copy(SqliteConnection source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        string temporary = AtomicFile.TemporaryOf(target);
        try
        {
            using (SqliteConnection copy = Sqlite.Open(temporary, SqliteOpenMode.ReadWriteCreate))
            {
                source.BackupDatabase(copy);
                // A copy is one file: what its journal would hold is in it.
                Sqlite.Execute(copy, "PRAGMA journal_mode = DELETE;");
            }

            using (var stream = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
                stream.Flush(flushToDisk: true);
            AtomicFile.Publish(temporary, target, overwrite: true);
        }
        catch
        {
            Leftovers.Discard(temporary);
            throw;
        }
    }
}
