using Ploutos.Experts.Definitions;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary>What a backtest is made of: bars, signals, the benchmark and the account's currency.</summary>
internal static class BacktestSources
{
    /// <summary>The bars and the signals that were asked for.</summary>
    public static (TrainingBars Bars, BacktestSignals Signals) Gather(
        WorkspaceFolder workspace,
        BarStore store,
        BacktestRequest request,
        NamedTickers asked,
        IProgress<WorkflowEvent>? progress
    )
    {
        if (request is { SignalFile: not null, Ensemble: not null })
            throw new PloutosException(
                Fault.WrongUsage,
                $"A file of signals has no ensemble, but got '{request.Ensemble}'. Give one of them."
            )
            {
                Remedies = [new ChangeOption("ensemble", "leave it out")],
            };
        EnsembleDefinition ensemble = new EnsembleCatalog(workspace).Get(request.Ensemble);
        if (
            request.From == "models"
            || (request is { From: null, SignalFile: null } && !EvaluationSignals.Exist(workspace, ensemble))
        )
        {
            TrainingBars all = TrainingBars.ReadNamed(store, asked, progress);
            return (
                all,
                ModelSignals.Make(workspace, ensemble, store, all.Series, request.Start, request.AcceptSerious)
            );
        }

        BacktestSignals signals = request.SignalFile is { } file
            ? SignalFile.Read(file)
            : EvaluationSignals.Read(workspace, ensemble);
        if (asked.Tickers is not null)
            return (TrainingBars.ReadNamed(store, asked, progress), signals);
        string[] tickers = [.. signals.Series.Select(s => s.Ticker)];
        return tickers.Length > 0
            ? (TrainingBars.Read(store, tickers), signals)
            : throw new PloutosException(Fault.NoData, $"There is no signal in {signals.Detail}.");
    }

    /// <summary>A stored ticker to hold.</summary>
    public static BarSeries Benchmark(BarStore store, string name)
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

    /// <summary>The account's currency and the rates of its days.</summary>
    /// <exception cref="PloutosException">The tickers are of several, and a rate lacks.</exception>
    public static AccountCurrency CurrencyOf(
        BarStore store,
        BacktestRequest request,
        BarSeries[] universe,
        BacktestSignals signals
    ) =>
        AccountCurrency.Of(
            store,
            universe,
            request.Currency,
            (signals.Series.Min(s => s.Days[0]), request.End ?? DateOnly.MaxValue),
            new(store, request.AcceptSerious)
        );

    /// <summary>That there is nothing to trade.</summary>
    public static PloutosException NoSignals(
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

    private static string Few(IReadOnlyList<string> tickers) =>
        tickers.Count <= 5
            ? string.Join(", ", tickers)
            : $"{string.Join(", ", tickers.Take(5))} and {tickers.Count - 5} more";
}
