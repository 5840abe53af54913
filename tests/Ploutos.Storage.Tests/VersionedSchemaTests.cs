using Microsoft.Data.Sqlite;
using Ploutos.Storage;
using Ploutos.Tests;

namespace Ploutos.Storage.Tests;

/// <summary>What becomes of a database file of an older program.</summary>
public sealed class VersionedSchemaTests : IDisposable
{
    private const int Mark = 0x54657374;
    private const string Tables = "CREATE TABLE note (text TEXT NOT NULL) STRICT;";
    private const string ToTwo = "ALTER TABLE note ADD COLUMN day INTEGER;",
        ToThree = "UPDATE note SET day = 7;";
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("notes.db");

    [Fact]
    public void An_older_file_is_copied_beside_itself_and_then_brought_up_to_date()
    {
        Assert.Null(Ensure(Schema()));
        Run("INSERT INTO note (text) VALUES ('kept')");

        string copy = Assert.IsType<string>(Ensure(Schema(ToTwo, ToThree)));

        Assert.Equal(File + ".v1.bak", copy);
        Assert.Equal("kept 7", Ask(File, "SELECT text || ' ' || day FROM note"));
        Assert.Equal("3", Ask(File, "PRAGMA user_version"));
        Assert.Equal("kept", Ask(copy, "SELECT text FROM note"));
        Assert.Equal("1", Ask(copy, "PRAGMA user_version"));
        Assert.Null(Ensure(Schema(ToTwo, ToThree)));
    }

    [Fact]
    public void A_change_that_fails_leaves_the_file_as_it_was()
    {
        Ensure(Schema());
        Run("INSERT INTO note (text) VALUES ('kept')");

        Assert.Throws<SqliteException>(() => Ensure(Schema(ToTwo, "UPDATE nothing SET x = 1;")));

        Assert.Equal("1", Ask(File, "PRAGMA user_version"));
        Assert.Equal("kept", Ask(File, "SELECT * FROM note"));
        Assert.True(System.IO.File.Exists(File + ".v1.bak"));
    }

    [Fact]
    public void A_second_copy_does_not_overwrite_the_first()
    {
        Ensure(Schema());
        Assert.Throws<SqliteException>(() => Ensure(Schema("nonsense")));

        Assert.Equal(File + ".v1.2.bak", Ensure(Schema(ToTwo)));
    }

    [Fact]
    public void A_file_of_another_program_or_a_newer_one_is_refused()
    {
        Run("CREATE TABLE mine (x)");
        Assert.Contains(
            "not a note book",
            Assert.Throws<StorageException>(() => Ensure(Schema())).Message,
            StringComparison.Ordinal
        );
        System.IO.File.Delete(File);

        Ensure(Schema(ToTwo));
        string message = Assert.Throws<StorageException>(() => Ensure(Schema())).Message;
        Assert.Contains(
            "its store version is 2, this program knows versions up to 1",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_without_a_mark_is_ours_only_where_it_holds_the_table_that_says_so()
    {
        VersionedSchema adopting = new(Mark, "a note book", Tables, ToTwo) { UnmarkedTable = "note" };
        Run("CREATE TABLE other (x); PRAGMA user_version = 1;");
        Assert.Equal(StorageFault.NotOurs, Assert.Throws<StorageException>(() => Ensure(adopting)).Fault);
        Assert.Equal("0", Ask(File, "PRAGMA application_id"));
        System.IO.File.Delete(File);

        Run(Tables + "INSERT INTO note (text) VALUES ('kept'); PRAGMA user_version = 1;");
        Ensure(adopting);
        Assert.Equal(
            Mark.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Ask(File, "PRAGMA application_id")
        );
        Assert.Equal("kept", Ask(File, "SELECT text FROM note"));
        Assert.Equal("2", Ask(File, "PRAGMA user_version"));
    }

    [Fact]
    public void An_unmarked_file_of_a_newer_program_is_refused_and_stays_unmarked()
    {
        Run(Tables + "PRAGMA user_version = 9;");
        VersionedSchema adopting = new(Mark, "a note book", Tables) { UnmarkedTable = "note" };
        Assert.Equal(StorageFault.Newer, Assert.Throws<StorageException>(() => Ensure(adopting)).Fault);
        Assert.Equal("0", Ask(File, "PRAGMA application_id"));
    }

    [Fact]
    public void A_copy_of_a_database_in_use_is_one_whole_state()
    {
        Ensure(Schema());
        using SqliteConnection writer = Open(File);
        Sqlite.Execute(writer, "PRAGMA journal_mode = WAL; INSERT INTO note (text) VALUES ('first');");
        using SqliteTransaction open = writer.BeginTransaction();
        Sqlite.Execute(writer, "INSERT INTO note (text) VALUES ('not yet')");

        DatabaseBackup.Copy(File, _folder.File("copy.db"));

        Assert.Equal("first", Ask(_folder.File("copy.db"), "SELECT GROUP_CONCAT(text) FROM note"));
        Assert.Equal("ok", Ask(_folder.File("copy.db"), "PRAGMA integrity_check"));
    }

    public void Dispose() => _folder.Dispose();

    private static VersionedSchema Schema(params string[] migrations) =>
        new(
            Mark,
            "a note book",
            migrations switch
            {
                [] => Tables,
                _ => "CREATE TABLE note (text TEXT NOT NULL, day INTEGER) STRICT;",
            },
            migrations
        );

    private string? Ensure(VersionedSchema schema)
    {
        using SqliteConnection connection = Open(File);
        return schema.Ensure(connection, File);
    }

    private void Run(string sql)
    {
        using SqliteConnection connection = Open(File);
        Sqlite.Execute(connection, sql);
    }

    private static string Ask(string path, string sql)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private static SqliteConnection Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
