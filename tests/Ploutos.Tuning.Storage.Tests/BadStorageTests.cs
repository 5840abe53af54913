using Microsoft.Data.Sqlite;
using Ploutos.Tests;
using Ploutos.Tuning.Tests;

namespace Ploutos.Tuning.Storage.Tests;

/// <summary>Storages that cannot be used say why, and what to do.</summary>
public sealed class BadStorageTests(PostgresServer server)
{
    [Theory]
    [InlineData("mysql://user:secret@host/db", "must be sqlite:///")]
    [InlineData("studies.db", "must be sqlite:///")]
    [InlineData("sqlite://studies.db", "three slashes")]
    [InlineData("sqlite:///:memory:", "must be a file")]
    [InlineData("postgresql://host", "postgresql://user:password@host")]
    [InlineData("postgresql://user:secret@host/db?nonsense=1", "'nonsense'")]
    public void A_URL_of_another_form_is_refused_without_showing_its_password(string url, string rule)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => StudyDatabase.Open(url));
        Assert.Contains(rule, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_cannot_be_reached_is_named()
    {
        StudyStorageException e = Assert.Throws<StudyStorageException>(() =>
            StudyDatabase.Open(
                "postgresql://user:secret@127.0.0.1:1/db",
                new StorageOptions { Patience = TimeSpan.FromMilliseconds(200) }
            )
        );
        Assert.Contains("127.0.0.1:1/db could not be reached", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_never_answered_is_given_up_before_one_that_went_away()
    {
        var hours = new StorageOptions
        {
            Patience = TimeSpan.FromHours(2),
            FirstContact = TimeSpan.FromMilliseconds(200),
        };
        Assert.Throws<StudyStorageException>(() =>
            StudyDatabase.Open("postgresql://user:secret@127.0.0.1:1/db", hours)
        );
    }

    [Fact]
    public void A_database_that_does_not_exist_is_named_with_the_command_that_makes_it()
    {
        string url = server.NewDatabaseOrSkip().Replace("/db", "/missing", StringComparison.Ordinal);
        Assert.Contains(
            "createdb missing",
            Assert.Throws<StudyStorageException>(() => StudyDatabase.Open(url)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_alone()
    {
        using TemporaryFolder folder = new();
        string text = string.Concat(Enumerable.Repeat("this is not a database. ", 100));
        File.WriteAllText(folder.File("notes.db"), text);
        StudyStorageException e = Assert.Throws<StudyStorageException>(() =>
            StudyDatabase.Open(StudyDatabase.SqliteUrl(folder.File("notes.db")))
        );
        Assert.Contains("damaged or is no SQLite database", e.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(folder.File("notes.db")));
    }

    [Fact]
    public void A_file_with_damaged_pages_is_reported()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("studies.db");
        using (StudyStorage storage = StudyDatabase.Open(StudyDatabase.SqliteUrl(file)))
            Study.Create(new StudyOptions { Storage = storage });
        using (FileStream stream = File.OpenWrite(file))
        {
            stream.Position = 4096;
            stream.Write(new byte[stream.Length - 4096]);
        }
        Assert.Contains(
            "damaged",
            Assert
                .Throws<StudyStorageException>(() => StudyDatabase.Open(StudyDatabase.SqliteUrl(file)).StudyNames)
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named() =>
        Assert.Contains(
            "/no/such/folder",
            Assert
                .Throws<StudyStorageException>(() => StudyDatabase.Open("sqlite:////no/such/folder/studies.db"))
                .Message,
            StringComparison.Ordinal
        );

    [Theory, CombinatorialKinds]
    public void Tables_of_another_schema_version_are_refused(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        using (StudyDatabase.Open(database.Url)) { }
        database.Execute("UPDATE alembic_version SET version_num = 'v9.9.9.z'");
        StudyStorageException e = Assert.Throws<StudyStorageException>(() => StudyDatabase.Open(database.Url));
        Assert.Contains("must be 12", e.Message, StringComparison.Ordinal);
        Assert.Contains("v9.9.9.z", e.Message, StringComparison.Ordinal);
        Assert.Contains("Optuna's own \"storage upgrade\"", e.Message, StringComparison.Ordinal);
    }

    [Theory, CombinatorialKinds]
    public void A_schema_version_that_is_missing_is_damage_and_named_so(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        using (StudyDatabase.Open(database.Url)) { }
        database.Execute("DROP TABLE alembic_version");
        database.Execute("CREATE TABLE alembic_version (version_num VARCHAR(32))");
        database.Execute("INSERT INTO alembic_version (version_num) VALUES (NULL)");
        StudyStorageException e = Assert.Throws<StudyStorageException>(() => StudyDatabase.Open(database.Url));
        Assert.Contains("is damaged", e.Message, StringComparison.Ordinal);
    }

    [Theory, CombinatorialKinds]
    public void A_study_with_several_objectives_is_refused(Kind kind)
    {
        using TestDatabase database = new(kind, server);
        using StudyStorage storage = StudyDatabase.Open(database.Url);
        Study.Create(new StudyOptions { Name = "two", Storage = storage });
        database.Execute(
            "INSERT INTO study_directions (direction, study_id, objective) SELECT direction, study_id, 1 FROM"
                + " study_directions"
        );
        Assert.Contains(
            "must have one objective, but 'two'",
            Assert
                .Throws<StudyStorageException>(() => Study.Open(new StudyOptions { Name = "two", Storage = storage }))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Equal(["two"], storage.StudyNames);
    }

    [Fact]
    public async Task A_locked_file_is_waited_for()
    {
        using TemporaryFolder folder = new();
        string url = StudyDatabase.SqliteUrl(folder.File("studies.db"));
        using StudyStorage storage = StudyDatabase.Open(url);
        Study study = Study.Create(new StudyOptions { Storage = storage, Sampler = new RandomSampler(1) });
        using SqliteConnection other = new($"Data Source={folder.File("studies.db")};Pooling=false");
        other.Open();
        Execute(other, "BEGIN EXCLUSIVE");
        Task<Trial> waiting = Task.Run(study.Ask, TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        Execute(other, "COMMIT");
        Assert.Equal(0, (await waiting).Number);
    }

    [Fact]
    public void A_file_that_stays_locked_is_given_up_with_a_reason()
    {
        using TemporaryFolder folder = new();
        string url = StudyDatabase.SqliteUrl(folder.File("studies.db"));
        using StudyStorage storage = StudyDatabase.Open(
            url,
            new StorageOptions { Patience = TimeSpan.FromMilliseconds(200) }
        );
        Study study = Study.Create(new StudyOptions { Storage = storage, Sampler = new RandomSampler(1) });
        using SqliteConnection other = new($"Data Source={folder.File("studies.db")};Pooling=false");
        other.Open();
        Execute(other, "BEGIN EXCLUSIVE");
        Assert.Contains(
            "in use by another process",
            Assert.Throws<StudyStorageException>(study.Ask).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_full_database_loses_no_finished_trial()
    {
        using TemporaryFolder folder = new();
        string url = StudyDatabase.SqliteUrl(folder.File("studies.db"));
        int finished = 0;
        using (StudyStorage storage = StudyDatabase.Open(url))
        {
            Study study = Study.Create(new StudyOptions { Storage = storage, Sampler = new RandomSampler(1) });
            // A limit on the pages stands for a full disk: SQLite reports both alike.
            ((Tuning.Storage.RelationalStorage)storage.Inner).Limit(40);
            StudyStorageException e = Assert.Throws<StudyStorageException>(() =>
                study.Optimize(
                    ReferenceObjectives.Sphere,
                    new OptimizeOptions { Trials = 5000, Callbacks = [(_, _) => finished++] },
                    TestContext.Current.CancellationToken
                )
            );
            Assert.Contains("disk is full", e.Message, StringComparison.Ordinal);
        }
        using StudyStorage again = StudyDatabase.Open(url);
        Study read = Study.Open(new StudyOptions { Storage = again });
        Assert.True(finished > 0);
        Assert.Equal(finished, read.Trials.Count(t => t.State == TrialState.Complete));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
