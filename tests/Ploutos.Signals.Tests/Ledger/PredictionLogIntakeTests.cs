using System.Globalization;
using System.Text.Json;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Replay;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Signals.Tests.Ledger;

/// <summary>Predictions that an earlier version kept in <c>logs/predictions.jsonl</c>.</summary>
public sealed class PredictionLogIntakeTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly WorkspaceFolder _workspace;

    public PredictionLogIntakeTests()
    {
        _workspace = new(_folder.Path);
        Directory.CreateDirectory(_workspace.LogFolder);
    }

    [Fact]
    public void A_log_is_taken_in_once_bit_for_bit_and_the_file_stays()
    {
        File.WriteAllText(_workspace.PredictionLog, Line("OLD", 3, 0.1) + "\n"); // a version without hashes
        foreach (double p in new[] { 0.1 + 0.2, 1.0 / 3, 5e-324 })
            ChainedLines.Append(_workspace.PredictionLog, Line("AAA", 4, p));
        byte[] before = File.ReadAllBytes(_workspace.PredictionLog);

        using SignalStore store = SignalStore.Open(_workspace);
        Assert.Equal(4, PredictionLogIntake.Run(_workspace, store, Now));
        string head = store.HeadHash();
        Assert.Equal(0, PredictionLogIntake.Run(_workspace, store, Now));
        Assert.Equal(head, store.HeadHash());
        Assert.Equal(before, File.ReadAllBytes(_workspace.PredictionLog));

        IReadOnlyList<StoredSignal> taken = store.Find(new(["AAA"]));
        Assert.Equal([0.1 + 0.2, 1.0 / 3, 5e-324], taken.Select(s => s.Record.Experts[0].Probability));
        Assert.Equal([0.1 + 0.2, 1.0 / 3, 5e-324], taken.Select(s => s.Record.Score!.Value));
        Assert.All(taken, s => Assert.Equal(SignalKind.Predict, s.Record.Kind));
        Assert.All(taken, s => Assert.Equal("stale bars", Assert.Single(s.Record.Warnings!)));
        Assert.Empty(store.History());
        Assert.Empty(new ChainVerification(_workspace).Run(TestContext.Current.CancellationToken).Broken);
    }

    [Fact]
    public void Lines_that_are_appended_later_by_an_earlier_version_follow_and_no_line_comes_twice()
    {
        ChainedLines.Append(_workspace.PredictionLog, Line("AAA", 3, 0.4));
        using SignalStore store = SignalStore.Open(_workspace);
        PredictionLogIntake.Run(_workspace, store, Now);
        ChainedLines.Append(_workspace.PredictionLog, Line("AAA", 4, 0.45));
        Assert.Equal(1, PredictionLogIntake.Run(_workspace, store, Now));
        Assert.Equal([0.4, 0.45], store.Find(new()).Select(s => s.Record.Score!.Value));
    }

    [Fact]
    public void A_file_that_was_replaced_by_its_older_copy_adds_nothing()
    {
        ChainedLines.Append(_workspace.PredictionLog, Line("AAA", 3, 0.4));
        byte[] older = File.ReadAllBytes(_workspace.PredictionLog);
        ChainedLines.Append(_workspace.PredictionLog, Line("AAA", 4, 0.45));
        using SignalStore store = SignalStore.Open(_workspace);
        Assert.Equal(2, PredictionLogIntake.Run(_workspace, store, Now));
        File.WriteAllBytes(_workspace.PredictionLog, older);
        Assert.Equal(0, PredictionLogIntake.Run(_workspace, store, Now));
        Assert.Equal(2, store.Find(new()).Count);
    }

    [Fact]
    public void What_the_daily_run_wrote_there_is_in_the_record_already()
    {
        using SignalStore store = SignalStore.Open(_workspace);
        Prediction daily = JsonSerializer.Deserialize(Line("AAA", 3, 0.4), PredictionJson.Default.Prediction)!;
        store.Append([PredictionRecord.Of(daily) with { Kind = SignalKind.Daily }]);
        ChainedLines.Append(_workspace.PredictionLog, Line("AAA", 3, 0.4));
        ChainedLines.Append(_workspace.PredictionLog, Line("AAA", 4, 0.4));
        Assert.Equal(1, PredictionLogIntake.Run(_workspace, store, Now));
        Assert.Equal([new(2026, 11, 3), new(2026, 11, 4)], store.Find(new()).Select(s => s.Record.AsOf));
    }

    [Theory]
    [InlineData(1, "line 2 was changed")]
    [InlineData(0, "line 3 does not name the hash")]
    [InlineData(2, "line 4 has no hash")]
    public void A_broken_chain_names_its_line_takes_in_nothing_and_leaves_the_file(int change, string found)
    {
        for (int day = 3; day <= 7; day++)
            ChainedLines.Append(_workspace.PredictionLog, Line("AAA", day, 0.4));
        List<string> lines = [.. File.ReadAllLines(_workspace.PredictionLog)];
        if (change == 0)
            lines.RemoveAt(2);
        else if (change == 1)
            lines[1] = lines[1].Replace("AAA", "BBB", StringComparison.Ordinal);
        else
            lines[3] = Line("AAA", 6, 0.4);
        File.WriteAllLines(_workspace.PredictionLog, lines);
        byte[] before = File.ReadAllBytes(_workspace.PredictionLog);

        using SignalStore store = SignalStore.Open(_workspace);
        StorageException e = Assert.Throws<StorageException>(() => PredictionLogIntake.Run(_workspace, store, Now));
        Assert.Equal(StorageFault.Damaged, e.Fault);
        Assert.Contains(found, e.Message, StringComparison.Ordinal);
        Assert.Empty(store.Find(new()));
        Assert.Equal(before, File.ReadAllBytes(_workspace.PredictionLog));
    }

    [Fact]
    public void A_line_that_a_crash_cut_off_and_one_that_is_no_prediction_are_passed_over()
    {
        File.WriteAllText(_workspace.PredictionLog, "{\"other\":1}\n");
        ChainedLines.Append(_workspace.PredictionLog, Line("AAA", 3, 0.4));
        File.AppendAllText(_workspace.PredictionLog, "{\"ticker\":\"B\",\"sco");
        ChainedLines.Append(_workspace.PredictionLog, Line("AAA", 4, 0.45));
        using SignalStore store = SignalStore.Open(_workspace);
        Assert.Equal(2, PredictionLogIntake.Run(_workspace, store, Now));
    }

    public void Dispose() => _folder.Dispose();

    private static string Line(string ticker, int day, double p)
    {
        var date = new DateOnly(2026, 11, day);
        return JsonSerializer.Serialize(
            new Prediction
            {
                Ticker = ticker,
                AsOf = date,
                DataAgeDays = 0,
                Source = "files",
                Simulated = false,
                Signal = "BUY",
                RawSignal = "STRONG BUY",
                Score = p,
                WeakThreshold = 0.1,
                StrongThreshold = 0.2,
                MadeAt = DateTimeOffset.Parse($"{date:yyyy-MM-dd}T22:00:00.1234567Z", CultureInfo.InvariantCulture),
                Experts =
                [
                    new()
                    {
                        Expert = "momentum",
                        Class = "UP",
                        Probability = p,
                        Vote = 0.1,
                        Weight = 0.1,
                        Version = "m-1",
                        Evidence = "",
                    },
                    new()
                    {
                        Expert = "reversion",
                        Class = "UP",
                        Probability = 0.5,
                        Vote = 0,
                        Weight = 0,
                        Version = "r-1",
                        Evidence = "",
                    },
                    new()
                    {
                        Expert = "volatility",
                        Class = "LOW",
                        Probability = 0.4,
                        Vote = 0,
                        Weight = 0,
                        Version = "v-1",
                        Evidence = "",
                    },
                ],
                Warnings = ["stale bars"],
            },
            PredictionJson.Default.Prediction
        );
    }
}
