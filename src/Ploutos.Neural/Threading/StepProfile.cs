using System.Diagnostics;

namespace Ploutos.Neural.Threading;

/// <summary>Where the time of a training goes, as its own thread sees it: in matrix products, in the
/// rest of the parallel regions, at their barriers, and in between, where one thread works alone. For
/// one training at a time.</summary>
public sealed class StepProfile
{
    private long _stepBegan,
        _regionBegan,
        _regionEnded,
        _regions,
        _barriers,
        _products,
        _total;
    private int _thread = -1;

    /// <summary>Steps measured.</summary>
    public long Steps { get; private set; }

    /// <summary>All of the steps, batches and optimiser included.</summary>
    public TimeSpan Total => Stopwatch.GetElapsedTime(0, _total);

    /// <summary>Matrix products.</summary>
    public TimeSpan Products => Stopwatch.GetElapsedTime(0, _products);

    /// <summary>What else regions do.</summary>
    public TimeSpan Elements => Stopwatch.GetElapsedTime(0, _regions - _products);

    /// <summary>Waiting for the other threads' parts.</summary>
    public TimeSpan Barriers => Stopwatch.GetElapsedTime(0, _barriers);

    /// <summary>Between regions: one thread works, the others wait.</summary>
    public TimeSpan Serial => Stopwatch.GetElapsedTime(0, _total - _regions - _barriers);

    internal void BeginStep() => _stepBegan = Stopwatch.GetTimestamp();

    internal void EndStep()
    {
        _total += Stopwatch.GetTimestamp() - _stepBegan;
        Steps++;
    }

    internal void BeginRegion()
    {
        _thread = Environment.CurrentManagedThreadId;
        _regionBegan = Stopwatch.GetTimestamp();
    }

    internal void EndRegion()
    {
        _regionEnded = Stopwatch.GetTimestamp();
        _regions += _regionEnded - _regionBegan;
        _thread = -1;
    }

    internal void EndBarrier() => _barriers += Stopwatch.GetTimestamp() - _regionEnded;

    /// <summary>When a product of a region begins; 0 on another thread than the training's
    /// own.</summary>
    internal long BeginProduct() => Environment.CurrentManagedThreadId == _thread ? Stopwatch.GetTimestamp() : 0;

    internal void EndProduct(long began)
    {
        if (began != 0)
            _products += Stopwatch.GetTimestamp() - began;
    }
}
