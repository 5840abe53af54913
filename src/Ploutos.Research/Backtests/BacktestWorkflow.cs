using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.Backtesting.Statistics;
using Ploutos.Experts.Definitions;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Reports;
using Ploutos.Research.Training;
using Ploutos.Research.Trials;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary>An account that was simulated.</summary>
/// <param name="Universe">Bars of the tickers, in their own currencies.</param>
/// <param name="Curve">The account.</param>
/// <param name="Benchmark">What it is held against.</param>
/// <param name="Currency">What both are in; null where nobody knows.</param>
internal sealed record BacktestAccount(
    BarSeries[] Universe,
    EquityCurve Curve,
    EquityCurve Benchmark,
    string? Currency
);

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
        workspace.EnsureWritable();
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        var names = NamedTickers.Of(workspace, request.Tickers, store);
        IReadOnlyList<string>? asked = names.Tickers;
        (TrainingBars bars, BacktestSignals signals) = BacktestSources.Gather(
            workspace,
            store,
            request,
            names,
            progress
        );
        signals = signals.Within(asked, request.Start, request.End);
        (bars, signals) = new BacktestBars(store, request).Admit(bars, signals, progress);
        signals = signals.OfMembers(bars.Series) with { Notes = [.. bars.Notes, .. signals.Notes] };
        BarSeries[] universe =
        [
            .. bars.Series.Select(s => request.End is { } end ? s.UpTo(end) : s).Where(s => s.Count > 0),
        ];
        if (signals.Series.Count == 0)
            throw BacktestSources.NoSignals(request, asked ?? [.. bars.Series.Select(s => s.Ticker)], signals);
        progress?.Report(
            new StageStarted(
                "backtest",
                $"{Counted.Of(signals.Series.Sum(s => s.Days.Length), "signal")} of"
                    + $" {Counted.Of(signals.Series.Count, "ticker")} ({signals.Source})"
            )
        );
        (IReadOnlyList<VolatilitySeries>? volatilities, IReadOnlyList<string> sizing) = new BacktestVolatility(
            store,
            request
        ).Of(universe, signals.Series);
        AccountCurrency currency = BacktestSources.CurrencyOf(store, request, universe, signals);
        request = request with { Currency = currency.Converts ? currency.Code : null };
        signals = signals with { Notes = [.. signals.Notes, .. sizing, .. currency.Notes] };
        // Positions are sized by the volatility in the ticker's own currency; whatever is money is the account's.
        BarSeries[] priced = [.. universe.Select(currency.Convert)];
        EquityCurve curve = Simulate(() => Backtest.Run(priced, signals.Series, options, volatilities));
        RequireDays(curve);
        (BarSeries[] held, bars, IReadOnlyList<string> rates) = Benchmarked(
            store,
            request,
            bars,
            priced,
            currency,
            curve
        );
        EquityCurve benchmark = Simulate(() => Backtest.BuyAndHold(held, curve, options));
        cancellation.ThrowIfCancellationRequested();
        (IReadOnlyList<ExplainedExpert>? explained, IReadOnlyList<string> left) = Explained(
            request,
            signals,
            universe,
            curve,
            progress,
            cancellation
        );
        signals = signals with { Notes = [.. signals.Notes, .. rates.Except(signals.Notes), .. left] };
        return Judge(request, bars, signals, new(universe, curve, benchmark, currency.Code), explained);
    }

    private static void RequireDays(EquityCurve curve)
    {
        if (curve.Days.Count < LeastDays)
            throw new PloutosException(
                Fault.NoData,
                $"A backtest needs at least {LeastDays} trading days from its first signal on, but has "
                    + $"{curve.Days.Count} ({curve.Days[0]:yyyy-MM-dd} to {curve.Days[^1]:yyyy-MM-dd}). Begin earlier,"
                    + $" or fetch newer bars."
            );
    }

    /// <summary>What the benchmark holds, in the account's money; the bars with those of a ticker that is the
    /// benchmark, and what to know of its rates.</summary>
    private static (BarSeries[] Held, TrainingBars Bars, IReadOnlyList<string> Notes) Benchmarked(
        BarStore store,
        BacktestRequest request,
        TrainingBars bars,
        BarSeries[] priced,
        AccountCurrency currency,
        EquityCurve curve
    )
    {
        if (request.Benchmark is not { } named || named == Universe)
            return (priced, bars, []);
        BarSeries benchmarked = BacktestSources.Benchmark(store, named);
        bars = new BacktestBars(store, request).WithBenchmark(bars, benchmarked, curve.Days);
        AccountCurrency its = AccountCurrency.Of(
            store,
            [benchmarked],
            currency.Code,
            (curve.Days[0], curve.Days[^1]),
            new(store, request.AcceptSerious)
        );
        return ([its.Convert(benchmarked)], bars, its.Notes);
    }

    /// <summary>What the models look at, where that is asked for, and what is left out of it.</summary>
    private (IReadOnlyList<ExplainedExpert>? Explained, IReadOnlyList<string> Notes) Explained(
        BacktestRequest request,
        BacktestSignals signals,
        BarSeries[] universe,
        EquityCurve curve,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        if (!request.Explain)
            return (null, []);
        return signals.Source == "models"
            ? ModelExplanation.Of(
                workspace,
                new EnsembleCatalog(workspace).Get(request.Ensemble),
                universe,
                curve.Days,
                progress,
                cancellation
            )
            : throw new PloutosException(
                Fault.WrongUsage,
                $"An explanation looks into the workspace's models, but the signals come from the {signals.Source}."
            )
            {
                Remedies = [new ChangeOption("from", "models"), new ChangeOption("explain", "leave it out")],
            };
    }

    private BacktestResult Judge(
        BacktestRequest request,
        TrainingBars bars,
        BacktestSignals signals,
        BacktestAccount account,
        IReadOnlyList<ExplainedExpert>? explained
    )
    {
        (BarSeries[] universe, EquityCurve curve, EquityCurve benchmark, string? currency) = account;
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
            Currency = currency,
            Years = BacktestFigures.Year(curve.Year),
            Series = BacktestFigures.Series(curve, benchmark),
            Trades = BacktestTrades.Of(curve, signals),
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
            throw new PloutosException(Fault.Failed, e.Message, e);
        }
    }
}
