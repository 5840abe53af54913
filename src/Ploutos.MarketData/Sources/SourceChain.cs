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
    public static async Task<ChainResult> FetchAsync(
        IReadOnlyList<IBarSource> sources,
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        var passed = new List<SourceException>();
        foreach (IBarSource source in sources)
        {
            try
            {
                DeliveredSeries answer = await source
                    .FetchAsync(ticker, first, last, cancellation)
                    .ConfigureAwait(false);
                return new(IntradayRule.Answer(source.Name, answer), passed);
            }
            catch (SourceException e)
            {
                passed.Add(e);
            }
        }

        if (passed.All(e => e.Fault is SourceFault.UnknownTicker or SourceFault.NoBarsInRange))
            throw new NoDataException(
                passed.Count == 1
                    ? passed[0].Message
                    : $"No source has bars of {ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}:\n{Listed(passed)}"
            );
        throw passed.Count == 1
            ? passed[0]
            : new MarketDataException($"No source delivered {ticker}:\n{Listed(passed)}");
    }

    private static string Listed(List<SourceException> faults) =>
        string.Join("\n", faults.Select(e => "  " + e.Message));
}
