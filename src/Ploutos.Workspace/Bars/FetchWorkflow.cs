using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Bars;

/// <summary>Bars from the network into the store: new tickers whole, known ones by their missing
/// days, several side by side.</summary>
public sealed class FetchWorkflow(WorkspaceFolder workspace, TimeProvider time, Func<SourceSettings> settings)
{
    /// <summary>Fetches the named tickers. One ticker's error is reported and leaves the others
    /// alone.</summary>
    /// <exception cref="PloutosException">No ticker is named.</exception>
    public FetchReport Fetch(FetchRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        var named = NamedTickers.Of(workspace, request.Tickers);
        IReadOnlyList<string> tickers = named.Tickers ?? [];
        if (tickers.Count == 0)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The tickers to fetch must be named, such as NVDA,AAPL, "
                    + $"a universe ({string.Join(", ", Universes.Names)}) or a text file."
            )
            {
                Remedies = [new FetchBars()],
            };
        foreach (string note in named.Notes)
            progress?.Report(new Note(note, IsWarning: true));
        using BarStore store = new DataWorkflow(workspace, time).OpenOrCreateStore();
        return Run("fetch", store, tickers, request, progress, cancellation);
    }

    /// <summary>Fetches the missing days of stored tickers; without names, of all that came from
    /// the network.</summary>
    /// <exception cref="NoDataException">A named ticker is not stored, or none came from the
    /// network.</exception>
    public FetchReport Update(FetchRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        IReadOnlyList<string> named = NamedTickers.Of(workspace, request.Tickers, store).StoredIn(store, progress);
        if (named.FirstOrDefault(t => !store.Contains(t)) is { } unknown)
            throw new NoDataException($"The store has no bars of {unknown} to bring up to date.")
            {
                Kind = MarketDataFault.UnknownTicker,
                Ticker = unknown,
            };
        IReadOnlyList<string> tickers =
            named.Count > 0
                ? named
                :
                [
                    .. store
                        .List()
                        .Where(t => BarSources.IsOnline(t.Source) && t.Instrument.EndedOn is null)
                        .Select(t => t.Ticker),
                ];
        return tickers.Count > 0
            ? Run("update", store, tickers, request, progress, cancellation)
            : throw new NoDataException(
                "The store holds nothing that came from a source on the network, so that nothing can be updated."
            )
            {
                Kind = MarketDataFault.NothingFetched,
            };
    }

    /// <summary>Asks the sources; what is wrong with the request itself is wrong usage.</summary>
    public static IReadOnlyList<FetchResult> Ask(
        MarketDataService service,
        IReadOnlyList<string> tickers,
        FetchOptions options,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        try
        {
            return service.FetchAsync(tickers, options, new News(progress), cancellation).GetAwaiter().GetResult();
        }
        catch (MarketDataException e) when (e is not (NoDataException or SourceException))
        {
            // A ticker's failure is in its result; what is thrown is about the dates or the source's name.
            throw new PloutosException(Fault.WrongUsage, e.Message, e)
            {
                Remedies =
                    e.Kind == MarketDataFault.DayRange
                        ? [new ChangeOption("from", "no later than to"), new ChangeOption("to", "no later than today")]
                        : [],
            };
        }
    }

    private FetchReport Run(
        string stage,
        BarStore store,
        IReadOnlyList<string> tickers,
        FetchRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        using var sources = new BarSources(settings(), time);
        var service = new MarketDataService(store, sources, time);
        progress?.Report(
            new StageStarted(
                stage,
                tickers.Count == 1
                    ? $"{tickers[0]} from {request.Source}"
                    : $"{tickers.Count} tickers from {request.Source}"
            )
        );
        var options = new FetchOptions
        {
            From = request.From,
            To = request.To,
            Source = request.Source,
            Strict = request.Strict,
            Full = request.Full,
        };
        IReadOnlyList<FetchResult> results = Ask(service, tickers, options, progress, cancellation);
        var market = new Lazy<IReadOnlyList<BarSeries>>(() =>
            store.ReadEach(store.List().Select(t => t.Ticker)).Series
        );
        QualityFinding[] findings =
        [
            .. results
                .Where(r => r.Saved is not null)
                .SelectMany(r => MarketMoves.Judge(r.Saved!.Checked.Series, [.. NewFindings(r)], () => market.Value)),
        ];
        var report = new FetchReport(
            [.. results.Select(r => Describe(r, store.Find(r.Ticker)))],
            DataReports.Totals(findings),
            DataReports.Findings(findings)
        );
        return report.Tickers.Any(t => t.Error is null)
            ? report
            : throw new PloutosException(
                report.Fault ?? Fault.Failed,
                string.Join(
                    '\n',
                    report.Tickers.Select(t =>
                        t.Error!.Contains(t.Ticker, StringComparison.Ordinal) ? t.Error : $"{t.Ticker}: {t.Error}"
                    )
                )
            );
    }

    /// <summary>An update checks the whole series again; what was found in days stored before has
    /// been told then.</summary>
    private static IEnumerable<QualityFinding> NewFindings(FetchResult result) =>
        result.Saved switch
        {
            null or { Outcome: SaveOutcome.Unchanged } => [],
            { Outcome: SaveOutcome.Extended } saved => saved.Checked.Report.Findings.Where(f =>
                f.Date >= saved.Revision.Added[0]
            ),
            { } saved => saved.Checked.Report.Findings,
        };

    private static FetchedTicker Describe(FetchResult result, StoredTicker? stored)
    {
        Revision? revision = result.Saved?.Revision;
        int added = result.Saved?.Outcome == SaveOutcome.Created ? stored!.Rows : revision?.Added.Count ?? 0;
        int changed = revision is null
            ? 0
            : revision.Changed.Select(c => c.Date).Distinct().Count() + revision.Removed.Count;
        return new()
        {
            Ticker = result.Ticker,
            Outcome = OutcomeOf(result),
            Source = result.Served,
            Rows = stored?.Rows ?? 0,
            Added = added,
            Changed = changed,
            FirstDay = stored?.FirstDay,
            LastDay = stored?.LastDay,
            Simulated = stored?.Origin == DataOrigin.Simulated,
            PassedOver = [.. result.Passed.Select(p => $"{p.SourceName} {p.Fault}")],
            Unknown = IsUnknown(result.Error),
            Error = result.Error?.Message,
            Notes = result.Notes,
        };
    }

    private static FetchOutcome OutcomeOf(FetchResult result) =>
        !result.Succeeded
            ? FetchOutcome.Failed
            : result.Saved?.Outcome switch
            {
                null => FetchOutcome.UpToDate,
                SaveOutcome.Created => FetchOutcome.Created,
                SaveOutcome.Extended => FetchOutcome.Extended,
                SaveOutcome.Revised => FetchOutcome.Revised,
                _ => FetchOutcome.Unchanged,
            };

    private static bool IsUnknown(MarketDataException? error) =>
        error is NoDataException or SourceException { Fault: SourceFault.UnknownTicker or SourceFault.NoBarsInRange };

    private sealed class News(IProgress<WorkflowEvent>? progress) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) =>
            progress?.Report(
                new TickerNews(value.Ticker, StageOf(value.Stage), value.Detail, value.Finished, value.Total)
            );

        private static TickerStage StageOf(FetchStage stage) =>
            stage switch
            {
                FetchStage.Asking => TickerStage.Asking,
                FetchStage.Storing => TickerStage.Storing,
                FetchStage.Done => TickerStage.Done,
                _ => TickerStage.Failed,
            };
    }
}
