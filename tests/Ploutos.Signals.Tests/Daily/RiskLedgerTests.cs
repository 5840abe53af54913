using Ploutos.Experts.Metrics;
using Ploutos.Experts.Risk;
using Ploutos.Features;
using Ploutos.Live.Simulation;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Replay;
using Ploutos.Signals.Risk;
using Ploutos.Storage;
using Ploutos.Tests;
using Ploutos.Tests.Live;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>The daily run's risk forecasts, and what became of them.</summary>
public sealed class RiskLedgerTests(LiveTemplate template) : IDisposable
{
    private const int Days = 8;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_day_s_forecasts_are_stored_with_its_signals_and_scored_when_five_days_have_passed()
    {
        LiveWorkspace live = template.Open(_folder.Path, Days);
        int scored = 0;
        for (int d = 0; d < Days; d++)
        {
            LiveRun run = await RunOn(live, d);
            Assert.Equal((3, 3), (run.Signals, run.RiskForecasts));
            Assert.Equal(d < 5 ? 0 : 3, run.RiskScored);
            scored += run.RiskScored;
        }

        using SignalStore store = SignalStore.Open(live.Workspace);
        IReadOnlyList<StoredRisk> risks = store.RiskForecasts();
        Assert.Equal(3 * Days, risks.Count);
        Assert.Equal(scored, risks.Count(r => r.Outcome is not null));
        StoredRisk first = risks.First(r => r.Record.Ticker == "SIM02");
        RiskReport asked = live.Workflows.Risk(
            new RiskRequest("SIM02", AsOf: live.Exchange.Days[0]),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal((asked.Model, false), (first.Record.Version, first.Record.Late));
        Assert.Equal(asked.Horizons[0].Volatility, first.Record.Volatility);
        Assert.Equal(asked.Horizons[0].ExpectedVolatility, first.Record.ExpectedVolatility);
        Assert.Equal(asked.Horizons[0].LossLimit, first.Record.LossLimit);
        Assert.Equal(64, first.Record.DataHash!.Length);
        Check(first, Bars(live, "SIM02"), live.Exchange.Days);

        LiveRiskScore score = live.Workflows.Status().Risk!;
        RiskOutcome[] outcomes = [.. risks.Select(r => r.Outcome).OfType<RiskOutcome>()];
        Assert.Equal((scored, Days - 5), (score.Rows, score.Days));
        Assert.Equal(outcomes.Average(o => o.Qlike!.Value), score.Qlike, 1e-12);
        Assert.Equal(score.EwmaQlike - score.Qlike, score.QlikeGain.Value, 1e-12);
        Assert.Equal(outcomes.Average(o => o.Beyond ? 1.0 : 0), score.Beyond.Value, 1e-12);
        SignalRow row = live.Workflows.Signals(new(["SIM02"]))[0];
        Assert.Equal(first.Record.Volatility, row.Risk!.Volatility);
        Assert.Equal(first.Outcome!.Realised, row.Risk.Realised);
    }

    [Fact]
    public async Task The_chains_hold_their_heads_are_kept_and_a_changed_forecast_is_found()
    {
        LiveWorkspace live = template.Open(_folder.Path, 6);
        for (int d = 0; d < 6; d++)
            await RunOn(live, d);
        ChainReport whole = live.Workflows.Verify(Stop);
        Assert.Empty(whole.Broken);
        Assert.Equal((18, 3), (whole.RiskForecasts, whole.RiskOutcomes));
        Assert.Equal(["outcomes", "risk_forecasts", "risk_outcomes", "signals"], whole.Heads.Select(h => h.Chain));
        using (SignalStore store = SignalStore.Open(live.Workspace))
        {
            Assert.Contains(
                "append-only",
                Assert.Throws<StorageException>(() => store.File.Execute("DELETE FROM risk_outcomes")).Message,
                StringComparison.Ordinal
            );
            store.File.Execute("DROP TRIGGER risk_forecasts_no_UPDATE");
            store.File.Execute("UPDATE risk_forecasts SET body = json_set(body, '$.volatility', 0.01) WHERE seq = 4");
        }

        Assert.Equal(
            "risk_forecasts: link 4 was changed: its text does not have its hash.",
            Assert.Single(live.Workflows.Verify(Stop).Broken)
        );
    }

    [Fact]
    public async Task A_cut_chain_is_found_by_the_head_that_is_kept_apart()
    {
        LiveWorkspace live = template.Open(_folder.Path, 1);
        await RunOn(live, 0);
        using (SignalStore store = SignalStore.Open(live.Workspace))
        {
            store.File.Execute("DROP TRIGGER risk_forecasts_no_DELETE");
            store.File.Execute("DELETE FROM risk_forecasts WHERE seq = 3");
        }

        Assert.StartsWith(
            "risk_forecasts: the end of the chain was cut off",
            Assert.Single(live.Workflows.Verify(Stop).Broken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Missed_days_get_late_forecasts_which_are_scored_and_count_for_nothing()
    {
        LiveWorkspace live = template.Open(_folder.Path, 7);
        File.WriteAllText(Path.Combine(_folder.Path, "data", "watchlist.txt"), "SIM01\n");
        await RunOn(live, 0);
        LiveRun run = await RunOn(live, 6);
        Assert.Equal((6, 2), (run.RiskForecasts, run.RiskScored));
        using SignalStore store = SignalStore.Open(live.Workspace);
        Assert.Equal(
            [false, true, true, true, true, true, false],
            store.RiskForecasts("SIM01").Select(r => r.Record.Late)
        );
        Assert.Equal(1, live.Workflows.Status().Risk!.Rows);
        Assert.Empty(live.Workflows.Verify(Stop).Broken);
    }

    [Fact]
    public async Task Without_a_risk_model_and_with_a_broken_one_the_signals_are_made_all_the_same()
    {
        LiveWorkspace live = template.Open(_folder.Path, 2);
        var registry = new RiskRegistry(live.Workspace.ModelsFolder);
        string card = Path.Combine(registry.Folder, "model.json");
        File.WriteAllText(card, "{ not json");
        LiveRun broken = await RunOn(live, 0);
        Assert.Equal((3, 0), (broken.Signals, broken.RiskForecasts));
        Assert.Contains(broken.Warnings, w => w.StartsWith("No risk forecasts are made", StringComparison.Ordinal));
        File.Delete(card);
        LiveRun without = await RunOn(live, 1);
        Assert.Equal((3, 0), (without.Signals, without.RiskForecasts));
        Assert.DoesNotContain(without.Warnings, w => w.Contains("risk", StringComparison.Ordinal));
        Assert.Null(live.Workflows.Status().Risk);
        Assert.Equal(["outcomes", "signals"], live.Workflows.Verify(Stop).Heads.Select(h => h.Chain));
    }

    [Fact]
    public void Scores_hold_both_forecasts_against_the_same_days()
    {
        StoredRisk Of(int day, double ours, double ewma, bool isLate = false, bool isSimulated = false) =>
            new(
                new()
                {
                    Ticker = "A",
                    AsOf = new DateOnly(2026, 1, 1).AddDays(day),
                    MadeAt = default,
                    Late = isLate,
                    Horizon = 5,
                    Version = "v",
                    Simulated = isSimulated,
                    Code = "c",
                },
                new()
                {
                    Ticker = "A",
                    AsOf = new DateOnly(2026, 1, 1).AddDays(day),
                    Version = "v",
                    KnownOn = new DateOnly(2026, 1, 8).AddDays(day),
                    Realised = 0.2,
                    Move = -0.1,
                    Qlike = ours,
                    EwmaQlike = ewma,
                    LogError = -2 * ours,
                    EwmaLogError = 2 * ewma,
                    Beyond = day == 0,
                    EwmaBeyond = true,
                    Late = isLate,
                    ScoredAt = default,
                    Vintage = 1,
                }
            );
        Assert.Null(LiveRiskScore.Of([Of(0, 1, 1, isLate: true), new(Of(1, 1, 1).Record, null)]));
        LiveRiskScore score = LiveRiskScore.Of([Of(0, 0.5, 0.6), Of(1, 0.3, 0.6), Of(2, 9, 9, isLate: true)])!;
        Assert.Equal((2, 2), (score.Rows, score.Days));
        Assert.Equal(0.4, score.Qlike, 1e-12);
        Assert.Equal(0.2, score.QlikeGain.Value, 1e-12);
        Assert.True(score.QlikeGain.Low > 0);
        Assert.Equal(Math.Sqrt((1 + 0.36) / 2), score.LogError, 1e-12);
        Assert.Equal(1.2, score.EwmaLogError, 1e-12);
        Assert.Equal((0.5, 1), (score.Beyond.Value, score.EwmaBeyond));
        Assert.False(score.Simulated);
        // Made-up bars are another matter: they are scored alone, where the newest day has no observed ones.
        StoredRisk[] real = [Of(0, 0.5, 0.6), Of(1, 0.3, 0.6)],
            madeUp = [Of(2, 9, 9.5, isSimulated: true)];
        LiveRiskScore later = LiveRiskScore.Of([Of(0, 9, 9.5, isSimulated: true), .. real])!,
            simulated = LiveRiskScore.Of([.. real, .. madeUp])!;
        Assert.Equal((2, false, score.Qlike), (later.Rows, later.Simulated, later.Qlike));
        Assert.Equal((1, true, 9), (simulated.Rows, simulated.Simulated, simulated.Qlike));
        StoredRisk[] bothOnADay = [.. real, Of(1, 9, 9.5, isSimulated: true)];
        Assert.Equal((2, false), (LiveRiskScore.Of(bothOnADay)!.Rows, LiveRiskScore.Of(bothOnADay)!.Simulated));
    }

    public void Dispose() => _folder.Dispose();

    private static void Check(StoredRisk stored, BarSeries bars, DateOnly[] days)
    {
        int row = bars.Dates.BinarySearch(days[0]);
        double[] returns = [.. Enumerable.Range(row + 1, 5).Select(t => Math.Log(bars.Close[t] / bars.Close[t - 1]))];
        double realised = Math.Sqrt(returns.Average(r => r * r) * 252),
            ewma = VolatilityEstimates.Exponential(bars)[row] * Math.Sqrt(252);
        RiskOutcome outcome = stored.Outcome!;
        Assert.Equal(days[5], outcome.KnownOn);
        Assert.Equal(realised, outcome.Realised, 1e-12);
        Assert.Equal(bars.Close[row + 5] / bars.Close[row] - 1, outcome.Move, 1e-12);
        Assert.Equal(ewma, stored.Record.Ewma!.Value, 1e-12);
        Assert.Equal(
            VolatilityLoss.QuasiLikelihood(realised, stored.Record.ExpectedVolatility!.Value),
            outcome.Qlike!.Value,
            1e-9
        );
        Assert.Equal(VolatilityLoss.QuasiLikelihood(realised, ewma), outcome.EwmaQlike!.Value, 1e-9);
        Assert.Equal(Math.Log(realised / stored.Record.Volatility!.Value), outcome.LogError!.Value, 1e-9);
        Assert.Equal(outcome.Move < stored.Record.LossLimit, outcome.Beyond);
        Assert.Equal(returns.Sum() < -1.6448536269514722 * ewma * Math.Sqrt(5 / 252.0), outcome.EwmaBeyond);
    }

    private static BarSeries Bars(LiveWorkspace live, string ticker)
    {
        using BarStore store = BarStore.Open(live.Workspace.StorePath);
        return store.Read(ticker);
    }

    private static Task<LiveRun> RunOn(LiveWorkspace live, int day)
    {
        live.Clock.Now = DayMoments.CloseOf(live.Exchange.Days[day]).AddHours(1);
        return live.RunAsync();
    }
}
