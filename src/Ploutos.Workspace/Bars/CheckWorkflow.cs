using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Bars;

/// <summary>Runs the checks over a source before it is imported, over the store, or over the store
/// against another source.</summary>
public sealed class CheckWorkflow(WorkspaceFolder workspace, TimeProvider time, Func<SourceSettings> settings)
{
    private const string Stage = "check";

    /// <summary>Checks the requested source or the store. Nothing is changed.</summary>
    /// <exception cref="PloutosException">A setting is wrong.</exception>
    public DataReport Check(CheckRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        if (request is { Source: not null, Against: not null })
            throw new PloutosException(
                Fault.WrongUsage,
                $"Bars are held against another source once they are stored, "
                    + $"but got both '{request.Source}' and '{request.Against}'. Import or fetch them first."
            )
            {
                Remedies = [new ImportBars(), new FetchBars()],
            };
        DataReport report = request.Source is { } source
            ? CheckSource(source, request, progress, cancellation)
            : CheckStore(request, progress, cancellation);
        if (request.Strict && report.Serious > 0)
            progress?.Report(
                new Note($"{report.Serious} serious finding(s), and a strict check fails on them.", IsWarning: true)
            );
        return report;
    }

    private DataReport CheckSource(
        string source,
        CheckRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        BarSourceSpec spec = BarSourceSpec.Parse(source);
        DateTimeOffset now = time.GetUtcNow();
        return SourceWalk.Run(
            new(Stage, spec) { Tickers = request.Tickers, DateFormat = request.DateFormat },
            delivered =>
                (
                    ImportOutcome.Checked,
                    QualityCheck.Run(delivered, spec.LastFinished(TickerMarket.ClockOf(delivered.Ticker), now))
                ),
            () =>
                spec.Open(new() { DateFormat = request.DateFormat })
                    .Readings.SelectMany(r => r.Series)
                    .Select(d => QualityCheck.Run(d, spec.LastFinished(TickerMarket.ClockOf(d.Ticker), now)).Series),
            progress,
            cancellation
        );
    }

    private DataReport CheckStore(
        CheckRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        using var sources = new BarSources(request.Against is null ? new() : settings(), time);
        var service = new MarketDataService(store, sources, time);
        IReadOnlyList<string> named = NamedTickers.Of(workspace, request.Tickers, store).StoredIn(store, progress);
        StoredTicker[] tickers =
        [
            .. named.Count == 0 ? store.List() : named.Select(t => store.Find(t) ?? throw Unknown(t)),
        ];
        if (request.Against is not null)
            progress?.Report(new StageStarted(Stage, $"{tickers.Length} ticker(s) against {request.Against}"));
        var series = new List<ImportedSeries>();
        var findings = new List<QualityFinding>();
        var failures = new List<MarketDataException>();
        foreach (StoredTicker ticker in tickers)
        {
            cancellation.ThrowIfCancellationRequested();
            QualityReport result = service.Check([ticker.Ticker]);
            series.Add(
                new(
                    ticker.Ticker,
                    ImportOutcome.Checked,
                    result.RowsIn,
                    result.RowsOut,
                    ticker.FirstDay,
                    ticker.LastDay
                )
            );
            findings.AddRange(result.Findings);
            if (request.Against is not { } other)
                continue;
            try
            {
                findings.AddRange(service.CompareAsync(ticker.Ticker, other, cancellation).GetAwaiter().GetResult());
            }
            catch (MarketDataException e) // the other source's trouble with one ticker is that ticker's
            {
                failures.Add(e);
                progress?.Report(new Note($"{ticker.Ticker} was not compared: {e.Message}", IsWarning: true));
            }

            progress?.Report(new ItemDone(Stage, ticker.Ticker, series.Count, tickers.Length));
        }

        if (failures.Count > 0 && failures.Count == tickers.Length)
            throw failures[0];
        return DataReports.Of(
            workspace.StorePath,
            tickers.Any(t => t.Origin == DataOrigin.Simulated),
            series,
            findings
        );
    }

    private static NoDataException Unknown(string ticker) =>
        new($"The store has no bars of '{ticker}'.") { Kind = MarketDataFault.UnknownTicker, Ticker = ticker };
}
