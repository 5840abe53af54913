using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Store;

/// <summary>A delivery that was merged with the stored bars and checked, and is still to be written.
/// Where the store changed meanwhile, it is merged again when it is saved.</summary>
public sealed class PreparedSave
{
    internal PreparedSave(
        DeliveredSeries delivered,
        DateOnly? lastFinishedDay,
        bool strict,
        StoreMerge merge,
        StoreState state
    ) => (Delivered, LastFinishedDay, Strict, Merge, State) = (delivered, lastFinishedDay, strict, merge, state);

    /// <summary>The delivery.</summary>
    internal DeliveredSeries Delivered { get; }

    /// <summary>Bars after it are left out; null takes all.</summary>
    internal DateOnly? LastFinishedDay { get; }

    /// <summary>Whether serious findings refuse it.</summary>
    internal bool Strict { get; }

    /// <summary>What it makes of the stored rows.</summary>
    internal StoreMerge Merge { get; }

    /// <summary>The store that it was merged with.</summary>
    internal StoreState State { get; }
}

/// <summary>A state of the store's file, as one connection sees it: it differs where anyone but the
/// batch that asks has written.</summary>
/// <param name="Others">Changes with each commit of another connection.</param>
/// <param name="Own">Rows that this connection has changed beside the batch.</param>
internal sealed record StoreState(long Others, long Own);
