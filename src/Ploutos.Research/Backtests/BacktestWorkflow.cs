using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Reports;
using Ploutos.Research.Training;
using Ploutos.Research.Trials;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary>Trades out-of-sample signals on the store's bars, counts the trial, and says what the
/// result is worth.</summary>
public sealed class BacktestWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>The benchmark where no ticker is named: buy-and-hold of the same universe.</summary>
    public const string Universe = "universe";

    /// <summary>Below a month of returns no figure has a meaning.</summary>
    private const int LeastDays = 22;

    /// <summary>Runs one backtest and records it as a trial.</summary>
    /// <exception cref="PloutosException">A setting is wrong, or no signal is out of
    /// sample.</exception>
    public BacktestResult Run(
        BacktestRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        BacktestOptions options = BacktestSettings.Parse(request);
        request = BacktestSettings.Resolved(request);
        IReadOnlyList<string>? asked = request.Tickers is { Count: > 0 } ? TickerNames.Resolve(request.Tickers) : null;
        workspace.EnsureWritable();
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        (TrainingBars bars, BacktestSignals signals) = Gather(store, request, asked, progress);
        signals = signals.Within(asked, request.Start, request.End);
        (bars, signals) = new BacktestBars(store, request).Admit(bars, signals, progress);
        BarSeries[] universe =
        [
            .. bars.Series.Select(s => request.End is { } end ? s.UpTo(end) : s).Where(s => s.Count > 0),
        ];
        if (signals.Series.Count == 0)
            throw NoSignals(request, asked ?? [.. bars.Series.Select(s => s.Ticker)], signals);
        progress?.Report(
            new StageStarted(
                "backtest",
                $"{signals.Series.Sum(s => s.Days.Length)} signals of {signals.Series.Count} tickers ({signals.Source})"
            )
        );
        (IReadOnlyList<VolatilitySeries>? volatilities, IReadOnlyList<string> sizing) = new BacktestVolatility(
            store,
            request
        ).Of(universe, signals.Series);
        signals = signals with { Notes = [.. signals.Notes, .. sizing] };
        EquityCurve curve = Simulate(() => Backtest.Run(universe, signals.Series, options, volatilities));
        if (curve.Days.Count < LeastDays)
            throw new PloutosException(
                Fault.NoData,
                $"A backtest needs at least {LeastDays} trading days from its first signal on, but has "
                    + $"{curve.Days.Count} ({curve.Days[0]:yyyy-MM-dd} to {curve.Days[^1]:yyyy-MM-dd}). Begin earlier,"
                    + $" or fetch newer bars."
            );
        BarSeries[] held = universe;
        if (request.Benchmark is { } named && named != Universe)
        {
            held = [Benchmark(store, named)];
            bars = new BacktestBars(store, request).WithBenchmark(bars, held[0], curve.Days);
        }

        EquityCurve benchmark = Simulate(() => Backtest.BuyAndHold(held, curve, options));
        cancellation.ThrowIfCancellationRequested();
        if (request.Explain && signals.Source != "models")
            throw new PloutosException(
                Fault.WrongUsage,
                $"An explanation looks into the workspace's models, but the signals come from the {signals.Source}."
            )
            {
                Remedies = [new ChangeOption("from", "models"), new ChangeOption("explain", "leave it out")],
            };
        IReadOnlyList<ExplainedExpert>? explained = null;
        if (request.Explain)
        {
            (explained, IReadOnlyList<string> left) = ModelExplanation.Of(
                workspace,
                universe,
                curve.Days,
                progress,
                cancellation
            );
            signals = signals with { Notes = [.. signals.Notes, .. left] };
        }

        return Judge(request, bars, signals, universe, curve, benchmark, explained);
    }

    private static PloutosException NoSignals(
        BacktestRequest request,
        IReadOnlyList<string> tickers,
        BacktestSignals signals
    ) =>
        new(
            Fault.NoData,
            $"There are no signals from {request.Start?.ToString("yyyy-MM-dd") ?? "the first day"} to "
                + $"{request.End?.ToString("yyyy-MM-dd") ?? "the last"} for {Few(tickers)} ({signals.Detail}). "
                + "Choose other days or tickers."
        );

    private (TrainingBars Bars, BacktestSignals Signals) Gather(
        BarStore store,
        BacktestRequest request,
        IReadOnlyList<string>? asked,
        IProgress<WorkflowEvent>? progress
    )
    {
        if (
            request.From == "models"
            || (request is { From: null, SignalFile: null } && !EvaluationSignals.Exist(workspace))
        )
        {
            TrainingBars all = TrainingBars.Read(store, asked, progress);
            return (all, ModelSignals.Make(workspace, store, all.Series, request.Start, request.AcceptSerious));
        }

        BacktestSignals signals = request.SignalFile is { } file
            ? SignalFile.Read(file)
            : EvaluationSignals.Read(workspace);
        IReadOnlyList<string> tickers = asked ?? [.. signals.Series.Select(s => s.Ticker)];
        return tickers.Count > 0
            ? (TrainingBars.Read(store, tickers), signals)
            : throw new PloutosException(Fault.NoData, $"There is no signal in {signals.Detail}.");
    }

    private static BarSeries Benchmark(BarStore store, string name)
    {
        string ticker = TickerNames.Parse(name);
        return store.Contains(ticker)
            ? store.Read(ticker)
            : throw new PloutosException(
                Fault.UnknownTicker,
                $"The benchmark must be a stored ticker, but the store has no bars of '{ticker}'. Without a benchmark "
                    + "the same tickers are held."
            )
            {
                Remedies = [new FetchTicker(ticker), new ChangeOption("benchmark", "leave it out")],
            };
    }

    private BacktestResult Judge(
        BacktestRequest request,
        TrainingBars bars,
        BacktestSignals signals,
        BarSeries[] universe,
        EquityCurve curve,
        EquityCurve benchmark,
        IReadOnlyList<ExplainedExpert>? explained
    )
    {
        Performance own = Performance.Of(curve, benchmark, request.CashRate);
        IReadOnlyList<BacktestFigure> figures = Figures(request, universe, curve, benchmark, own);
        string[] tickers = [.. universe.Select(s => s.Ticker)];
        string configuration = BacktestSettings.Configuration(request, signals, tickers);
        var ledger = new TrialLedger(workspace, time);
        // Before anything of the result is shown or kept: a trial that was seen is a trial that counts.
        ledger.Record(Trial(configuration, bars, tickers, own, curve, request));
        SharpeEvidence evidence = TrialEvidence.Of(own, ledger.Count(bars.Data.Origin, tickers));
        DateTimeOffset now = time.GetUtcNow();
        (string id, string folder) = new BacktestFiles(workspace).Name(now, configuration);
        string held = request.Benchmark is { } named && named != Universe ? TickerNames.Parse(named) : Universe;
        bool traded = curve.Gross.Any(g => g > 0);
        var result = new BacktestResult
        {
            Format = BacktestResult.CurrentFormat,
            Id = id,
            CreatedAt = now,
            Simulated = signals.Simulated || universe[0].Origin == DataOrigin.Simulated,
            SignalsFrom = signals.Source,
            SignalsDetail = signals.Detail,
            Options = request,
            Tickers = tickers,
            Benchmark = held,
            DataHash = bars.Data.Hash,
            Years = BacktestFigures.Year(curve.Year),
            Series = BacktestFigures.Series(curve, benchmark),
            Trades = BacktestFigures.Trades(curve),
            Statistics = figures,
            Evidence = evidence,
            Overfitting = TrialEvidence.Overfitting(ledger.Returns(bars.Data.Origin, Days(curve))),
            Costs = curve.Costs,
            Findings = bars.Findings,
            Notes =
            [
                .. bars.Findings.Select(f => f.Text),
                .. signals.Notes,
                .. BacktestNotes.Of(request, universe, signals, curve, traded),
            ],
            Verdict = BacktestVerdict.Of(
                figures.Single(f => f.Name == "sharpe_difference").Strategy,
                evidence,
                held,
                traded
            ),
            Folder = folder,
        };
        BacktestFiles.Write(result, EvidenceReport.Render(BacktestReport.Of(result, explained)));
        return result;
    }

    private static IReadOnlyList<BacktestFigure> Figures(
        BacktestRequest request,
        BarSeries[] universe,
        EquityCurve curve,
        EquityCurve benchmark,
        Performance own
    )
    {
        Performance other = Performance.Of(benchmark, cashRate: request.CashRate);
        IReadOnlyList<BacktestFigure> figures = BacktestFigures.Of(
            own,
            PerformanceIntervals.Of(curve, own, benchmark, request.CashRate),
            other,
            PerformanceIntervals.Of(benchmark, other, cashRate: request.CashRate)
        );
        return BacktestSettings.AimsAtAccount(request, universe.Length)
            ? [.. figures, BacktestFigures.NearTarget(curve, benchmark, request.TargetVolatility)]
            : figures;
    }

    /// <summary>The days that have a return.</summary>
    private static DateOnly[] Days(EquityCurve curve) => [.. curve.Days.Skip(1)];

    /// <summary>An account without dispersion was tried, but has no ratio that another could be held
    /// against.</summary>
    private static TrialEntry Trial(
        string configuration,
        TrainingBars bars,
        string[] tickers,
        Performance own,
        EquityCurve curve,
        BacktestRequest request
    )
    {
        bool moved = double.IsFinite(own.DailySharpe);
        return new()
        {
            Kind = TrialKind.Backtest,
            Configuration = configuration,
            Data = bars.Data.Hash,
            Origin = bars.Data.Origin,
            Tickers = tickers,
            Days = moved ? Days(curve) : [],
            Returns = moved ? curve.ExcessReturns(request.CashRate) : [],
            Sharpe = moved ? own.DailySharpe : null,
        };
    }

    /// <summary>What the simulator refuses, without the name of its own parameter.</summary>
    private static EquityCurve Simulate(Func<EquityCurve> simulate)
    {
        try
        {
            return simulate();
        }
        catch (ArgumentException e)
        {
            throw new PloutosException(Fault.Failed, e.Message.Split(" (Parameter", 2)[0], e);
        }
    }

    private static string Few(IReadOnlyList<string> tickers) =>
        tickers.Count <= 5
            ? string.Join(", ", tickers)
            : $"{string.Join(", ", tickers.Take(5))} and {tickers.Count - 5} more";
}
