using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.MarketData.Store;

namespace Ploutos.MarketData.Fetching;

/// <summary>What the <c>data</c> commands do: import, fetch, update, check, diff, export. Only
/// fetching touches the network.</summary>
public sealed class MarketDataService(BarStore store, BarSources sources, TimeProvider time)
{
    private readonly TickerFetch _fetch = new(store, sources, time);

    /// <summary>Reads CSV files into the store, one ticker after the other as the caller asks for
    /// them; each is stored whole when it is returned.</summary>
    /// <exception cref="MarketDataException">A file can't be read (file, line, column and value are
    /// named), or strictness stops on it. What was stored before stays.</exception>
    public IEnumerable<SaveResult> Import(string path, string? dateFormat = null, bool strict = false) =>
        CsvBarSource
            .Read(path, dateFormat)
            .Select(delivered => store.Save(delivered, time.GetUtcNow(), LastFinished(delivered.Ticker), strict));

    /// <summary>Puts the simulated market into the store.</summary>
    public IEnumerable<SaveResult> Simulate(SimulationOptions? options = null) =>
        new SimulatedMarket(options).Delivered().Select(s => store.Save(s, time.GetUtcNow()));

    /// <summary>Brings tickers up to date, several side by side: a new one whole, a known one by
    /// its missing days (from its last stored day on, which tells whether the past was rescaled;
    /// if it was, the whole series is asked for again). A ticker's failure does not stop the
    /// others.</summary>
    /// <returns>A result a ticker, in the order given.</returns>
    /// <exception cref="MarketDataException">The dates are reversed or lie in the future, a ticker
    /// is malformed, or there is no such source.</exception>
    public async Task<IReadOnlyList<FetchResult>> FetchAsync(
        IReadOnlyList<string> tickers,
        FetchOptions? options = null,
        IProgress<FetchProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(tickers);
        options ??= new();
        string[] names = [.. tickers.Select(Ticker.Parse).Distinct()];
        _fetch.Validate(names, options);
        var results = new FetchResult[names.Length];
        int finished = 0,
            side = Math.Clamp(options.Parallel, 1, 16);
        using var turns = new SemaphoreSlim(side);
        using var saves = new SharedSaves(store, time);
        // Beside the tickers under way, some wait for the commit that they share.
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = side + SharedSaves.Most,
            CancellationToken = cancellation,
        };
        await Parallel
            .ForEachAsync(
                Enumerable.Range(0, names.Length),
                parallel,
                async (i, token) =>
                {
                    FetchResult result = await _fetch
                        .RunAsync(
                            names[i],
                            options,
                            turns,
                            saves,
                            (stage, detail) => progress?.Report(new(names[i], stage, detail, finished, names.Length)),
                            token
                        )
                        .ConfigureAwait(false);
                    results[i] = options.KeepsBars ? result : result.WithoutBars();
                    int done = Interlocked.Increment(ref finished);
                    progress?.Report(
                        new(
                            names[i],
                            result.Succeeded ? FetchStage.Done : FetchStage.Failed,
                            result.Sentence,
                            done,
                            names.Length
                        )
                    );
                }
            )
            .ConfigureAwait(false);
        return results;
    }

    /// <summary>Brings everything up to date that came from a source on the network; what came from
    /// files or the simulator has no more to give.</summary>
    /// <exception cref="NoDataException">The store holds nothing of that kind.</exception>
    public Task<IReadOnlyList<FetchResult>> UpdateAsync(
        FetchOptions? options = null,
        IProgress<FetchProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        string[] tickers = [.. store.List().Where(t => BarSources.IsOnline(t.Source)).Select(t => t.Ticker)];
        return tickers.Length > 0
            ? FetchAsync(tickers, options, progress, cancellation)
            : throw new NoDataException(
                "The store holds nothing that came from a source on the network, so that nothing can be updated."
            )
            {
                Kind = MarketDataFault.NothingFetched,
            };
    }

    /// <summary>Bars of one ticker, ready for a signal: fetched if unknown, brought up to date if
    /// days are missing. Where that fails but older bars are stored, these are returned, with the
    /// failure beside them and their age telling that they are stale.</summary>
    /// <exception cref="MarketDataException">There are no bars, and none can be had.</exception>
    public async Task<ReadyBars> ReadyAsync(
        string ticker,
        FetchOptions? options = null,
        IProgress<FetchProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        string name = Ticker.Parse(ticker);
        StoredTicker? stored = store.Find(name);
        FetchResult? result = null;
        if (
            stored is null
            || (
                BarSources.IsOnline(stored.Source)
                && DataAge.Of(stored.LastDay, time.GetUtcNow(), store.ClockOf(name)).IsStale
            )
        )
        {
            result = (await FetchAsync([name], options, progress, cancellation).ConfigureAwait(false))[0];
            stored = store.Find(name) ?? throw result.Error ?? new NoDataException($"There are no bars of {name}.");
        }

        return new(store.Read(name), stored, DataAge.Of(stored.LastDay, time.GetUtcNow(), store.ClockOf(name)), result);
    }

    /// <summary>Runs every check again over what was delivered, with today's clock; of all tickers,
    /// or of those named.</summary>
    /// <exception cref="NoDataException">The store is empty, or does not know a ticker.</exception>
    public QualityReport Check(IReadOnlyList<string>? tickers = null)
    {
        IReadOnlyList<StoredTicker> stored = store.List();
        if (stored.Count == 0)
            throw new NoDataException("The store is empty.") { Kind = MarketDataFault.EmptyStore };
        IEnumerable<string> names = tickers is null or { Count: 0 }
            ? stored.Select(t => t.Ticker)
            : tickers.Select(t => Ticker.Parse(t).Symbol);
        return QualityReport.Merge(
            names.Select(name =>
            {
                DeliveredSeries delivered = store.ReadDelivered(name);
                QualityReport report = QualityCheck
                    .Run(delivered, mustReach: BarSources.IsOnline(delivered.Source) ? LastFinished(name) : null)
                    .Report;
                return report with { Findings = store.Judged(name, report.Findings) };
            })
        );
    }

    /// <summary>Holds a stored ticker against another source, without storing that one's
    /// bars.</summary>
    /// <exception cref="MarketDataException">The store does not know the ticker, or the other
    /// source does not deliver.</exception>
    public async Task<IReadOnlyList<QualityFinding>> CompareAsync(
        string ticker,
        string otherSource,
        CancellationToken cancellation = default
    )
    {
        BarSeries ours = store.Read(ticker);
        ChainResult other = await SourceChain
            .FetchAsync(
                sources.Resolve(otherSource, ticker: ours.Ticker),
                ours.Ticker,
                ours.Dates[0],
                ours.Dates[^1],
                sources.KeylessHint,
                cancellation
            )
            .ConfigureAwait(false);
        return SourceAgreement.Compare(
            ours,
            store.Find(ours.Ticker)!.Source,
            QualityCheck.Run(other.Delivered).Series,
            other.Delivered.Source
        );
    }

    private DateOnly LastFinished(string ticker) => store.ClockOf(ticker).LastFinished(time.GetUtcNow());

    /// <summary>The file that <see cref="Export"/> writes of a ticker.</summary>
    public static string ExportFile(string folder, string ticker) => Path.Combine(folder, $"{ticker}.csv");

    /// <summary>Writes tickers as CSV, a file each, into a folder; returns the files. Each write is
    /// atomic. A file that exists is refused, unless it is to be replaced.</summary>
    public IReadOnlyList<string> Export(
        IReadOnlyList<string> tickers,
        string folder,
        int? vintage = null,
        bool replace = false
    )
    {
        ArgumentNullException.ThrowIfNull(tickers);
        var files = new List<string>();
        foreach (string name in tickers)
        {
            BarSeries series = store.Read(name, vintage);
            files.Add(ExportFile(folder, series.Ticker));
            CsvBarWriter.Write(series, files[^1], replace);
        }

        return files;
    }
}
