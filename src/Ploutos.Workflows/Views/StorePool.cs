using System.Collections.Concurrent;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Workflows.Errors;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Views;

/// <summary>Open connections to the store for readers side by side. When the file is replaced,
/// those to the old one are closed as they come back.</summary>
internal sealed class StorePool(WorkspaceFolder workspace) : IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<(BarStore Store, int Generation)> _idle = [];
    private int _generation;
    private volatile bool _disposed;

    /// <summary>Forgets the connections: the file may be another one.</summary>
    public void Renew()
    {
        Interlocked.Increment(ref _generation);
        while (_idle.TryTake(out (BarStore Store, int Generation) old))
            old.Store.Dispose();
    }

    /// <summary>Reads with a connection of one's own.</summary>
    /// <exception cref="ViewException">There is no store, or it can't be read.</exception>
    public T Read<T>(Func<BarStore, T> read)
    {
        int generation = Volatile.Read(ref _generation);
        BarStore? store = null;
        try
        {
            store = Rent(generation);
            T result = read(store);
            if (!_disposed && generation == Volatile.Read(ref _generation) && _idle.Count < Kept)
            {
                _idle.Add((store, generation));
                store = null;
            }

            return result;
        }
        catch (NoDataException e)
        {
            throw new ViewException(ViewFault.UnknownTicker, e.Message, e) { Remedies = UserErrors.Of(e)!.Remedies };
        }
        catch (MarketDataException e)
        {
            throw new ViewException(ViewFault.StoreBroken, e.Message, e) { Remedies = UserErrors.Of(e)!.Remedies };
        }
        finally
        {
            store?.Dispose();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        Renew();
    }

    private BarStore Rent(int generation)
    {
        while (_idle.TryTake(out (BarStore Store, int Generation) idle))
        {
            if (idle.Generation == generation)
                return idle.Store;
            idle.Store.Dispose();
        }

        if (!File.Exists(workspace.StorePath)) // opening would make one
        {
            throw new ViewException(ViewFault.NoStore, "There are no bars yet. Fetch or import some.")
            {
                Remedies = [new FetchBars(), new ImportBars()],
            };
        }

        return BarStore.Open(workspace.StorePath);
    }
}
