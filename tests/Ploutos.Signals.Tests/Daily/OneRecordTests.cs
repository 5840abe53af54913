using Ploutos.Live.Simulation;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Replay;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Tests.Live;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>The daily run and predict share one record of signals, and neither is in the other's
/// way.</summary>
public sealed class OneRecordTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_of_an_earlier_version_whose_chain_is_broken_is_a_warning_and_the_signals_are_made()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 2);
        string log = live.Workspace.PredictionLog;
        Directory.CreateDirectory(live.Workspace.LogFolder);
        ChainedLines.Append(log, "{\"ticker\":\"A\"}");
        ChainedLines.Append(log, "{\"ticker\":\"B\"}");
        string broken = File.ReadAllText(log).Replace("\"A\"", "\"C\"", StringComparison.Ordinal);
        File.WriteAllText(log, broken);

        LiveRun run = await RunOn(live, live.Exchange.Days[0]);
        Assert.Equal((LiveRunStatus.Done, 3), (run.Status, run.Signals));
        Assert.Contains(
            "predictions.jsonl: line 1 was changed",
            string.Join('\n', run.Warnings),
            StringComparison.Ordinal
        );
        Assert.Equal(broken, File.ReadAllText(log));
        Assert.Equal(3, live.Workflows.SignalHistory().Count);
    }

    [Fact]
    public async Task A_prediction_in_between_is_in_the_chain_and_leaves_the_daily_run_as_it_is()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 3);
        await RunOn(live, live.Exchange.Days[0]);
        Prediction asked = live.Workflows.Predict(new PredictRequest { Ticker = "SIM01", Offline = true }, null, Stop);
        live.Workflows.Predict(new PredictRequest { Ticker = "SIM01", Offline = true }, null, Stop);
        live.Workflows.Predict(
            new PredictRequest
            {
                Ticker = "SIM02",
                Offline = true,
                Log = false,
            },
            null,
            Stop
        );
        await RunOn(live, live.Exchange.Days[1]);

        Assert.Equal(6, live.Workflows.SignalHistory().Count);
        IReadOnlyList<SignalRow> predicted = live.Workflows.Signals(new(Kind: SignalKind.Predict));
        Assert.Equal([4, 5], predicted.Select(r => r.Sequence));
        Assert.Equal(asked.Experts.Select(e => e.Probability), predicted[0].Experts.Select(e => e.Probability));
        Assert.Equal((asked.Score, asked.Signal), (predicted[0].Score, predicted[0].Signal));
        Assert.Equal(8, live.Workflows.Signals(new()).Count);
        Assert.Equal(3, live.Workflows.Signals(new(["sim01"])).Count(r => r.AsOf == asked.AsOf));
        ChainReport chains = live.Workflows.Verify(Stop);
        Assert.Empty(chains.Broken);
        Assert.Equal((8, 6, 2), (chains.Signals, chains.InTime, chains.Predicted));
        Assert.Equal(6, live.Workflows.Replay(new(), null, Stop).Equal);
        Assert.Equal(6, live.Workflows.Status().Signals);
        Assert.False(File.Exists(live.Workspace.PredictionLog));
        Assert.All(
            live.Workflows.Signals(new(["SIM01"], live.Exchange.Days[0], live.Exchange.Days[0], SignalKind.Daily)),
            r => Assert.NotNull(r.Experts.Single(e => e.Expert == "reversion").Happened)
        );
    }

    public void Dispose() => _folder.Dispose();

    private static Task<LiveRun> RunOn(LiveWorkspace live, DateOnly day)
    {
        live.Clock.Now = DayMoments.CloseOf(day).AddHours(1);
        return live.RunAsync();
    }
}
