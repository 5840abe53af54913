using Ploutos.Workspace;
using Ploutos.Workspace.Switching;

namespace Ploutos.Workflows.Views;

/// <summary>A long-lived reader's use of a workspace: from the first look at its data on, no restore
/// replaces the workspace below it.</summary>
internal sealed class HeldWorkspace(WorkspaceFolder workspace, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private IDisposable? _use;
    private bool _disposed;

    /// <summary>Makes sure that the workspace is in one state, and stays in it.</summary>
    /// <exception cref="ViewException">It is between two states.</exception>
    public void Enter()
    {
        if (Volatile.Read(ref _use) is not null)
            return;
        lock (_gate)
        {
            if (_use is not null || _disposed)
                return;
            try
            {
                Volatile.Write(ref _use, WorkspaceUse.Enter(workspace, time, writes: true));
            }
            catch (PloutosException e)
            {
                throw new ViewException(ViewFault.StoreBroken, e.Message, e) { Remedies = e.Remedies };
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _use?.Dispose();
        }
    }
}
