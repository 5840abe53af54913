using System.Runtime.InteropServices;

namespace Ploutos.Neural.Threading;

/// <summary>Threads that run the parts of one region at a time, with a barrier at its end. Regions
/// follow one another within microseconds, so a waiting thread spins for a while before it sleeps; all
/// of them watch one number, and those asleep are woken in a tree. A thread starts when a region first
/// needs it. Each claims the part of its own number first, whose data its core has, and then those that
/// nobody has begun: where the machine is busy, a thread that does not get a core holds nothing up. A
/// region's result must not depend on the number of parts, nor on who runs them.</summary>
public sealed class WorkerTeam : IDisposable
{
    // Some tens of microseconds: longer than a region lasts, short enough to leave the core to
    // others where there are more threads than cores.
    private const int SpinsBeforeSleep = 2400;
    private const int PartBits = 16;
    private readonly Worker?[] _workers;
    private readonly Claim[] _claims;
    private Action<int, int> _region = static (_, _) => { };
    private volatile Exception? _failure;
    private volatile bool _disposed;
    private Shared _shared;

    /// <summary>A team of up to <paramref name="size"/> threads, the calling one included.</summary>
    public WorkerTeam(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(size, 1 << PartBits);
        _workers = new Worker?[size];
        _claims = new Claim[size];
    }

    /// <summary>Threads at most, the calling one included.</summary>
    public int Size => _workers.Length;

    /// <summary>Threads that sleep.</summary>
    internal int Asleep => _workers.Count(w => w is { IsAsleep: true });

    /// <summary>Runs region(part, parts) for every part, part 0 on the calling thread, and returns
    /// when all are done.</summary>
    public void Run(Action<int, int> region, int parts) => Run(region, parts, null);

    /// <summary>The same; what it took on the calling thread is added to a profile.</summary>
    internal void Run(Action<int, int> region, int parts, StepProfile? profile)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, Size);
        if (parts <= 1)
        {
            region(0, 1);
            profile?.EndRegion();
            return;
        }

        for (int part = 1; part < parts; part++)
            _workers[part] ??= new Worker(this, part, _shared.Order);
        _region = region;
        _shared.Pending = parts;
        long order = (((_shared.Order >> PartBits) + 1) << PartBits) | (uint)parts;
        // A full barrier: who is asleep is looked up after the order stands.
        Interlocked.Exchange(ref _shared.Order, order);
        WakeBelow(0, parts);
        RunParts(order, 0);
        profile?.EndRegion();
        for (int spins = 0; Volatile.Read(ref _shared.Pending) > 0; spins++)
        {
            if (spins < SpinsBeforeSleep)
                Thread.SpinWait(1);
            else
                Thread.Yield();
        }

        profile?.EndBarrier();
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
        Interlocked.Exchange(ref _shared.Order, (((_shared.Order >> PartBits) + 1) << PartBits) | (uint)Size);
        foreach (Worker? worker in _workers)
            worker?.Wake();
        foreach (Worker? worker in _workers)
            worker?.Dispose();
    }

    /// <summary>Runs a thread's own part, then those that nobody has begun.</summary>
    private void RunParts(long order, int own)
    {
        int parts = PartsOf(order);
        for (int i = 0; i < parts; i++)
        {
            int part = (own + i) % parts;
            if (!TryClaim(ref _claims[part].Order, order))
                continue;
            try
            {
                _region(part, parts);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                _failure = e;
            }

            Interlocked.Decrement(ref _shared.Pending);
        }
    }

    /// <summary>Whether the caller is the first to ask for a part of this order. An order that is over finds
    /// all its parts taken, so that a thread that comes late does nothing.</summary>
    private static bool TryClaim(ref long claim, long order)
    {
        long before = Volatile.Read(ref claim);
        return before < order && Interlocked.CompareExchange(ref claim, order, before) == before;
    }

    private static int PartsOf(long order) => (int)(order & ((1 << PartBits) - 1));

    /// <summary>Every part wakes two others, so that the last is reached in few steps.</summary>
    private void WakeBelow(int part, int parts)
    {
        for (int below = 2 * part + 1; below <= 2 * part + 2 && below < parts; below++)
            _workers[below]!.Wake();
    }

    /// <summary>What all threads watch, each number on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct Shared
    {
        /// <summary>Number of the region (upper bits) and its parts.</summary>
        [FieldOffset(128)]
        public long Order;

        /// <summary>Parts not yet done.</summary>
        [FieldOffset(320)]
        public int Pending;
    }

    /// <summary>The last order in which a part was begun, on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Claim
    {
        [FieldOffset(0)]
        public long Order;
    }

    private sealed class Worker : IDisposable
    {
        private readonly WorkerTeam _team;
        private readonly int _part;
        private readonly SemaphoreSlim _wake = new(0);
        private readonly Thread _thread;
        private long _seen;
        private int _asleep;

        public Worker(WorkerTeam team, int part, long seen)
        {
            (_team, _part, _seen) = (team, part, seen);
            _thread = new Thread(Loop) { IsBackground = true, Name = $"ploutos worker {part}" };
            _thread.Start();
        }

        public bool IsAsleep => Volatile.Read(ref _asleep) == 1;

        /// <summary>Wakes it where it sleeps.</summary>
        public void Wake()
        {
            if (IsAsleep && Interlocked.Exchange(ref _asleep, 0) == 1)
                _wake.Release();
        }

        public void Dispose()
        {
            _thread.Join();
            _wake.Dispose();
        }

        private void Loop()
        {
            while (true)
            {
                long order = NextOrder();
                if (_team._disposed)
                    return;
                _team.WakeBelow(_part, PartsOf(order));
                _team.RunParts(order, _part);
            }
        }

        /// <summary>Waits for a region that has this part. Number and parts are one value: an order
        /// that leaves this part out may be gone already when it is looked at.</summary>
        private long NextOrder()
        {
            for (int spins = 0; ; spins++)
            {
                if (IsOrdered(out long order))
                    return order;
                if (spins < SpinsBeforeSleep)
                {
                    Thread.SpinWait(1);
                    continue;
                }

                // Announce the sleep first, look once more, then sleep: who wakes either sees the
                // announcement or the order is seen here.
                Interlocked.Exchange(ref _asleep, 1);
                if (IsOrdered(out order))
                {
                    if (Interlocked.Exchange(ref _asleep, 0) == 0)
                        _wake.Wait();
                    return order;
                }

                _wake.Wait();
                spins = 0;
            }
        }

        private bool IsOrdered(out long order)
        {
            order = Volatile.Read(ref _team._shared.Order);
            if (order == _seen)
                return false;
            _seen = order;
            return _part < PartsOf(order);
        }
    }
}
