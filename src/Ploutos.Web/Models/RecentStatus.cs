using Ploutos.Signals.Daily;
using Ploutos.Workflows.Rooms;

namespace Ploutos.Web.Models;

/// <summary>How the daily run is doing, at most a second old: it is read from the ledger, the models and the
/// store at each look, and a hundred visitors of a second see the same.</summary>
internal sealed class RecentStatus(IDailyWorkflows daily, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private LiveStatus? _newest;
    private long _lookedAt;

    /// <summary>The status.</summary>
    /// <exception cref="Workspace.PloutosException">It can't be read.</exception>
    public LiveStatus Now()
    {
        lock (_gate)
        {
            if (_newest is { } known && time.GetElapsedTime(_lookedAt) < s_interval)
                return known;
            _newest = daily.Status();
            _lookedAt = time.GetTimestamp();
            return _newest;
        }
    }
}
