using Ploutos.Live.Simulation;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workspace;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>Experts of the workspace's own files vote in the daily run and in predict.</summary>
public sealed class OwnEnsembleTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_own_expert_votes_is_scored_and_is_replayed_even_after_its_file_changed()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 3);
        Expert(live, "Ref($close,1)/$close-1");
        live.Workflows.Train(
            new TrainRequest
            {
                Experts = ["turn"],
                Window = 4,
                Fixed = true,
            },
            null,
            Stop
        );
        Ensemble(live, """[{ "name": "turn", "weight": 3 }, { "name": "volatility", "weight": 1 }]""");
        LiveRun run = await RunOn(live, live.Exchange.Days[0]);
        Assert.Equal((LiveRunStatus.Done, 3), (run.Status, run.Signals));
        SignalRecord record = live.Workflows.SignalHistory()[0].Record;
        Assert.Equal(["turn", "volatility"], record.Experts.Select(e => e.Expert));
        Assert.Equal(
            [("turn", 3.0, "direction"), ("volatility", 1.0, "volatility")],
            record.Ensemble!.Voters.Select(v => (v.Expert, v.Weight, v.Role))
        );
        double s = 2 * record.Experts[0].Probability - 1,
            high = Math.Max(2 * record.Experts[1].Probability - 1, 0);
        Assert.Equal(3 * Math.Abs(s) * s / (3 * Math.Abs(s) + high), record.Score!.Value, 1e-12);

        Prediction asked = live.Workflows.Predict(new PredictRequest { Ticker = "SIM01", Offline = true }, null, Stop);
        Assert.Equal(["turn", "volatility"], asked.Experts.Select(e => e.Expert));
        Assert.Equal(record.Ensemble.Name, asked.Ensemble!.Name);

        // Another vote, and another expert under the old name: what was said stays what it was.
        Ensemble(live, """[{ "name": "turn", "weight": 1 }, { "name": "momentum", "weight": 1 }]""");
        Expert(live, "Mean($close,5)/$close-1");
        live.Workflows.Train(
            new TrainRequest
            {
                Experts = ["turn"],
                Window = 4,
                Fixed = true,
            },
            null,
            Stop
        );
        await RunOn(live, live.Exchange.Days[1]);
        Assert.Equal(["turn", "momentum"], live.Workflows.SignalHistory()[^1].Record.Experts.Select(e => e.Expert));
        Assert.Equal(6, live.Workflows.Replay(new(), null, Stop).Equal);
        Assert.Empty(live.Workflows.Verify(Stop).Broken);
        Assert.All(
            live.Workflows.Signals(new(["SIM01"], live.Exchange.Days[0], live.Exchange.Days[0], SignalKind.Daily)),
            r => Assert.NotNull(r.Experts.Single(e => e.Expert == "turn").Happened)
        );

        Assert.Empty(live.Workflows.Track().Experts);
        using (SignalStore store = SignalStore.Open(live.Workspace))
        {
            SignalRecord[] more =
            [
                .. Enumerable.Range(1, 20).Select(d => record with { AsOf = record.AsOf.AddDays(-d) }),
            ];
            store.Append(more);
            store.Append([.. more.Select(r => Outcome(r, "turn"))]);
        }

        Assert.Equal(["turn"], live.Workflows.Track().Experts.Select(e => e.Expert));
    }

    [Fact]
    public async Task The_published_vote_written_down_changes_no_digit_and_a_broken_file_stops_all_with_a_reason()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 2);
        var request = new PredictRequest
        {
            Ticker = "SIM01",
            Offline = true,
            Log = false,
        };
        Prediction without = live.Workflows.Predict(request, null, Stop);
        live.Workflows.NewEnsemble(null, replace: false);
        Prediction with = live.Workflows.Predict(request, null, Stop);
        Assert.Equal(
            (without.Score, without.Signal, without.WeakThreshold, without.StrongThreshold),
            (with.Score, with.Signal, with.WeakThreshold, with.StrongThreshold)
        );
        Assert.Null(with.Ensemble);

        Ensemble(live, """[{ "name": "momentun", "weight": 1 }]""");
        PloutosException error = Assert.Throws<PloutosException>(() => live.Workflows.Predict(request, null, Stop));
        Assert.Equal(Fault.Settings, error.Fault);
        Assert.Contains("ensemble.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("'momentun'", error.Message, StringComparison.Ordinal);
        LiveRun run = await RunOn(live, live.Exchange.Days[0]);
        Assert.Contains("momentun", string.Join('\n', run.WaitingFor.Values), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static SignalOutcome Outcome(SignalRecord record, string expert) =>
        new()
        {
            Ticker = record.Ticker,
            AsOf = record.AsOf,
            Expert = expert,
            Version = record.Experts[0].Version,
            Probability = 0.5,
            Happened = true,
            KnownOn = record.AsOf.AddDays(7),
            LogLoss = 0.69,
            Brier = 0.25,
            Late = false,
            ScoredAt = record.MadeAt,
            Vintage = 1,
        };

    private static void Expert(LiveWorkspace live, string expression)
    {
        Directory.CreateDirectory(live.Workspace.ExpertFolder);
        File.WriteAllText(
            Path.Combine(live.Workspace.ExpertFolder, "turn.json"),
            $$"""
            {
              "inputs": { "expressions": { "x": "{{expression}}" } },
              "label": { "kind": "up", "horizon": 1 },
              "defaults": { "hidden": [8, 8], "epochs": 3, "learning_rate": 2e-3, "weight_decay": 0.01, "dropout": 0 }
            }
            """
        );
    }

    private static void Ensemble(LiveWorkspace live, string experts) =>
        File.WriteAllText(live.Workspace.EnsembleFile, $$"""{ "experts": {{experts}} }""");

    private static Task<LiveRun> RunOn(LiveWorkspace live, DateOnly day)
    {
        live.Clock.Now = DayMoments.CloseOf(day).AddHours(1);
        return live.RunAsync();
    }
}
