using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Daily;

/// <summary>One process at a time does the daily run of a workspace: the lock on
/// <c>data/live.lock</c>, whose holder is named in <c>data/live.txt</c>.</summary>
public static class DailyRunLock
{
    /// <summary>Takes the lock.</summary>
    /// <exception cref="PloutosException">Another process has it; the message names it.</exception>
    public static ProcessLock Take(WorkspaceFolder workspace, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return ProcessLock.Take(
            workspace.DailyRunLock,
            workspace.DailyRunHolder,
            time,
            (other, e) =>
                new PloutosException(
                    Fault.Busy,
                    "Only one process may do the daily run of a workspace, and another does so for "
                        + $"'{workspace.Root}': {other}. Stop that one first, or use another workspace.",
                    e
                )
                {
                    Remedies = [new StopOtherProcess(), new ChooseWorkspace()],
                }
        );
    }

    /// <summary>Who has the lock now: process, host, since when; null where nobody has.</summary>
    public static string? Holder(WorkspaceFolder workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return ProcessLock.Holder(workspace.DailyRunLock, workspace.DailyRunHolder);
    }
}
