using Ploutos.Experts.Risk;
using Ploutos.Live.Simulation;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Tests;
using Ploutos.Tests.Live;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>One ticker whose stored bars are damaged, and the daily run of the others.</summary>
public sealed class DamagedTickerTests(LiveTemplate template) : IDisposable
{
    private const string Damaged = "SIM03";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_damaged_ticker_that_is_not_watched_leaves_the_risk_models_market_and_is_named()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        Watch("SIM01", "SIM02");
        Assert.Contains(Damaged, new RiskRegistry(live.Workspace.ModelsFolder).Load().Card.Data.Tickers);
        StoreDamage.Of(live.Workspace, Damaged);
        LiveRun run = await RunOn(live);
        Assert.Equal((LiveRunStatus.Done, null), (run.Status, run.Error));
        Assert.Equal((2, 2), (run.Signals, run.RiskForecasts));
        Assert.Contains(
            run.Warnings,
            w =>
                w.StartsWith($"{Damaged} is left out", StringComparison.Ordinal)
                && w.Contains("are damaged", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_damaged_ticker_that_is_watched_is_waited_for_and_the_others_get_their_signals()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        StoreDamage.Of(live.Workspace, Damaged);
        LiveRun run = await RunOn(live);
        Assert.Equal((LiveRunStatus.Waiting, 2, 2), (run.Status, run.Signals, run.RiskForecasts));
        (string ticker, string reason) = Assert.Single(run.WaitingFor);
        Assert.Equal(Damaged, ticker);
        Assert.Contains("are damaged", reason, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Watch(params string[] tickers) =>
        File.WriteAllLines(Path.Combine(_folder.Path, "data", "watchlist.txt"), tickers);

    private static Task<LiveRun> RunOn(LiveWorkspace live)
    {
        live.Clock.Now = DayMoments.CloseOf(live.Exchange.Days[0]).AddHours(1);
        return live.RunAsync();
    }
}
