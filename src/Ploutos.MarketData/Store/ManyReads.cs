using System.Runtime.ExceptionServices;

namespace Ploutos.MarketData.Store;

/// <summary>Bars of many tickers, read by a connection a thread: they are decoded side by side.</summary>
internal static class ManyReads
{
    /// <summary>Fewer are read by the store's own connection.</summary>
    private const int LeastSideBySide = 16;

    /// <summary>Reads.</summary>
    /// <param name="store">The store.</param>
    /// <param name="tickers">The tickers.</param>
    /// <param name="knownAt">As they were known then; null for the newest vintage of each.</param>
    public static ReadableBars Read(BarStore store, string[] tickers, DateTimeOffset? knownAt)
    {
        var read = new (BarSeries? Series, string? Fault)[tickers.Length];
        if (tickers.Length < LeastSideBySide || store.IsAlone)
        {
            for (int i = 0; i < read.Length; i++)
                read[i] = One(store, tickers[i], knownAt);
        }
        else
            SideBySide(store.Path, read.Length, (own, i) => read[i] = One(own, tickers[i], knownAt));
        var unread = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < read.Length; i++)
            if (read[i].Fault is { } fault)
                unread[tickers[i]] = fault;
        return new([.. read.Select(r => r.Series).OfType<BarSeries>()], unread);
    }

    private static void SideBySide(string path, int count, Action<BarStore, int> read)
    {
        int next = -1;
        try
        {
            Parallel.For(
                0,
                Math.Min(Environment.ProcessorCount, count),
                _ =>
                {
                    using BarStore own = BarStore.Open(path);
                    while (Interlocked.Increment(ref next) is var i && i < count)
                        read(own, i);
                }
            );
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>Neither bars nor a fault where nothing was known of the ticker then.</summary>
    private static (BarSeries? Series, string? Fault) One(BarStore store, string ticker, DateTimeOffset? knownAt)
    {
        try
        {
            return (store.Read(ticker, knownAt: knownAt), null);
        }
        catch (NoDataException) when (knownAt is not null)
        {
            return (null, null);
        }
        catch (MarketDataException e)
        {
            return (null, e.Message);
        }
    }
}
