using Microsoft.Data.Sqlite;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Live.Simulation;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Replay;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Signals.Tests.Ledger;

/// <summary>What the chains show of changes, and what they let nobody change.</summary>
public sealed class ChainTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    private readonly TemporaryFolder _folder = new();
    private readonly WorkspaceFolder _workspace;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ChainTests() => _workspace = new(_folder.Path);

    [Theory]
    [InlineData("UPDATE signals SET body = replace(body, 'BUY', 'SELL') WHERE seq = 2", "link 2 was changed")]
    [InlineData("DELETE FROM signals WHERE seq = 2", "link 2 is missing")]
    [InlineData("UPDATE signals SET hash = lower(hex(randomblob(32))) WHERE seq = 3", "link 3 was changed")]
    [InlineData(
        "UPDATE signals SET previous = lower(hex(randomblob(32))) WHERE seq = 4",
        "link 4 does not name the hash"
    )]
    [InlineData("UPDATE outcomes SET body = replace(body, 'true', 'false')", "outcomes: link 1 was changed")]
    public void Whoever_changes_a_record_behind_the_guards_is_found_at_the_first_link(string sql, string found)
    {
        Write(5);
        using (SqliteConnection connection = Open())
        {
            Assert.Contains(
                "append-only",
                Assert.Throws<SqliteException>(() => Sqlite.Execute(connection, sql)).Message,
                StringComparison.Ordinal
            );
            foreach (string table in new[] { "signals", "outcomes" })
                Sqlite.Execute(connection, $"DROP TRIGGER {table}_no_UPDATE; DROP TRIGGER {table}_no_DELETE;");
            Sqlite.Execute(connection, sql);
        }

        ChainReport report = Verify();
        Assert.False(report.Holds);
        Assert.Contains(found, Assert.Single(report.Broken), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticker_s_day_can_be_stored_once_only_and_a_batch_is_stored_whole_or_not_at_all()
    {
        Write(1);
        using SignalStore store = SignalStore.Open(_workspace);
        Assert.Throws<StorageException>(() => store.Append([Record("NEW", Day), Record("T1", Day)]));
        Assert.Single(store.History());
        Assert.Equal(1, store.LastSequence());
    }

    [Fact]
    public void A_record_that_claims_to_be_in_time_and_was_not_is_a_broken_link()
    {
        using (SignalStore store = SignalStore.Open(_workspace))
        {
            store.Append([Record("A", Day) with { MadeAt = DayMoments.KnownFrom(Day).AddSeconds(-1) }]);
            store.Append([Record("B", Day) with { MadeAt = DayMoments.KnownFrom(Day), Late = true }]);
            Assert.True(Verify().Holds);
            store.Append([Record("C", Day) with { MadeAt = DayMoments.KnownFrom(Day) }]);
        }

        Assert.Contains("link 3 was made at", Assert.Single(Verify().Broken), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_made_before_its_day_had_closed_is_a_broken_link()
    {
        using (SignalStore store = SignalStore.Open(_workspace))
            store.Append([Record("A", Day) with { MadeAt = DayMoments.CloseOf(Day).AddMinutes(-1) }]);
        Assert.Contains("before that day's close", Assert.Single(Verify().Broken), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_earlier_versions_are_a_prefix_that_the_first_chained_line_seals()
    {
        Directory.CreateDirectory(_workspace.LogFolder);
        File.WriteAllText(_workspace.PredictionLog, "{\"ticker\":\"OLD\"}\n{\"ticker\":\"CUT");
        ChainedLines.Append(_workspace.PredictionLog, "{\"ticker\":\"A\"}");
        ChainedLines.Append(_workspace.PredictionLog, "{\"ticker\":\"B\"}");
        ChainReport report = Verify();
        Assert.True(report.Holds);
        Assert.Equal((2, 2), (report.Predictions, report.Unchained));

        File.WriteAllText(
            _workspace.PredictionLog,
            File.ReadAllText(_workspace.PredictionLog).Replace("OLD", "NEW", StringComparison.Ordinal)
        );
        Assert.Contains("line 3 does not name the hash", Assert.Single(Verify().Broken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "line 2 was changed")]
    [InlineData(0, "line 3 does not name the hash")]
    public void A_line_that_is_changed_or_taken_out_of_the_log_is_found(int change, string found)
    {
        foreach (string ticker in new[] { "A", "B", "C", "D" })
            ChainedLines.Append(_workspace.PredictionLog, $$"""{"ticker":"{{ticker}}"}""");
        List<string> lines = [.. File.ReadAllLines(_workspace.PredictionLog)];
        if (change == 1)
            lines[1] = lines[1].Replace("\"B\"", "\"X\"", StringComparison.Ordinal);
        else
            lines.RemoveAt(2);
        File.WriteAllLines(_workspace.PredictionLog, lines);
        Assert.Contains(found, Assert.Single(Verify().Broken), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_a_crash_cut_off_is_noted_and_the_chain_goes_on_after_it()
    {
        ChainedLines.Append(_workspace.PredictionLog, "{\"ticker\":\"A\"}");
        File.AppendAllText(_workspace.PredictionLog, "{\"ticker\":\"B\",\"sco");
        ChainedLines.Append(_workspace.PredictionLog, "{\"ticker\":\"C\"}");
        ChainReport report = Verify();
        Assert.True(report.Holds);
        Assert.Equal(2, report.Predictions);
        Assert.Contains("line 2 was cut off", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_written_by_many_at_once_make_one_chain()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 40),
            Stop,
            (i, _) =>
            {
                ChainedLines.Append(_workspace.PredictionLog, $$"""{"n":{{i}}}""");
                return ValueTask.CompletedTask;
            }
        );
        ChainReport report = Verify();
        Assert.True(report.Holds, string.Join('\n', report.Broken));
        Assert.Equal(40, report.Predictions);
    }

    [Fact]
    public void An_end_that_was_cut_off_is_found_by_the_head_that_is_kept_apart()
    {
        Write(3);
        Assert.True(Verify().Holds);
        using (SqliteConnection connection = Open())
            Sqlite.Execute(connection, "DROP TRIGGER signals_no_DELETE; DELETE FROM signals WHERE seq = 3;");
        Assert.Contains(
            "signals: the end of the chain was cut off, but the ledger of trials keeps the head of 3 link(s)",
            Assert.Single(Verify().Broken),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("signals.db", "data/signals.db is missing")]
    [InlineData("ledger.db", "data/ledger.db, which keeps the heads of the chains, is missing")]
    public void A_ledger_that_was_removed_is_found(string file, string found)
    {
        Write(4);
        foreach (string path in Directory.GetFiles(_folder.File("data"), file + "*"))
            File.Delete(path);
        Assert.Contains(Verify().Broken, b => b.Contains(found, StringComparison.Ordinal));
    }

    [Fact]
    public void Ledgers_that_were_removed_together_are_found_by_the_newest_backup()
    {
        Write(2);
        WorkflowFactory.Create(_workspace, new SimulatedClock(DateTimeOffset.UnixEpoch)).Backup(new(), null, Stop);
        Directory.Delete(_folder.File("data"), recursive: true);
        Assert.Contains(Verify().Broken, b => b.Contains("the backup ploutos-19700101", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_that_cannot_be_read_is_found()
    {
        ExpertDefinition expert = ExpertDefinition.Volatility;
        var registry = new ModelRegistry(_workspace.ModelsFolder);
        string folder = registry.FolderOf(expert);
        Assert.True(Verify().Holds);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "model.json"), "{}");
        Assert.Contains(Verify().Broken, b => b.StartsWith("models: ", StringComparison.Ordinal));
    }

    [Fact]
    public void On_a_full_disk_a_batch_is_refused_whole_and_the_next_one_fits_once_there_is_room()
    {
        Write(3);
        SignalRecord[] many = [.. Enumerable.Range(0, 2000).Select(i => Record($"M{i}", Day))];
        using (SignalStore store = SignalStore.Open(_workspace))
        {
            store.File.Execute("PRAGMA max_page_count = 60"); // what SQLite sees of a full disk
            Assert.Contains(
                "the disk is full",
                Assert.Throws<StorageException>(() => store.Append(many)).Message,
                StringComparison.Ordinal
            );
            Assert.Equal(3, store.History().Count);
        }

        using (SignalStore store = SignalStore.Open(_workspace))
            store.Append(many);
        Assert.Equal((2003, true), (Verify().Signals, Verify().Holds));
    }

    [Fact]
    public void A_store_of_a_newer_version_or_of_somebody_else_is_left_alone()
    {
        Write(1);
        using (SqliteConnection connection = Open())
            Sqlite.Execute(connection, "PRAGMA user_version = 99");
        Assert.Contains(
            "newer Ploutos",
            Assert.Throws<StorageException>(() => SignalStore.Open(_workspace)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_tracked_is_of_observed_or_of_simulated_bars_as_the_newest_day_and_made_in_time()
    {
        using SignalStore store = SignalStore.Open(_workspace);
        store.Append([
            Record("SIM", Day) with
            {
                Simulated = true,
            },
            Record("REAL", Day.AddDays(1)),
            Record("LATE", Day.AddDays(1)),
        ]);
        SignalOutcome real = Outcome("REAL", Day.AddDays(1));
        store.Append([Outcome("SIM", Day), real, Outcome("LATE", Day.AddDays(1)) with { Late = true }]);
        Assert.Equal([real], store.TrackedOutcomes());
        store.Append([Record("SIM", Day.AddDays(2)) with { Simulated = true }]);
        Assert.Equal(["SIM"], store.TrackedOutcomes().Select(o => o.Ticker));
    }

    public void Dispose() => _folder.Dispose();

    private static SignalRecord Record(string ticker, DateOnly day) =>
        new()
        {
            Ticker = ticker,
            AsOf = day,
            MadeAt = DayMoments.CloseOf(day).AddHours(1),
            Late = false,
            Signal = "BUY",
            RawSignal = "BUY",
            Score = 0.125,
            Experts =
            [
                new("momentum", 0.6, 5, "m-1"),
                new("reversion", 0.5, 1, "r-1"),
                new("volatility", 0.4, 5, "v-1"),
            ],
            Code = "test",
        };

    private void Write(int count)
    {
        using SignalStore store = SignalStore.Open(_workspace);
        store.Append([.. Enumerable.Range(1, count).Select(i => Record($"T{i}", Day))]);
        store.Append([Outcome("T1", Day)]);
    }

    private static SignalOutcome Outcome(string ticker, DateOnly day) =>
        new()
        {
            Ticker = ticker,
            AsOf = day,
            Expert = "momentum",
            Version = "m-1",
            Probability = 0.6,
            Happened = true,
            KnownOn = day.AddDays(7),
            LogLoss = 0.51,
            Brier = 0.16,
            Late = false,
            ScoredAt = DayMoments.CloseOf(day).AddDays(7),
            Vintage = 1,
        };

    private ChainReport Verify() =>
        WorkflowFactory.Create(_workspace, new SimulatedClock(DateTimeOffset.UnixEpoch)).Verify(Stop);

    private SqliteConnection Open() => Sqlite.Open(SignalStore.PathOf(_workspace), SqliteOpenMode.ReadWrite);
}
