using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Ploutos.MarketData;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Predict;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Workflows.Backup;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Tests.Backup;

/// <summary>A workspace copied while it is in use, and brought back.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkspaceFolder Source => new(_folder.File("source"));

    private WorkspaceFolder Target => new(_folder.File("target"));

    private string Archive => _folder.File("backup.tar.gz");

    [Fact]
    public void A_backup_brings_everything_back_but_passing_files()
    {
        Fill();
        BackupResult made = Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation);
        RestoreResult restored = Workflows(Target).Restore(new(Archive), null, Cancellation);

        Assert.Equal((made.Files, made.MadeAt), (restored.Files, restored.MadeAt));
        Assert.Equal(2, made.Databases);
        Assert.Null(restored.KeptAside);
        Assert.Equal(
            [
                "alerts.json",
                "data/ploutos.db",
                "data/watchlist.txt",
                "experts/mine.json",
                "imports/20240102/NVDA.csv",
                "logs/live.log",
                "logs/predictions.jsonl",
                "logs/studies.db",
                "models/v7_x/model.json",
            ],
            Files(Target)
        );
        Assert.Equal("1", Ask(Target.StorePath, "SELECT COUNT(*) FROM ticker"));
        Assert.Equal("{\"a\":1}\n", File.ReadAllText(Target.PredictionLog));
        Assert.Equal(
            ["backup.tar.gz"],
            Directory
                .GetFileSystemEntries(_folder.Path)
                .Select(e => Path.GetFileName(e)!)
                .Where(n => n is not ("source" or "target"))
        );
    }

    [Fact]
    public async Task A_backup_made_while_others_write_holds_whole_transactions()
    {
        Fill();
        using var stop = new CancellationTokenSource();
        Task writing = Task.Run(
            () =>
            {
                using SqliteConnection connection = Open(Path.Combine(Source.Root, "logs", "studies.db"));
                while (!stop.IsCancellationRequested)
                    Execute(
                        connection,
                        "BEGIN IMMEDIATE; INSERT INTO pair VALUES (1); INSERT INTO pair VALUES (1); COMMIT;"
                    );
            },
            Cancellation
        );

        for (int i = 0; i < 5; i++)
        {
            Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation);
            Workflows(Target).Restore(new(Archive, Force: true), null, Cancellation);
            string copy = Path.Combine(Target.Root, "logs", "studies.db");
            Assert.Equal("ok", Ask(copy, "PRAGMA integrity_check"));
            Assert.Equal("0", Ask(copy, "SELECT COUNT(*) % 2 FROM pair"));
        }

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public void A_workspace_that_holds_something_is_kept_aside_and_only_where_asked()
    {
        Fill();
        Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation);
        Directory.CreateDirectory(Target.LogFolder);
        File.WriteAllText(Target.PredictionLog, "mine\n");

        var error = Assert.Throws<PloutosException>(() => Workflows(Target).Restore(new(Archive), null, Cancellation));
        Assert.Contains("is not empty (logs)", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine\n", File.ReadAllText(Target.PredictionLog));

        RestoreResult restored = Workflows(Target).Restore(new(Archive, Force: true), null, Cancellation);
        Assert.Equal("mine\n", File.ReadAllText(Path.Combine(restored.KeptAside!, "logs", "predictions.jsonl")));
        Assert.Equal("{\"a\":1}\n", File.ReadAllText(Target.PredictionLog));
        Assert.NotNull(Workflows(Target).Restore(new(Archive, Force: true), null, Cancellation).KeptAside);
    }

    [Fact]
    public void A_backup_that_lies_in_the_workspace_stays_there_so_that_it_can_be_restored_again()
    {
        Fill();
        Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation);
        Directory.CreateDirectory(Target.LogFolder);
        string inside = Path.Combine(Target.Root, "mine.tar.gz");
        File.Copy(Archive, inside);
        for (int n = 0; n < 2; n++)
        {
            RestoreResult restored = Workflows(Target).Restore(new(inside, Force: true), null, Cancellation);
            Assert.False(File.Exists(Path.Combine(restored.KeptAside!, "mine.tar.gz")));
            Assert.Equal(File.ReadAllBytes(Archive), File.ReadAllBytes(inside));
        }
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("cut")]
    [InlineData("text")]
    [InlineData("extra")]
    [InlineData("escape")]
    public void A_damaged_or_forged_backup_is_refused_and_nothing_changes(string how)
    {
        Fill();
        Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation);
        ForgedArchive.Make(Archive, how);
        Directory.CreateDirectory(Target.LogFolder);
        File.WriteAllText(Target.PredictionLog, "mine\n");

        var error = Assert.Throws<PloutosException>(() =>
            Workflows(Target).Restore(new(Archive, Force: true), null, Cancellation)
        );

        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(["logs/predictions.jsonl"], Files(Target));
        Assert.Equal("mine\n", File.ReadAllText(Target.PredictionLog));
        Assert.False(File.Exists(_folder.File("evil.txt")));
    }

    [Fact]
    public void A_backup_whose_chain_does_not_end_where_its_manifest_says_is_refused()
    {
        Fill();
        Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation);
        ForgedArchive.Rewrite(Archive, "heads");

        var error = Assert.Throws<PloutosException>(() => Workflows(Target).Restore(new(Archive), null, Cancellation));

        Assert.Contains("does not end at the link 7", error.Message, StringComparison.Ordinal);
        Assert.Empty(Files(Target));
    }

    [Fact]
    public void A_database_of_a_backup_that_is_none_is_refused()
    {
        Fill();
        Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation);
        ForgedArchive.Rewrite(Archive, "database");

        var error = Assert.Throws<PloutosException>(() => Workflows(Target).Restore(new(Archive), null, Cancellation));

        Assert.Contains("'logs/studies.db' is no whole database", error.Message, StringComparison.Ordinal);
        Assert.Empty(Files(Target));
    }

    [Theory]
    [InlineData(".restore.json")]
    [InlineData("backups/x")]
    [InlineData("server/keys")]
    [InlineData("before-restore-1/x")]
    public void A_backup_with_a_file_that_no_backup_holds_is_refused(string path)
    {
        Fill();
        Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation);
        ForgedArchive.Rewrite(Archive, path);

        Assert.Contains(
            "does not name as a file of a workspace",
            Assert.Throws<PloutosException>(() => Workflows(Target).Restore(new(Archive), null, Cancellation)).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Files(Target));
    }

    [Fact]
    public void A_restore_over_a_running_instance_is_refused_by_its_name()
    {
        Fill();
        Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation);
        using ProcessLock running = DailyRunLock.Take(Source, TimeProvider.System);

        var error = Assert.Throws<PloutosException>(() =>
            Workflows(Source).Restore(new(Archive, Force: true), null, Cancellation)
        );

        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Source.StorePath));
        Assert.True(Workflows(Source).Backup(new(Archive, Replace: true), null, Cancellation).Files > 0);
    }

    [Fact]
    public void An_interrupted_or_pointless_backup_leaves_no_archive()
    {
        Fill();
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Workflows(Source).Backup(new(Archive, Replace: true), null, stopped.Token)
        );
        Directory.CreateDirectory(Target.Root);
        Assert.Contains(
            "nothing to back up",
            Assert
                .Throws<PloutosException>(() =>
                    Workflows(Target).Backup(new(Archive, Replace: true), null, Cancellation)
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            Fault.NoData,
            Assert.Throws<PloutosException>(() => Workflows(Target).Restore(new(Archive), null, Cancellation)).Fault
        );

        Assert.Equal(
            ["source", "target"],
            Directory.GetFileSystemEntries(_folder.Path).Select(e => Path.GetFileName(e)!).Order()
        );
    }

    [Fact]
    public void Two_backups_of_one_second_have_two_names()
    {
        Fill();
        IPloutosWorkflows workflows = Workflows(Source);
        string[] files = [.. Enumerable.Range(0, 4).Select(_ => workflows.Backup(new(), null, Cancellation).File)];
        Assert.Distinct(files);
        Assert.All(files, f => Assert.True(File.Exists(f)));
        Assert.Equal(4, Directory.GetFileSystemEntries(Source.BackupFolder).Length);
    }

    public void Dispose() => _folder.Dispose();

    private static IPloutosWorkflows Workflows(WorkspaceFolder workspace) =>
        WorkflowFactory.Create(workspace, TimeProvider.System);

    private static string[] Files(WorkspaceFolder workspace) =>
        [
            .. Directory
                .GetFiles(workspace.Root, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(workspace.Root, f))
                .Where(f => f is not (".restore.lock" or ".use.lock"))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>A workspace with a store, a study, a model, logs with a line that is being written,
    /// and files that pass.</summary>
    private void Fill()
    {
        string root = Source.Root;
        foreach (string folder in new[] { "data", "experts", "imports/20240102", "logs", "models/v7_x", "reports" })
            Directory.CreateDirectory(Path.Combine(root, folder));
        using (BarStore store = BarStore.Open(Source.StorePath))
            store.Save(
                MarketData.Delivery.DeliveredSeries.From(
                    MarketData.BarSeries.FromBars(
                        "SIM",
                        MarketData.DataOrigin.Simulated,
                        [new(new(2024, 1, 2), 10, 11, 9, 10, 100)]
                    ),
                    "simulated",
                    "test"
                ),
                TimeProvider.System.GetUtcNow()
            );
        using (SqliteConnection studies = Open(Path.Combine(root, "logs", "studies.db")))
            Execute(studies, "PRAGMA journal_mode = WAL; CREATE TABLE pair (x);");
        File.WriteAllText(Source.PredictionLog, "{\"a\":1}\n{\"cut");
        foreach (
            string file in new[]
            {
                "alerts.json",
                "data/watchlist.txt",
                "data/paper.lock",
                "data/paper.txt",
                "experts/mine.json",
                "imports/20240102/NVDA.csv",
                "models/v7_x/model.json",
                "models/v7_x/.model.json.1.tmp",
                "reports/big.html",
                "data/ploutos.db.v1.bak",
            }
        )
            File.WriteAllText(Path.Combine(root, file), "x");
        File.WriteAllText(Path.Combine(root, "logs", "live.log"), "a line\n");
    }

    private static SqliteConnection Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Ask(string path, string sql)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
