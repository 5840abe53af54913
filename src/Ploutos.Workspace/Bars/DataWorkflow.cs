using System.Collections.Concurrent;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.Workspace.Events;

namespace Ploutos.Workspace.Bars;

/// <summary>Bars from files or the simulated market into the store, and what lies there.</summary>
public sealed class DataWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Reads the requested source into the store. An error of one file or ticker is
    /// reported and leaves the others alone, unless the request wants all or nothing.</summary>
    public DataReport Import(ImportRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        var walk = new WalkRequest("import", BarSourceSpec.Parse(request.Source, request.MorePaths))
        {
            Tickers = request.Tickers,
            DateFormat = request.DateFormat,
            Ticker = request.Ticker,
            Market = request.Market,
            Whole = request.Strict || request.Whole,
            Done = request.DryRun ? FileOutcome.Checked : FileOutcome.Stored,
        };
        if (request.DryRun)
            return Rehearse(walk, request.Strict, progress, cancellation);
        workspace.EnsureWritable();
        using BarStore store = BarStore.Open(workspace.StorePath);
        using BarBatch batch = store.Batch(time);
        // By the series itself: two files may hold one ticker
        var prepared = new ConcurrentDictionary<DeliveredSeries, PreparedSave>(ReferenceEqualityComparer.Instance);
        PreparedSave Prepare(DeliveredSeries delivered) =>
            batch.Prepare(delivered, clock => walk.Spec.LastFinished(clock, time.GetUtcNow()), request.Strict);
        return SourceWalk.Run(
            walk with
            {
                OnRead = delivered => prepared[delivered] = Prepare(delivered),
            },
            delivered =>
            {
                SaveResult saved = batch.Save(
                    prepared.TryRemove(delivered, out PreparedSave? ready) ? ready : Prepare(delivered),
                    time.GetUtcNow()
                );
                return (OutcomeOf(saved.Outcome), saved.Checked);
            },
            () => store.ReadEach(store.List().Select(t => t.Ticker)).Series,
            progress,
            cancellation
        );
    }

    /// <summary>Reads and checks what an import would store, as it would.</summary>
    private DataReport Rehearse(
        WalkRequest walk,
        bool strict,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        using BarStore? store = File.Exists(workspace.StorePath) ? BarStore.Open(workspace.StorePath) : null;
        var clean = new Dictionary<string, BarSeries>(StringComparer.Ordinal);
        return SourceWalk.Run(
            walk,
            delivered =>
            {
                CheckedSeries result = BarStore.Rehearse(
                    store,
                    delivered,
                    walk.Spec.LastFinished(
                        store?.ClockOf(delivered.Ticker) ?? TickerMarket.ClockOf(delivered.Ticker),
                        time.GetUtcNow()
                    ),
                    strict
                );
                clean[result.Series.Ticker] = result.Series;
                return (ImportOutcome.Checked, result);
            },
            () => [.. clean.Values, .. Others(store, clean.Keys)],
            progress,
            cancellation
        );
    }

    /// <summary>The stored series of other tickers.</summary>
    private static IReadOnlyList<BarSeries> Others(BarStore? store, IReadOnlyCollection<string> tickers) =>
        store?.ReadEach(store.List().Select(t => t.Ticker).Except(tickers, StringComparer.Ordinal)).Series ?? [];

    /// <summary>Removes tickers from the store, all of them or none.</summary>
    /// <returns>What was removed, as it was listed before.</returns>
    /// <exception cref="NoDataException">The store does not know one of them.</exception>
    /// <exception cref="PloutosException">None is named.</exception>
    public IReadOnlyList<StoredSeries> Remove(IReadOnlyList<string> tickers)
    {
        IReadOnlyList<string> named = TickerNames.Resolve(tickers);
        if (named.Count == 0)
            throw new PloutosException(Fault.WrongUsage, "The tickers to remove must be named, but none is.");
        using BarStore store = OpenStore();
        StoredSeries[] removed = [.. named.Select(t => store.Find(t)).OfType<StoredTicker>().Select(Describe)];
        store.Remove(named);
        return removed;
    }

    /// <summary>Gives a stored ticker another name; where the store has bars of that already, the ticker's
    /// past is put before them.</summary>
    /// <returns>The ticker under its new name.</returns>
    /// <exception cref="NoDataException">The store does not know the ticker.</exception>
    /// <exception cref="MarketDataException">The store knows the new name already, and the ticker has no
    /// bars before it.</exception>
    public StoredSeries Rename(string ticker, string name)
    {
        (string from, string to) = (TickerNames.Parse(ticker), TickerNames.Parse(name));
        using BarStore store = OpenStore();
        if (from != to && store.Contains(from) && store.Contains(to))
            store.Join(from, to, time.GetUtcNow());
        else
            store.Rename(from, to);
        return Describe(store.Find(to)!);
    }

    /// <summary>Sets what is known of a stored ticker beside its bars, and holds them against the
    /// market's days again.</summary>
    /// <returns>The ticker with what is known of it now.</returns>
    /// <exception cref="NoDataException">The store does not know the ticker.</exception>
    /// <exception cref="PloutosException">Nothing is to be set, or a market, currency or kind is not
    /// known.</exception>
    public StoredSeries Set(SetRequest request)
    {
        (string ticker, Instrument change) = (TickerNames.Parse(request.Ticker), request.ToInstrument());
        using BarStore store = OpenStore();
        if (store.Find(ticker) is { } stored && change.EndedOn < stored.FirstDay)
            throw new PloutosException(
                Fault.WrongUsage,
                $"An end must not lie before the first bar of {ticker}, {stored.FirstDay:yyyy-MM-dd}, but got"
                    + $" {change.EndedOn:yyyy-MM-dd}."
            );
        store.Set(ticker, change);
        return Describe(store.Find(ticker)!);
    }

    private static ImportOutcome OutcomeOf(SaveOutcome outcome) =>
        outcome switch
        {
            SaveOutcome.Created => ImportOutcome.Created,
            SaveOutcome.Extended => ImportOutcome.Extended,
            SaveOutcome.Revised => ImportOutcome.Revised,
            _ => ImportOutcome.Unchanged,
        };

    /// <summary>What the store holds, one entry a ticker.</summary>
    public IReadOnlyList<StoredSeries> List()
    {
        using BarStore store = OpenStore();
        return [.. store.List().Select(Describe)];
    }

    /// <summary>A stored ticker in the words of the contracts.</summary>
    public static StoredSeries Describe(StoredTicker t) =>
        new()
        {
            Ticker = t.Ticker,
            Simulated = t.Origin == DataOrigin.Simulated,
            Source = $"{t.Source} {t.Location}".Trim(),
            Rows = t.Rows,
            FirstDay = t.FirstDay,
            LastDay = t.LastDay,
            FetchedAt = t.FetchedAt,
            Warnings = t.Warnings,
            Serious = t.Serious,
            Vintage = t.Vintage,
            Market = t.Instrument.Market,
            Currency = t.Instrument.Currency,
            QuotedIn = t.Instrument.QuotedIn,
            Kind = SetRequest.WordOf(t.Instrument.Kind),
            HasVolume = t.Instrument.HasVolume,
            EndedOn = t.Instrument.EndedOn,
            EndReason = SetRequest.WordOf(t.Instrument.EndReason),
        };

    /// <summary>Opens the store that is there.</summary>
    /// <exception cref="NoDataException">There is none yet.</exception>
    public BarStore OpenStore() =>
        File.Exists(workspace.StorePath)
            ? BarStore.Open(workspace.StorePath)
            : throw new NoDataException($"There are no bars in '{workspace.StorePath}' yet.")
            {
                Kind = MarketDataFault.EmptyStore,
            };

    /// <summary>Opens the store, and makes it where there is none.</summary>
    public BarStore OpenOrCreateStore()
    {
        if (!File.Exists(workspace.StorePath))
            workspace.EnsureWritable();
        return BarStore.Open(workspace.StorePath);
    }
}
