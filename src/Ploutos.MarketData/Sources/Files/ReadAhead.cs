namespace Ploutos.MarketData.Sources.Files;

/// <summary>Works on items side by side, and gives the results in the items' order as they are asked for. There
/// are always as many begun as cores, and two more. Of small items more are begun, so that the cores have work
/// while one that takes long is waited for.</summary>
internal static class ReadAhead
{
    private const int MostSmall = 32;

    private const long SmallTogether = 4 << 20;

    /// <summary>The results of all items, one after the other.</summary>
    /// <param name="items">The items.</param>
    /// <param name="sizeOf">Bytes of an item that is worked on before its turn; null where it is worked on in its
    /// turn, by whoever asks.</param>
    /// <param name="work">The work. What it throws is thrown in the item's turn. None goes on after whoever asks
    /// has stopped.</param>
    public static IEnumerable<TResult> InOrder<TItem, TResult>(
        IReadOnlyList<TItem> items,
        Func<TItem, long?> sizeOf,
        Func<TItem, IEnumerable<TResult>> work
    )
    {
        int least = Environment.ProcessorCount + 2,
            next = 0;
        long bytes = 0;
        var begun = new Queue<(Task<TResult[]>? Task, long Bytes)>();
        try
        {
            foreach (TItem item in items)
            {
                while (
                    next < items.Count
                    && (begun.Count < least || (begun.Count < least + MostSmall && bytes < SmallTogether))
                )
                {
                    TItem ahead = items[next++];
                    long? size = sizeOf(ahead);
                    begun.Enqueue((size is null ? null : Task.Run(() => work(ahead).ToArray()), size ?? 0));
                    bytes += size ?? 0;
                }

                (Task<TResult[]>? task, long its) = begun.Dequeue();
                foreach (TResult result in task is null ? work(item) : task.GetAwaiter().GetResult())
                    yield return result;
                bytes -= its;
            }
        }
        finally
        {
            // Whoever stops early closes what the work uses
            Task.WhenAll(begun.Select(b => b.Task).OfType<Task>())
                .ContinueWith(_ => { }, TaskScheduler.Default)
                .Wait();
        }
    }
}
