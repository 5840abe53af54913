using Microsoft.Data.Sqlite;
using Ploutos.Live.Simulation;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Replay;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Signals.Tests.Ledger;

/// <summary>A record of signals as version 1 made it: the same SQL, the same text of the records,
/// their hashes as that program computed them.</summary>
public sealed class MigrationTests : IDisposable
{
    // Two links as version 1 stored them; the hashes are constants, so that a change of the chain's
    // rule can't go unseen.
    private static readonly string First = """
        {"ticker":"AAA","as_of":"2026-11-20","made_at":"2026-11-20T22:00:00+00:00","late":false,
        "horizon":5,"experts":[{"expert":"momentum","probability":0.6000000000000001,"horizon":5,
        "version":"m-1"},{"expert":"reversion","probability":0.1,"horizon":1,"version":"r-1"},
        {"expert":"volatility","probability":0.30000000000000004,"horizon":5,"version":"v-1"}],
        "score":0.7000000000000001,"signal":"BUY","raw_signal":"STRONG BUY","gate_reason":"why",
        "weak_threshold":0.05,"strong_threshold":0.1,"source":"files","origin":"observed",
        "simulated":false,"vintage":1,"rows":900,"data_hash":"00","code":"0.1.0"}
        """.ReplaceLineEndings("");
    private static readonly string Second = """
        {"ticker":"BBB","as_of":"2026-11-20","made_at":"2026-11-20T22:00:01+00:00","late":false,
        "horizon":0,"experts":[],"simulated":false,"vintage":0,"rows":0,"code":"0.1.0",
        "reason":"no bar"}
        """.ReplaceLineEndings("");

    private const string FirstHash = "c706c52da366a6f7f2845e2a842935b7ea60038c7d186a202eb12cb396bd480c",
        SecondHash = "a528107cd7e99d5e3bfed5ee6d8afef8df24248b57213c2578e6f0da23e2461c";

    private readonly TemporaryFolder _folder = new();
    private readonly WorkspaceFolder _workspace;

    public MigrationTests() => _workspace = new(_folder.Path);

    [Fact]
    public void A_record_of_version_1_is_copied_brought_up_to_date_and_verified()
    {
        string path = MakeVersion1();
        byte[] before = File.ReadAllBytes(path);

        using (SignalStore store = SignalStore.Open(_workspace))
        {
            Assert.Equal(["AAA", "BBB"], store.History().Select(s => s.Record.Ticker));
            StoredSignal first = store.History("AAA")[0];
            Assert.Equal((SignalKind.Daily, 0.7000000000000001), (first.Record.Kind, first.Record.Score));
            Assert.Equal(
                [0.6000000000000001, 0.1, 0.30000000000000004],
                first.Record.Experts.Select(e => e.Probability)
            );
            Assert.Throws<StorageException>(() => store.Append([first.Record]));
        }

        using (SqliteConnection copy = Sqlite.Open(path + ".v1.bak", SqliteOpenMode.ReadOnly))
        using (SqliteCommand version = Sqlite.Command(copy, "PRAGMA user_version"))
            Assert.Equal(1L, version.ExecuteScalar());
        Assert.NotEqual(before, File.ReadAllBytes(path));
        ChainReport report = Verify();
        Assert.Empty(report.Broken);
        Assert.Equal((2, 2, 0), (report.Signals, report.InTime, report.Predicted));
    }

    [Fact]
    public void A_record_of_version_2_is_copied_and_gets_the_tables_of_risk_forecasts()
    {
        string path = SignalStore.PathOf(_workspace);
        using (SqliteFile old = SqliteFile.Open(path, LedgerSchema.Version2))
            old.Execute(
                "INSERT INTO signals (seq, body, previous, hash) VALUES (1, $body, $previous, $hash)",
                ("$body", First),
                ("$previous", new string('0', 64)),
                ("$hash", FirstHash)
            );
        using (SignalStore store = SignalStore.Open(_workspace))
        {
            Assert.Equal(FirstHash, store.History("AAA")[0].Hash);
            Assert.Empty(store.RiskForecasts());
        }

        using (SqliteConnection copy = Sqlite.Open(path + ".v2.bak", SqliteOpenMode.ReadOnly))
        {
            using SqliteCommand version = Sqlite.Command(copy, "PRAGMA user_version");
            Assert.Equal(2L, version.ExecuteScalar());
            using SqliteCommand rows = Sqlite.Command(copy, "SELECT COUNT(*) FROM signals");
            Assert.Equal(1L, rows.ExecuteScalar());
        }

        Assert.Empty(Verify().Broken);
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.bak"));
    }

    [Fact]
    public void A_record_that_is_up_to_date_already_is_not_copied_again()
    {
        string path = MakeVersion1();
        for (int i = 0; i < 3; i++)
            SignalStore.Open(_workspace).Dispose();
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.bak"));
    }

    [Fact]
    public void The_text_of_the_daily_run_s_record_is_what_version_1_wrote()
    {
        MakeVersion1();
        using SignalStore store = SignalStore.Open(_workspace);
        StoredSignal again = store.Append([store.History("AAA")[0].Record with { Ticker = "CCC" }])[0];
        string body = store
            .File.Query("SELECT body FROM signals WHERE seq = $seq", r => r.GetString(0), ("$seq", again.Sequence))
            .Single();
        Assert.Equal(First.Replace("AAA", "CCC", StringComparison.Ordinal), body);
    }

    [Fact]
    public void A_prediction_may_be_made_often_on_a_day_that_the_daily_run_signals_once()
    {
        MakeVersion1();
        using SignalStore store = SignalStore.Open(_workspace);
        SignalRecord record = store.History("AAA")[0].Record with { Kind = SignalKind.Predict };
        store.Append([record, record]);
        Assert.Equal(4, store.Find(new()).Count);
        Assert.Equal([3, 4], store.Find(new(Kind: SignalKind.Predict)).Select(s => s.Sequence));
        Assert.Equal((1, 1), (store.Count().Signals, store.Count().Reasons));
        Assert.Equal(["BBB"], store.After(1).Select(s => s.Record.Ticker));
        Assert.Equal(["AAA"], store.Unscored(new(2026, 1, 1)).Select(s => s.Record.Ticker));
    }

    [Fact]
    public void The_new_rows_are_guarded_like_the_old_ones()
    {
        using SignalStore store = SignalStore.Open(_workspace);
        store.File.Execute(
            "INSERT INTO intakes (file, bytes, lines, taken, at) VALUES ('predictions.jsonl', 1, 1, 1, 1)"
        );
        Assert.Contains(
            "append-only",
            Assert.Throws<StorageException>(() => store.File.Execute("DELETE FROM intakes")).Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _folder.Dispose();

    private string MakeVersion1()
    {
        string path = SignalStore.PathOf(_workspace);
        using SqliteFile file = SqliteFile.Open(path, LedgerSchema.Version1);
        foreach (
            (int seq, string body, string previous, string hash) in new[]
            {
                (1, First, new string('0', 64), FirstHash),
                (2, Second, FirstHash, SecondHash),
            }
        )
            file.Execute(
                "INSERT INTO signals (seq, body, previous, hash) VALUES ($seq, $body, $previous, $hash)",
                ("$seq", seq),
                ("$body", body),
                ("$previous", previous),
                ("$hash", hash)
            );
        return path;
    }

    private ChainReport Verify() =>
        WorkflowFactory
            .Create(_workspace, new SimulatedClock(DateTimeOffset.UnixEpoch))
            .Verify(TestContext.Current.CancellationToken);
}
