using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources;

/// <summary>What a chain of sources came to: the delivery, and why earlier sources did not
/// serve.</summary>
/// <param name="Delivered">The bars; their <see cref="DeliveredSeries.Source"/> says which source
/// served.</param>
/// <param name="Passed">The faults of the sources asked before it.</param>
public sealed record ChainResult(DeliveredSeries Delivered, IReadOnlyList<SourceException> Passed);

/// <summary>Asks one source after the other until one delivers.</summary>
internal static class SourceChain
{
    /// <param name="sources">In the order to ask them.</param>
    /// <param name="ticker">Whose bars.</param>
    /// <param name="first">The first day wanted.</param>
    /// <param name="last">The last day wanted.</param>
    /// <param name="hint">What to do where the sources can't serve, or null.</param>
    /// <param name="cancellation">Stops the request under way.</param>
    public static async Task<ChainResult> FetchAsync(
        IReadOnlyList<IBarSource> sources,
        string ticker,
        DateOnly first,
        DateOnly last,
        string? hint,
        CancellationToken cancellation
    )
    {
        var passed = new List<SourceException>();
        foreach (IBarSource source in sources)
        {
            try
            {
                DeliveredSeries delivered = await source
                    .FetchAsync(ticker, first, last, cancellation)
                    .ConfigureAwait(false);
                if (delivered.Bars.Count > DeliveredSeries.MostBars && BarSources.IsOnline(delivered.Source))
                    passed.Add(TooMany(source.Name, delivered));
                else if (delivered.Bars.Any(b => b.IsDelivered))
                    return new(IntradayRule.Answer(source.Name, delivered), passed);
                else
                    passed.Add(NothingDelivered(source.Name, delivered, first, last));
            }
            catch (SourceException e)
            {
                passed.Add(e);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested && e is not MarketDataException)
            {
                passed.Add(Unreadable(source.Name, ticker, e));
            }
        }

        if (passed.All(e => e.Fault is SourceFault.UnknownTicker or SourceFault.NoBarsInRange))
            throw new NoDataException(
                passed.Count == 1
                    ? passed[0].Message
                    : $"No source has bars of {ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}:\n{Listed(passed)}"
            );
        bool mayHelp = hint is not null && passed.Any(e => e.SourceName == "yahoo" && IsRefusal(e.Fault));
        if (passed.Count > 1)
            throw new MarketDataException(
                $"No source delivered {ticker}:\n{Listed(passed)}{(mayHelp ? $"\n{hint}" : "")}"
            );
        SourceException only = passed[0];
        throw mayHelp
            ? new SourceException(
                only.SourceName,
                only.Fault,
                $"{only.Message[(only.SourceName.Length + 2)..]} {hint}",
                only
            )
            : only;
    }

    private static bool IsRefusal(SourceFault fault) =>
        fault is SourceFault.Refused or SourceFault.RateLimited or SourceFault.Unavailable or SourceFault.ChangedShape;

    private static SourceException TooMany(string name, DeliveredSeries delivered) =>
        new(
            name,
            SourceFault.ChangedShape,
            $"the answer for {delivered.Ticker} has {delivered.Bars.Count} rows, more than there are trading days. Try"
                + $" again, or another source."
        );

    private static SourceException NothingDelivered(
        string name,
        DeliveredSeries delivered,
        DateOnly first,
        DateOnly last
    ) =>
        new(
            name,
            SourceFault.NoBarsInRange,
            $"has no usable bar of {delivered.Ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}: its"
                + $" {delivered.Bars.Count} row(s) have no close. Try again later, or ask for other dates."
        );

    /// <summary>Whatever an answer made go wrong is the trouble of this source and this ticker
    /// only.</summary>
    private static SourceException Unreadable(string name, string ticker, Exception e) =>
        new(
            name,
            SourceFault.ChangedShape,
            $"the answer for {ticker} can't be read ({e.GetType().Name}: {e.Message}). Try again, or another source,"
                + $" and report it.",
            e
        );

    private static string Listed(List<SourceException> faults) =>
        string.Join("\n", faults.Select(e => "  " + e.Message));
}
