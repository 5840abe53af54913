using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;
using Ploutos.Research.Proof;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Daily;

/// <summary>What asking the sources came to.</summary>
/// <param name="Asked">Tickers that a source was asked for.</param>
/// <param name="Warnings">What to know of: failures, revisions, serious findings.</param>
/// <param name="Failures">Why a ticker could not be brought up to date.</param>
/// <param name="Unknown">Tickers that no source knows.</param>
internal sealed record BarUpdateResult(
    IReadOnlySet<string> Asked,
    IReadOnlyList<string> Warnings,
    IReadOnlyDictionary<string, string> Failures,
    IReadOnlySet<string> Unknown
);

/// <summary>Brings the watchlist's bars up to a day and has them checked: tickers that came from
/// the network, unknown ones, or all where a source is named.</summary>
internal sealed class BarUpdate(BarStore store, TimeProvider time, Func<SourceSettings> settings, string? source)
{
    public BarUpdateResult Run(
        IReadOnlyList<string> tickers,
        Func<string, DateOnly> due,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        string[] wanted = [.. tickers.Where(t => IsToBeAsked(store.Find(t), due(t)))];
        if (wanted.Length == 0)
            return new(new HashSet<string>(), [], new Dictionary<string, string>(), new HashSet<string>());
        using var sources = new BarSources(settings(), time);
        var service = new MarketDataService(store, sources, time);
        IReadOnlyList<FetchResult> results;
        try
        {
            results = FetchWorkflow.Ask(
                service,
                wanted,
                new() { Source = source ?? BarSources.Auto, KeepsBars = false },
                progress,
                cancellation
            );
        }
        catch (SourceException e) // it can't be asked at all: no key, no folder
        {
            results = [.. wanted.Select(t => new FetchResult(t, null, null, [], e))];
        }

        var warnings = new List<string>();
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (FetchResult result in results)
        {
            if (result.Error is { } error)
            {
                failures[result.Ticker] = error.Message.ReplaceLineEndings(" ");
                if (
                    !store.Contains(result.Ticker)
                    && error is NoDataException or SourceException { Fault: SourceFault.UnknownTicker }
                )
                    unknown.Add(result.Ticker);
                continue;
            }

            if (result.Saved is { Outcome: SaveOutcome.Revised } revised)
                warnings.Add(
                    revised.Revision.Rewrites
                        ? $"{result.Ticker}: the source has revised its past; vintage {revised.Vintage} was"
                            + " opened."
                        : $"{result.Ticker}: the source reports {revised.Revision.Added.Count} more day(s) of its past"
                            + $" now; vintage {revised.Vintage} was opened."
                );
            warnings.AddRange(
                NewFindings(result).Select(f => $"{result.Ticker}: {f.Reason} on {f.Date:yyyy-MM-dd}: {f.Detail}")
            );
        }

        return new(wanted.ToHashSet(StringComparer.Ordinal), warnings, failures, unknown);
    }

    private bool IsToBeAsked(StoredTicker? stored, DateOnly due) =>
        stored is null || (stored.LastDay < due && (source is not null || BarSources.IsOnline(stored.Source)));

    private IEnumerable<QualityFinding> NewFindings(FetchResult result) =>
        result.Saved is { Outcome: SaveOutcome.Extended } saved
            ? store.SeriousFindings(result.Ticker, saved.Revision.Added[0], saved.Revision.Added[^1])
            : [];
}
