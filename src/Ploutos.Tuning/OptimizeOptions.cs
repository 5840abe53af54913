namespace Ploutos.Tuning;

/// <summary>When <see cref="Study.Optimize"/> ends and how it goes about it. At least one of the
/// three limits is needed unless a token stops it.</summary>
public sealed record OptimizeOptions
{
    /// <summary>How many trials this call runs.</summary>
    public int? Trials { get; init; }

    /// <summary>How many trials the study is to have, over all workers and all calls. A worker
    /// that finds none left to start stays while others run the last ones, and takes a trial over
    /// when its worker dies.</summary>
    public int? TotalTrials { get; init; }

    /// <summary>After this time no further trial starts; running ones end.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many trials run side by side in this process, a thread each.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Called after each trial that this call ended, one at a time.</summary>
    public IReadOnlyList<Action<Study, FrozenTrial>> Callbacks { get; init; } = [];

    /// <summary>Whether the study goes on after the objective has thrown this. The trial fails in
    /// either case; by default the exception ends the call.</summary>
    public Func<Exception, bool>? ContinueAfter { get; init; }

    internal void Check()
    {
        if (Trials is < 0 || TotalTrials is < 0)
            throw new ArgumentException(
                $"`Trials >= 0` and `TotalTrials >= 0` must hold, but got {Trials?.ToString() ?? "none"} and"
                    + $" {TotalTrials?.ToString() ?? "none"}."
            );
        if (Jobs < 1)
            throw new ArgumentException($"`Jobs >= 1` must hold, but got {Jobs}.");
        if (Timeout is { } t && t < TimeSpan.Zero)
            throw new ArgumentException($"`Timeout >= 0` must hold, but got {t}.");
    }
}
