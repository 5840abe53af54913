using System.Runtime.ExceptionServices;

namespace Ploutos.Signals.Daily;

/// <summary>Work on many tickers on all cores, with the results in the order of the tickers.</summary>
internal static class SideBySide
{
    /// <summary>The results of all items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">The work on one, which touches nothing of the others. What it throws is thrown here.</param>
    public static TResult[] Of<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, TResult> work)
    {
        var results = new TResult[items.Count];
        try
        {
            Parallel.For(
                0,
                results.Length,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                i => results[i] = work(items[i])
            );
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return results;
    }
}
