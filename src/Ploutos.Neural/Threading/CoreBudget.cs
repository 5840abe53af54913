namespace Ploutos.Neural.Threading;

/// <summary>Cores shared by trainings that run side by side. A training holds one core for as long
/// as it runs and borrows idle ones for a single step at a time, so that the last training to
/// finish uses the cores that the others left. Results never depend on it.</summary>
public sealed class CoreBudget : IDisposable
{
    private readonly SemaphoreSlim _free;
    private int _waiting;

    /// <summary>A budget of <paramref name="cores"/> cores.</summary>
    public CoreBudget(int cores)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        Cores = cores;
        _free = new SemaphoreSlim(cores, cores);
    }

    /// <summary>All cores of the budget.</summary>
    public int Cores { get; }

    /// <summary>Waits for a core and holds it until <see cref="Leave"/>.</summary>
    public void Enter(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            _free.Wait(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Gives back the core of <see cref="Enter"/>.</summary>
    public void Leave() => _free.Release();

    /// <summary>Takes up to <paramref name="wanted"/> idle cores, none while another training waits
    /// for one.</summary>
    public int Borrow(int wanted)
    {
        int got = 0;
        while (got < wanted && Volatile.Read(ref _waiting) == 0 && _free.Wait(0))
            got++;
        return got;
    }

    /// <summary>Gives back what <see cref="Borrow"/> took.</summary>
    public void Return(int borrowed)
    {
        if (borrowed > 0)
            _free.Release(borrowed);
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
