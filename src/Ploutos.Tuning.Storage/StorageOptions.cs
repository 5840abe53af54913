namespace Ploutos.Tuning.Storage;

/// <summary>How workers share a storage.</summary>
public sealed record StorageOptions
{
    /// <summary>How often a worker says that it is alive.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this silence a trial's worker counts as dead; several heartbeats, because a
    /// busy machine may delay one.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a trial whose worker died is tried again before it fails for good.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>How long a locked SQLite file is waited for, and a database server that went
    /// away.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a server that has not answered once is waited for: its address is more
    /// likely wrong than the server away.</summary>
    public TimeSpan FirstContact { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of timestamps and waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Check()
    {
        if (HeartbeatInterval <= TimeSpan.Zero || GracePeriod <= HeartbeatInterval)
            throw new ArgumentException(
                $"`0 < HeartbeatInterval < GracePeriod` must hold, but got {HeartbeatInterval} and {GracePeriod}."
            );
        if (MaxRetries < 0)
            throw new ArgumentException($"`MaxRetries >= 0` must hold, but got {MaxRetries}.");
        if (Patience < TimeSpan.Zero || FirstContact < TimeSpan.Zero)
            throw new ArgumentException(
                $"`Patience >= 0` and `FirstContact >= 0` must hold, but got {Patience} and {FirstContact}."
            );
    }
}
