using Microsoft.Data.Sqlite;
using Ploutos.Tests;

namespace Ploutos.Storage.Tests;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteFile _file;

    public SqliteFileTests() =>
        _file = SqliteFile.Open(
            _folder.File("numbers.db"),
            new VersionedSchema(0x1234, "a store of numbers", "CREATE TABLE numbers (n INTEGER PRIMARY KEY) STRICT;")
        );

    [Fact]
    public void Rows_come_one_after_the_other_in_the_order_asked_for()
    {
        _file.Transact(() =>
        {
            foreach (int n in new[] { 3, 1, 2 })
                _file.Execute("INSERT INTO numbers (n) VALUES ($n)", ("$n", n));
        });
        var seen = new List<long>();
        _file.ForEach(
            "SELECT n FROM numbers WHERE n > $least ORDER BY n",
            row => seen.Add(row.GetInt64(0)),
            ("$least", 1)
        );
        Assert.Equal([2, 3], seen);
    }

    [Fact]
    public void What_waits_in_the_journal_of_a_copied_database_is_read_without_a_change_of_it()
    {
        _file.Execute("INSERT INTO numbers (n) VALUES (7)");
        foreach (string journal in new[] { "", "-wal" })
            File.Copy(_folder.File("numbers.db" + journal), _folder.File("copied.db" + journal));
        byte[] before = File.ReadAllBytes(_folder.File("copied.db-wal"));
        Assert.NotEmpty(before);
        using (SqliteConnection copy = Sqlite.OpenInMemory(_folder.File("copied.db")))
        {
            using SqliteCommand command = Sqlite.Command(copy, "SELECT n FROM numbers");
            Assert.Equal(7L, command.ExecuteScalar());
            Assert.Throws<SqliteException>(() => Sqlite.Execute(copy, "INSERT INTO numbers (n) VALUES (8)"));
        }

        Assert.Equal(before, File.ReadAllBytes(_folder.File("copied.db-wal")));
        Assert.False(File.Exists(_folder.File("copied.db-shm")));
    }

    [Fact]
    public void An_error_of_SQLite_is_one_of_ours_and_names_the_file()
    {
        _file.Execute("INSERT INTO numbers (n) VALUES (1)");
        StorageException e = Assert.Throws<StorageException>(() => _file.Execute("INSERT INTO numbers (n) VALUES (1)"));
        Assert.Contains("numbers.db", e.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => _file.ForEach("SELECT nothing FROM numbers", _ => { }));
    }

    [Fact]
    public void What_the_reader_of_a_row_throws_passes_through_as_it_is() =>
        Assert.Throws<InvalidOperationException>(() =>
            _file.ForEach("SELECT 1", _ => throw new InvalidOperationException())
        );

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }
}
