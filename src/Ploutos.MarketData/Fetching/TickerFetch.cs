using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;

namespace Ploutos.MarketData.Fetching;

/// <summary>Brings one ticker up to date.</summary>
internal sealed class TickerFetch(BarStore store, BarSources sources, TimeProvider time)
{
    private const int DefaultYears = 20;

    /// <exception cref="MarketDataException">The dates are reversed or lie in the future.</exception>
    public void Validate(FetchOptions options)
    {
        DateOnly today = NewYorkTime.DateAt(time.GetUtcNow());
        foreach ((string name, DateOnly? day) in new[] { ("--from", options.From), ("--to", options.To) })
        {
            if (day > today)
                throw new MarketDataException(
                    $"{name} must not lie in the future, but got {day:yyyy-MM-dd}; in New York it is"
                        + $" {today:yyyy-MM-dd}."
                );
        }

        if (options.From > options.To)
            throw new MarketDataException(
                $"--from must not be after --to, but got --from {options.From:yyyy-MM-dd} --to"
                    + $" {options.To:yyyy-MM-dd}. Exchange them."
            );
        sources.Resolve(options.Source);
    }

    public async Task<FetchResult> RunAsync(
        string ticker,
        FetchOptions options,
        Action<FetchStage, string> report,
        CancellationToken cancellation
    )
    {
        try
        {
            DateOnly finished = NewYorkTime.LastFinishedDay(time.GetUtcNow());
            DateOnly last = options.To is { } to && to < finished ? to : finished;
            StoredTicker? stored = store.Find(ticker);
            DateOnly wanted = options.From ?? stored?.AskedFrom ?? last.AddYears(-DefaultYears);
            bool whole = stored is null || options.Full || wanted < stored.AskedFrom;
            if (!whole && !NewYorkCalendar.TradingDays(stored!.LastDay.AddDays(1), last).Any())
                return new(ticker, null, null, [], null);

            if (whole && stored is not null && stored.AskedFrom < wanted)
                wanted = stored.AskedFrom;
            // The last stored day again: it tells whether the past was rescaled
            DateOnly first = whole ? wanted : stored!.LastDay;
            if (first > last)
                throw new NoDataException(
                    $"{ticker}: there is no finished trading day from {first:yyyy-MM-dd} on; the last one is"
                        + $" {last:yyyy-MM-dd}."
                );
            IReadOnlyList<IBarSource> chain = sources.Resolve(options.Source, preferred: stored?.Source);
            report(FetchStage.Asking, $"{chain[0].Name}, {first:yyyy-MM-dd} to {last:yyyy-MM-dd}");
            ChainResult got = await SourceChain
                .FetchAsync(chain, ticker, first, last, cancellation)
                .ConfigureAwait(false);
            if (!whole && IsRescaled(Revision.Between(store.ReadDelivered(ticker).Bars, got.Delivered.Bars)))
            {
                report(
                    FetchStage.Asking,
                    $"{got.Delivered.Source} tells {first:yyyy-MM-dd} differently now; asking for everything since"
                        + $" {stored!.AskedFrom:yyyy-MM-dd}"
                );
                (first, wanted) = (stored.AskedFrom, stored.AskedFrom);
                got = await SourceChain
                    .FetchAsync(
                        sources.Resolve(options.Source, got.Delivered.Source),
                        ticker,
                        first,
                        last,
                        cancellation
                    )
                    .ConfigureAwait(false);
            }

            report(FetchStage.Storing, got.Delivered.Source);
            cancellation.ThrowIfCancellationRequested();
            SaveResult saved = store.Save(got.Delivered, time.GetUtcNow(), last, options.Strict, whole ? wanted : null);
            return new(ticker, got.Delivered.Source, saved, got.Passed, null);
        }
        catch (MarketDataException e)
        {
            return new(ticker, null, null, [], e);
        }
    }

    /// <summary>A price of the last stored day that changed may mean that all before it did (a
    /// split, a dividend); a late correction of its volume does not.</summary>
    private static bool IsRescaled(Revision revision) =>
        revision.Removed.Count > 0
        || revision.Changed.Any(c => c.Field is not (Revision.Volume or Revision.AdjustedVolume));
}
