using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Models;

/// <summary>How the daily run is doing. To say it reads the ledger, the models and the bars that they were trained
/// on, so it is said again only where one of these has changed, a run has begun or ended, or half a minute has
/// passed: what is due and what is stale goes by the clock.</summary>
internal sealed class RecentStatus(IDailyWorkflows daily, IWorkspaceViews views, TimeProvider time)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private LiveStatus? _newest;
    private string _madeFrom = "";
    private long _madeAt;

    /// <summary>The status.</summary>
    /// <exception cref="Workspace.PloutosException">It can't be read.</exception>
    public LiveStatus Now()
    {
        lock (_gate)
        {
            string now = State();
            if (_newest is { } known && now == _madeFrom && time.GetElapsedTime(_madeAt) < s_longest)
                return known;
            (_newest, _madeFrom, _madeAt) = (daily.Status(), now, time.GetTimestamp());
            return _newest;
        }
    }

    private string State()
    {
        string ledger = SignalStore.PathOf(views.Workspace);
        return string.Join(
            ' ',
            views.Version,
            Stamp(ledger),
            Stamp(ledger + "-wal"),
            Stamp(views.Workspace.DailyRunHolder)
        );

        // A log of nothing is made and removed by each reader.
        static string Stamp(string path) =>
            new FileInfo(path) is { Exists: true, Length: > 0 } file
                ? $"{file.Length}@{file.LastWriteTimeUtc.Ticks}"
                : "-";
    }
}
