using Ploutos.Live.Simulation;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>Challengers, drift, and what the status says of both.</summary>
public sealed class RetrainingTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_so_many_days_a_challenger_is_held_against_the_champion_on_days_that_neither_was_made_from()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 6);
        live = new(_folder.Path, live.Exchange, live.Clock)
        {
            Request = live.Request with { RetrainEvery = 4, CompareDays = 42 },
        };
        string[] before = [.. live.Workflows.Models().Select(m => m.Version)];
        await live.LoopAsync(live.Exchange.End);

        IReadOnlyList<ModelDuel> duels = live.Workflows.Status().LastDuels;
        Assert.Equal(["momentum", "reversion", "volatility"], duels.Select(d => d.Expert));
        IReadOnlyList<ModelVersion> models = live.Workflows.Models();
        Assert.All(
            duels,
            duel =>
            {
                ModelVersion champion = models.Single(m => m.Expert == duel.Expert && m.Version == duel.Champion);
                ModelVersion challenger = models.Single(m => m.Expert == duel.Expert && m.Version == duel.Challenger);
                Assert.True(duel.From > champion.TrainTo && duel.From > challenger.TrainTo);
                Assert.True(challenger.TrainTo > champion.TrainTo, "the challenger has seen more");
                Assert.InRange(duel.Difference, duel.Low, duel.High);
                Assert.Equal(duel.ChallengerLogLoss - duel.ChampionLogLoss, duel.Difference, 9);
                Assert.Equal(duel.Difference <= 0 && duel.High < ChampionChallenger.Margin, duel.TakesOver);
                Assert.Equal(duel.TakesOver, challenger.IsCurrent);
                Assert.Equal(!duel.TakesOver, champion.IsCurrent);
            }
        );
        Assert.Equal(before, duels.Select(d => d.Champion));

        // Signals name the versions in use on their day, and those of days before a change can
        // still be made again.
        StoredSignal last = live.Workflows.SignalHistory()[^1];
        Assert.Equal(models.Where(m => m.IsCurrent).Select(m => m.Version), last.Record.Experts.Select(e => e.Version));
        Assert.Empty(live.Workflows.Replay(new(), null, Stop).Differences);

        IReadOnlyList<ModelSwitch> back = duels.Any(d => d.TakesOver) ? live.Workflows.RollbackModel() : [];
        Assert.Equal(duels.Where(d => d.TakesOver).Select(d => d.Champion), back.Select(b => b.After));
    }

    [Fact]
    public async Task A_replay_names_the_cause_where_a_version_is_gone_or_its_thresholds_are_others()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        await live.LoopAsync(live.Exchange.End);
        string sets = Path.Combine(live.Workspace.ModelsFolder, "v7_ensemble", "sets");
        string set = Assert.Single(Directory.GetFiles(sets)),
            text = File.ReadAllText(set);
        File.WriteAllText(
            set,
            System.Text.RegularExpressions.Regex.Replace(
                System.Text.RegularExpressions.Regex.Replace(text, "\"weak\": [0-9.eE-]+", "\"weak\": 0"),
                "\"digest\": \"[0-9a-fA-F]+\"",
                "\"digest\": null"
            )
        );
        Assert.All(live.Workflows.Replay(new(), null, Stop).Differences, d => Assert.Equal("thresholds", d.Cause));
        Assert.NotEmpty(live.Workflows.Replay(new(), null, Stop).Differences);

        File.WriteAllText(set, text);
        Assert.Empty(live.Workflows.Replay(new(), null, Stop).Differences);
        live.Workflows.Train(
            new TrainRequest
            {
                Experts = ["volatility"],
                Window = 4,
                Seed = 7,
            },
            null,
            Stop
        );
        Directory.Delete(live.Workflows.Models("volatility").Single(m => m.IsPrevious).Folder, recursive: true);
        Assert.All(live.Workflows.Replay(new(), null, Stop).Differences, d => Assert.Equal("model missing", d.Cause));
    }

    [Fact]
    public async Task The_status_tells_runs_bars_models_and_how_forecasts_came_true()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 8);
        await live.LoopAsync(live.Exchange.End);
        LiveStatus status = live.Workflows.Status();
        Assert.Equal((8, 0, 24L, 0L), (status.Runs, status.FailedRuns, status.Signals, status.Reasons));
        Assert.All(status.Bars, b => Assert.Equal(0, b.TradingDaysBehind));
        Assert.Equal([3 * 3, 7 * 3, 3 * 3], status.Calibration.Select(c => c.Rows));
        Assert.Equal(28 + 9 + 6, status.Drift.Count(d => d.Feature != "probability"));
        Assert.All(status.Drift, d => Assert.True(d.Psi >= 0 && d.Ks is >= 0 and <= 1));
        Assert.Equal(live.Exchange.Days[^1], status.LastSignalDay);

        live.Clock.Now = live.Clock.Now.AddDays(30);
        LiveStatus late = live.Workflows.Status();
        Assert.Equal(HealthState.Error, late.Health);
        Assert.Contains("Nobody does the daily run", late.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Values_like_those_of_the_training_do_not_drift_and_shifted_ones_do()
    {
        var random = new Random(3);
        double Normal() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        QuantileSketch sketch = QuantileSketch.Of(
            "x",
            [.. Enumerable.Range(0, 1500).Select(_ => new[] { Normal(), Normal(), Normal() })]
        );
        double[] same = [.. Enumerable.Range(0, 180).Select(_ => Normal()).Order()],
            shifted = [.. same.Select(v => v + 1)];
        Assert.InRange(sketch.Psi(same), 0, 0.25);
        Assert.InRange(sketch.Ks(same), 0, 0.13); // 1.73 / sqrt(180) at 0.5 %
        Assert.InRange(sketch.Psi(shifted), 0.5, 3);
        Assert.InRange(sketch.Ks(shifted), 0.30, 0.46); // 2 Phi(1/2) - 1 = 0.383
        Assert.InRange(sketch.PsiLimit, 0.02, 0.25);
    }

    [Fact]
    public void A_value_that_is_often_the_same_is_no_drift_from_itself()
    {
        double[] Day(int i) => [i % 3 == 0 ? 1 : 0, 0, i % 5 == 0 ? 1 : 0];
        QuantileSketch sketch = QuantileSketch.Of("x", [.. Enumerable.Range(0, 600).Select(Day)]);
        double[] recent = [.. Enumerable.Range(600, 60).SelectMany(Day).Order()];
        Assert.InRange(sketch.Psi(recent), 0, 0.05);
        Assert.InRange(sketch.Ks(recent), 0, 0.05);
    }

    public void Dispose() => _folder.Dispose();
}
