using System.Globalization;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;
using Ploutos.Tuning;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Views;

/// <summary>The views of one workspace: what changes rarely is kept in memory, the rest is read
/// when it is asked for.</summary>
internal sealed class WorkspaceViews : IWorkspaceViews
{
    private readonly HeldWorkspace _held;
    private readonly StorePool _stores;
    private readonly SnapshotCache _snapshots;
    private readonly AnalysisCache _analyses;
    private readonly RiskViews _risks;
    private readonly SignalHistory _signals;
    private readonly StudyViews _studies;
    private readonly ReportViews _reports;
    private readonly FileStamps _stamps;
    private readonly Kept<(long Models, long Reports), IReadOnlyList<EvaluationOverview>> _evaluations = new();
    private readonly Kept<(long Data, int Limit), FindingList> _findings = new();

    public WorkspaceViews(WorkspaceFolder workspace, TimeProvider time)
    {
        Workspace = workspace;
        _stores = new(workspace);
        _stamps = new(workspace);
        _held = new(workspace, time);
        _snapshots = new(workspace, _stores, _held, time);
        _analyses = new(_stores, time);
        _risks = new(workspace, _stores, time);
        (_signals, _studies, _reports) = (new(workspace, time), new(workspace), new(workspace));
    }

    public WorkspaceFolder Workspace { get; }

    public WorkspaceState State() => _snapshots.Now().State;

    public string Version
    {
        get
        {
            Snapshot now = _snapshots.Now();
            (ClockState clock, WorkspaceState state) = (now.Clock, now.State);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{state.Data}.{state.Models}.{state.Studies}.{state.Reports}.{clock.Today:yyyyMMdd}"
                    + $".{clock.LastFinishedDay:yyyyMMdd}.{(clock.MarketOpen ? 1 : 0)}"
            );
        }
    }

    public void Refresh() => _snapshots.Refresh();

    public Prediction Analysis(string ticker, DateOnly? asOf)
    {
        string symbol = TickerRule.Parse(ticker);
        Snapshot now = _snapshots.Now();
        StoredTicker stored = Find(now, symbol);
        return asOf is null ? _analyses.Of(now, stored).Prediction.Value : _analyses.At(now, stored, asOf.Value);
    }

    public AnalysisChange Change(string ticker)
    {
        string symbol = TickerRule.Parse(ticker);
        Snapshot now = _snapshots.Now();
        return _analyses.Change(now, Find(now, symbol));
    }

    public TickerExplanation Explain(string ticker, DateOnly? asOf)
    {
        string symbol = TickerRule.Parse(ticker);
        Snapshot now = _snapshots.Now();
        return _analyses.Explain(now, Find(now, symbol), asOf);
    }

    public RiskReport Risk(string ticker, DateOnly? asOf)
    {
        string symbol = TickerRule.Parse(ticker);
        Snapshot now = _snapshots.Now();
        Find(now, symbol);
        return asOf is { } day ? _risks.At(symbol, day) : _risks.Of(now, symbol).Value;
    }

    public RiskPast RiskPast(string ticker, DateOnly? asOf)
    {
        string symbol = TickerRule.Parse(ticker);
        Snapshot now = _snapshots.Now();
        Find(now, symbol);
        return _risks.Past(now, symbol, asOf);
    }

    public IReadOnlyList<ExpertEvidence> Evidence() =>
        [.. _snapshots.Now().Models.Value.Models.Select(m => EvidenceView.Of(m, m.Card.Simulated))];

    public IReadOnlyList<BatchEntry> Batch(IReadOnlyList<string>? tickers, CancellationToken cancellation)
    {
        Snapshot now = _snapshots.Now();
        IReadOnlyList<string> names = tickers ?? [.. now.Tickers.Value.Keys];
        return SideBySide(names, name => Entry(now, name), cancellation);
    }

    public IReadOnlyList<WatchlistRow> Watchlist(CancellationToken cancellation)
    {
        Snapshot now = _snapshots.Now();
        _risks.Prepare(now);
        return SideBySide([.. now.Tickers.Value.Values], stored => Row(now, stored), cancellation);
    }

    public BarColumns Bars(string ticker, DateOnly? firstDay, DateOnly? lastDay)
    {
        string symbol = TickerRule.Parse(ticker);
        if (firstDay > lastDay)
            throw new ViewException(
                ViewFault.BadRequest,
                $"'from' must not be after 'to', but got {firstDay:yyyy-MM-dd} and {lastDay:yyyy-MM-dd}."
            );
        StoredTicker stored = Find(_snapshots.Now(), symbol);
        BarSeries bars = _stores.Read(store => store.Read(symbol));
        return BarView.Of(bars, stored, firstDay, lastDay);
    }

    public IReadOnlyList<LoggedSignal> Signals(string? ticker, int limit) =>
        Held(() => _signals.Of(ticker is null ? null : TickerRule.Parse(ticker), limit));

    public IReadOnlyList<StoredSeries> Data() =>
        [.. _snapshots.Now().Tickers.Value.Values.Select(DataWorkflow.Describe)];

    public FindingList Findings(string? ticker, int limit)
    {
        Snapshot now = _snapshots.Now();
        if (ticker is null)
            return _findings.Of((now.State.Data, limit), () => Of(now.Tickers.Value.Keys));
        return Of([Find(now, TickerRule.Parse(ticker)).Ticker]);

        FindingList Of(IEnumerable<string> symbols) =>
            _stores.Read(store => FindingView.Of(symbols.SelectMany(store.Findings), limit));
    }

    public IReadOnlyList<ModelView> Models() => _snapshots.Now().Cards.Value;

    public IReadOnlyList<EvaluationOverview> Evaluations()
    {
        // Looked at now: whoever has just made one finds it.
        (long, long) made = (_stamps.Models(), _stamps.Reports());
        return Held(() => _evaluations.Of(made, () => EvaluationViews.List(Workspace)));
    }

    public EvaluationResult Evaluation(string id) => Held(() => EvaluationViews.Read(Workspace, id));

    public IReadOnlyList<ReadyCheck> Readiness()
    {
        Snapshot now = _snapshots.Now();
        ViewException? store = now.Tickers.Fault,
            models = now.Models.Fault;
        return [new("store", store is null, store?.Message), new("models", models is null, models?.Message)];
    }

    public IReadOnlyList<StudyOverview> Studies() => Held(_studies.List);

    public StudyView Study(string name) => Held(() => _studies.Read(name));

    public IReadOnlyList<ReportFile> Reports() => Held(_reports.List);

    public string ReportPath(string name) => Held(() => _reports.PathOf(name));

    public void Dispose()
    {
        _stores.Dispose();
        _held.Dispose();
    }

    private T Held<T>(Func<T> read)
    {
        _held.Enter();
        return read();
    }

    private static StoredTicker Find(Snapshot now, string symbol) =>
        now.Tickers.Value.TryGetValue(symbol, out StoredTicker? stored)
            ? stored
            : throw new ViewException(
                ViewFault.UnknownTicker,
                $"The store has no bars of '{symbol}'. Fetch them first, such as with POST /api/v7/jobs/fetch."
            )
            {
                Remedies = [new FetchTicker(symbol)],
            };

    private static R[] SideBySide<T, R>(IReadOnlyList<T> items, Func<T, R> work, CancellationToken cancellation)
    {
        var results = new R[items.Count];
        Parallel.For(
            0,
            items.Count,
            new ParallelOptions
            {
                CancellationToken = cancellation,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            },
            i => results[i] = work(items[i])
        );
        return results;
    }

    private Lazy<Part<NewestBars>> Newest(Snapshot now, StoredTicker stored) =>
        _analyses.Newest(stored, _risks.Newest(now, stored));

    private BatchEntry Entry(Snapshot now, string name)
    {
        try
        {
            string symbol = TickerRule.Parse(name);
            StoredTicker stored = Find(now, symbol);
            Part<Prediction> part = _analyses.Of(now, stored, Newest(now, stored)).Prediction;
            return new(symbol, part.OrDefault, FaultOf(part));
        }
        catch (ViewException e)
        {
            return new(name.Length <= 40 ? name : name[..40], null, new(e.Fault, e.Message) { Remedies = e.Remedies });
        }
    }

    private WatchlistRow Row(Snapshot now, StoredTicker stored)
    {
        Lazy<Part<NewestBars>> read = Newest(now, stored);
        Analysis a = _analyses.Of(now, stored, read);
        double[] closes = a.Closes;
        return new()
        {
            Ticker = stored.Ticker,
            AsOf = a.AsOf,
            Simulated = stored.Origin == DataOrigin.Simulated,
            Stale = a.Stale,
            Close = closes.Length > 0 ? closes[^1] : double.NaN,
            Change1 = Change(1),
            Change5 = Change(5),
            Change20 = Change(20),
            Sparkline = closes,
            Prediction = a.Prediction.OrDefault is { } p ? Glance(p) : null,
            Fault = FaultOf(a.Prediction),
            Risk = RiskViews.Glance(_risks.Of(now, stored.Ticker, () => read.Value.OrDefault?.Series).OrDefault),
        };

        double? Change(int bars) => closes.Length > bars ? closes[^1] / closes[^(bars + 1)] - 1 : null;
    }

    private static PredictionGlance Glance(Prediction p) =>
        new(
            p.Signal,
            p.RawSignal ?? p.Signal,
            p.Score,
            [.. p.Experts.Select(e => new OpinionGlance(e.Expert, e.Class, e.Probability, e.Proven, e.Verdict))],
            SignalProof.Of(p)
        );

    private static BatchFault? FaultOf(Part<Prediction> part) =>
        part.Fault is { } fault ? new(fault.Fault, fault.Message) : null;
}
