namespace Ploutos.MarketData.Sources.Files;

/// <summary>Works on items side by side, as many as there are cores and a few more, and gives the results in
/// the items' order as they are asked for.</summary>
internal static class ReadAhead
{
    /// <summary>The results of all items, one after the other.</summary>
    /// <param name="items">The items.</param>
    /// <param name="isAhead">Whether an item is worked on before its turn; else in its turn, by whoever asks.</param>
    /// <param name="work">The work. What it throws is thrown in the item's turn. None goes on after whoever asks
    /// has stopped.</param>
    public static IEnumerable<TResult> InOrder<TItem, TResult>(
        IReadOnlyList<TItem> items,
        Func<TItem, bool> isAhead,
        Func<TItem, IEnumerable<TResult>> work
    )
    {
        int most = Environment.ProcessorCount + 2,
            next = 0;
        var begun = new Queue<Task<TResult[]>?>();
        try
        {
            foreach (TItem item in items)
            {
                while (begun.Count < most && next < items.Count)
                {
                    TItem ahead = items[next++];
                    begun.Enqueue(isAhead(ahead) ? Task.Run(() => work(ahead).ToArray()) : null);
                }

                foreach (TResult result in begun.Dequeue() is { } task ? task.GetAwaiter().GetResult() : work(item))
                    yield return result;
            }
        }
        finally
        {
            // Whoever stops early closes what the work uses
            Task.WhenAll(begun.OfType<Task>()).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
    }
}
