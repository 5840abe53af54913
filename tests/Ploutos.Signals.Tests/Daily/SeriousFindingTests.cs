using System.Globalization;
using Ploutos.Live.Simulation;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Drift;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Replay;
using Ploutos.Signals.Risk;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Signals.Tests.Daily;

/// <summary>Serious findings inside the bars that a prediction, a risk forecast or the daily run
/// needs.</summary>
public sealed class SeriousFindingTests(LiveTemplate template) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_prediction_on_a_split_that_nobody_adjusted_for_is_refused_unless_it_is_accepted()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        string ticker = live.Exchange.Tickers[1];
        DateOnly split = Split(live, ticker, barsBeforeTheLast: 150, 1.0 / 3);
        var request = new PredictRequest
        {
            Ticker = ticker,
            Offline = true,
            Log = false,
        };

        PloutosException refusal = Assert.Throws<PloutosException>(() => live.Workflows.Predict(request, null, Stop));
        Assert.Equal(Fault.SeriousFindings, refusal.Fault);
        Assert.Contains(
            $"{ticker} has a serious finding on {split:yyyy-MM-dd} (SuspectedSplit",
            refusal.Message,
            StringComparison.Ordinal
        );

        Prediction accepted = live.Workflows.Predict(request with { AcceptSerious = true }, null, Stop);
        Assert.Equal((split, FindingDecision.Accepted), Facts(Assert.Single(accepted.Findings)));
        Assert.Contains(accepted.Warnings, w => w.Contains("the result rests on it", StringComparison.Ordinal));
        Assert.Contains(accepted.Cautions, c => c.Kind == CautionKind.SeriousFinding);

        // The day before, nobody knew
        Assert.Empty(live.Workflows.Predict(request with { AsOf = split.AddDays(-1) }, null, Stop).Findings);
    }

    [Fact]
    public void A_reverse_split_before_the_bars_that_the_experts_see_does_not_matter()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        string ticker = live.Exchange.Tickers[0];
        Split(live, ticker, barsBeforeTheLast: 500, 4);

        Prediction prediction = live.Workflows.Predict(
            new()
            {
                Ticker = ticker,
                Offline = true,
                Log = false,
            },
            null,
            Stop
        );
        Assert.Empty(prediction.Findings);
    }

    [Fact]
    public void A_risk_forecast_refuses_the_ticker_and_leaves_out_members_of_its_market()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        string doubtful = live.Exchange.Tickers[2];
        DateOnly split = Split(live, doubtful, barsBeforeTheLast: 3, 5);

        Assert.Equal(
            Fault.SeriousFindings,
            Assert.Throws<PloutosException>(() => live.Workflows.Risk(new RiskRequest(doubtful), null, Stop)).Fault
        );
        RiskReport other = live.Workflows.Risk(new RiskRequest(live.Exchange.Tickers[0]), null, Stop);
        Assert.Equal((split, FindingDecision.LeftOut), Facts(Assert.Single(other.Findings)));
        RiskReport accepted = live.Workflows.Risk(new RiskRequest(doubtful) { AcceptSerious = true }, null, Stop);
        Assert.Equal((split, FindingDecision.Accepted), Facts(Assert.Single(accepted.Findings)));
    }

    [Fact]
    public async Task The_daily_run_gives_a_reason_for_that_ticker_and_signals_for_the_others()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        DateOnly day = live.Exchange.Days[0];
        live.Clock.Now = DayMoments.CloseOf(day).AddHours(1);
        live.Exchange.Show(live.Clock.Now);
        live.Workflows.Import(new ImportRequest(live.Exchange.Source), null, Stop);
        string doubtful = live.Exchange.Tickers[1];
        DateOnly split = Split(live, doubtful, barsBeforeTheLast: 20, 1.0 / 3);

        LiveRun run = await live.RunAsync(request: new(RetrainEvery: 0));

        Assert.Equal((LiveRunStatus.Done, 2, 1), (run.Status, run.Signals, run.Reasons));
        Assert.Equal((split, FindingDecision.LeftOut), Facts(Assert.Single(run.Findings)));
        SignalRecord[] records =
        [
            .. live.Workflows.SignalHistory(firstDay: day).Where(s => s.Record.AsOf == day).Select(s => s.Record),
        ];
        SignalRecord reason = Assert.Single(records, r => r.Signal is null);
        Assert.Equal(doubtful, reason.Ticker);
        Assert.Contains($"{split:yyyy-MM-dd} (SuspectedSplit", reason.Reason!, StringComparison.Ordinal);
        ReplayReport replay = live.Workflows.Replay(new ReplayRequest(), null, Stop);
        Assert.Empty(replay.Differences);

        using var views = new WorkspaceViews(live.Workspace, live.Clock);
        IReadOnlyList<WatchlistRow> rows = views.Watchlist(Stop);
        Assert.Equal(
            [null, ViewFault.SeriousFinding, null],
            live.Exchange.Tickers.Select(t => rows.Single(r => r.Ticker == t).Fault?.Fault)
        );
        ViewException shown = Assert.Throws<ViewException>(() => views.Analysis(doubtful, null));
        Assert.Contains($"{split:yyyy-MM-dd}", shown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_daily_run_makes_the_signal_where_findings_are_accepted_and_says_so()
    {
        LiveWorkspace live = template.Open(_folder.Path, days: 1);
        live.Clock.Now = DayMoments.CloseOf(live.Exchange.Days[0]).AddHours(1);
        live.Exchange.Show(live.Clock.Now);
        live.Workflows.Import(new ImportRequest(live.Exchange.Source), null, Stop);
        Split(live, live.Exchange.Tickers[1], barsBeforeTheLast: 20, 1.0 / 3);

        LiveRun run = await live.RunAsync(request: new(RetrainEvery: 0) { AcceptSerious = true });

        Assert.Equal((3, 0), (run.Signals, run.Reasons));
        Assert.Equal(FindingDecision.Accepted, Assert.Single(run.Findings).Decision);
        Assert.Contains(run.Warnings, w => w.Contains("the result rests on it", StringComparison.Ordinal));
    }

    private static (DateOnly, FindingDecision) Facts(SeriousFinding finding) => (finding.Date, finding.Decision);

    /// <summary>Imports a ticker again with other prices from a bar on; returns that bar's day.</summary>
    private DateOnly Split(LiveWorkspace live, string ticker, int barsBeforeTheLast, double factor)
    {
        BarSeries bars;
        using (BarStore store = new DataWorkflow(live.Workspace, live.Clock).OpenStore())
            bars = store.Read(ticker);
        int first = bars.Count - 1 - barsBeforeTheLast;
        Directory.CreateDirectory(_folder.File("other"));
        File.WriteAllLines(
            _folder.File("other", $"{ticker}.csv"),
            [
                "Date,Open,High,Low,Close,Volume",
                .. Enumerable
                    .Range(0, bars.Count)
                    .Select(t =>
                    {
                        (Bar b, double f) = (bars[t], t < first ? 1 : factor);
                        return string.Create(
                            CultureInfo.InvariantCulture,
                            $"{b.Date:yyyy-MM-dd},{b.Open * f:R},{b.High * f:R},{b.Low * f:R},{b.Close * f:R},"
                                + $"{b.Volume:F0}"
                        );
                    }),
            ]
        );
        live.Workflows.Import(new ImportRequest($"csv:{_folder.File("other")}"), null, Stop);
        return bars.Dates[first];
    }
}
