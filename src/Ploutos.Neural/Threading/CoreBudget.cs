namespace Ploutos.Neural.Threading;

/// <summary>Cores shared by trainings that run side by side. Each holds one for as long as it runs;
/// cores that are left over go to those whose steps have the most work for each core they have. A
/// share lasts until a training begins or ends. Where there are more trainings than cores, the one
/// with the most work goes first. Results never depend on any of it.</summary>
/// <remarks>A budget of <paramref name="cores"/> cores.</remarks>
public sealed class CoreBudget(int cores)
{
    private readonly Lock _gate = new();
    private readonly List<CoreShare> _running = [];
    private readonly List<CoreShare> _waiting = [];

    /// <summary>All cores of the budget.</summary>
    public int Cores { get; } =
        cores >= 1
            ? cores
            : throw new ArgumentOutOfRangeException(nameof(cores), cores, "a budget needs at least one core");

    /// <summary>Trainings that wait for a core.</summary>
    internal int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Waits for a core.</summary>
    /// <param name="work">What a step has to do, in any unit that the budget's trainings share.</param>
    /// <param name="most">Cores beyond which a step gains nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The training's share, held until it is disposed of.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public CoreShare Enter(double work, int most, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        cancellation.ThrowIfCancellationRequested();
        var share = new CoreShare(this, work, Math.Min(most, Cores));
        lock (_gate)
        {
            _waiting.Add(share);
            Divide();
        }

        try
        {
            share.Granted.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            share.Dispose();
            throw;
        }

        return share;
    }

    internal void Leave(CoreShare share)
    {
        lock (_gate)
        {
            if (!_waiting.Remove(share))
                _running.Remove(share);
            Divide();
        }
    }

    /// <summary>Gives a core to those who wait, then what is left to those with the most work a
    /// core.</summary>
    private void Divide()
    {
        while (_waiting.Count > 0 && _running.Count < Cores)
        {
            CoreShare next = _waiting.MaxBy(s => s.Work)!;
            _waiting.Remove(next);
            _running.Add(next);
            next.Granted.Set();
        }

        int[] cores = new int[_running.Count];
        Array.Fill(cores, 1);
        for (int left = Cores - cores.Length; left > 0; left--)
        {
            int poorest = -1;
            for (int i = 0; i < cores.Length; i++)
            {
                if (cores[i] < _running[i].Most && (poorest < 0 || NeedsMore(i, poorest)))
                    poorest = i;
            }

            if (poorest < 0)
                break;
            cores[poorest]++;
        }

        for (int i = 0; i < cores.Length; i++)
            _running[i].Cores = cores[i];

        bool NeedsMore(int a, int b) => _running[a].Work * cores[b] > _running[b].Work * cores[a];
    }
}

/// <summary>The cores that one training may use.</summary>
public sealed class CoreShare : IDisposable
{
    private readonly CoreBudget _budget;
    private volatile int _cores = 1;

    internal CoreShare(CoreBudget budget, double work, int most) => (_budget, Work, Most) = (budget, work, most);

    /// <summary>How many cores a step may use now; changes only when a training begins or
    /// ends.</summary>
    public int Cores
    {
        get => _cores;
        internal set => _cores = value;
    }

    internal double Work { get; }

    internal int Most { get; }

    internal ManualResetEventSlim Granted { get; } = new(false, spinCount: 0);

    /// <summary>Gives the cores back.</summary>
    public void Dispose()
    {
        _budget.Leave(this);
        Granted.Dispose();
    }
}
