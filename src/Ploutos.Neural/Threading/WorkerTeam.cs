namespace Ploutos.Neural.Threading;

/// <summary>Threads that run the parts of one region at a time, with a barrier at its end. Regions
/// follow one another within microseconds, so a waiting thread spins for a while before it sleeps.
/// A region's result must not depend on the number of parts.</summary>
public sealed class WorkerTeam : IDisposable
{
    // Some tens of microseconds: longer than a region lasts, short enough to leave the core to
    // others where there are more threads than cores.
    private const int SpinsBeforeSleep = 300;
    private readonly Worker[] _workers;
    private Action<int, int> _region = static (_, _) => { };
    private int _parts;
    private int _pending;
    private volatile Exception? _failure;
    private volatile bool _disposed;

    /// <summary>A team of <paramref name="size"/> threads, the calling one included.</summary>
    public WorkerTeam(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _workers = new Worker[size - 1];
        for (int i = 0; i < _workers.Length; i++)
            _workers[i] = new Worker(this, i + 1);
    }

    /// <summary>Threads, the calling one included.</summary>
    public int Size => _workers.Length + 1;

    /// <summary>Runs region(part, parts) for every part, part 0 on the calling thread, and returns
    /// when all are done.</summary>
    public void Run(Action<int, int> region, int parts)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, Size);
        if (parts <= 1)
        {
            region(0, 1);
            return;
        }

        _region = region;
        _parts = parts;
        Volatile.Write(ref _pending, parts - 1);
        for (int i = 0; i < parts - 1; i++)
            _workers[i].Start();
        try
        {
            region(0, parts);
        }
        finally
        {
            int spins = 0;
            while (Volatile.Read(ref _pending) > 0)
            {
                if (++spins < SpinsBeforeSleep)
                    Thread.SpinWait(8);
                else
                    Thread.Yield();
            }
        }

        if (_failure is { } failure)
        {
            _failure = null;
            throw new InvalidOperationException("A part of a parallel region failed.", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        foreach (Worker worker in _workers)
            worker.Dispose();
    }

    private sealed class Worker : IDisposable
    {
        private readonly WorkerTeam _team;
        private readonly int _part;
        private readonly SemaphoreSlim _wake = new(0);
        private readonly Thread _thread;
        private int _ordered;
        private int _asleep;

        public Worker(WorkerTeam team, int part)
        {
            _team = team;
            _part = part;
            _thread = new Thread(Loop) { IsBackground = true, Name = $"ploutos worker {part}" };
            _thread.Start();
        }

        public void Start()
        {
            Interlocked.Increment(ref _ordered);
            if (Interlocked.Exchange(ref _asleep, 0) == 1)
                _wake.Release();
        }

        public void Dispose()
        {
            Start();
            _thread.Join();
            _wake.Dispose();
        }

        private void Loop()
        {
            int done = 0;
            while (true)
            {
                WaitFor(done + 1);
                done++;
                if (_team._disposed)
                    return;
                try
                {
                    _team._region(_part, _team._parts);
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    _team._failure = e;
                }

                Interlocked.Decrement(ref _team._pending);
            }
        }

        private void WaitFor(int order)
        {
            for (int spins = 0; Volatile.Read(ref _ordered) < order; spins++)
            {
                if (spins < SpinsBeforeSleep)
                {
                    Thread.SpinWait(8);
                    continue;
                }

                // Announce the sleep first, look once more, then sleep: Start either sees the
                // announcement or its order is seen here.
                Interlocked.Exchange(ref _asleep, 1);
                if (Volatile.Read(ref _ordered) < order)
                    _wake.Wait();
                else if (Interlocked.Exchange(ref _asleep, 0) == 0)
                    _wake.Wait();
                spins = 0;
            }
        }
    }
}
