using Ploutos.Workflows.Backup;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows;

public partial interface IPloutosWorkflows
{
    /// <summary>Writes everything that can't be had again into one archive, also while the daily
    /// run goes on.</summary>
    BackupResult Backup(
        BackupRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Brings a backup back, after its every byte has been checked; what was there is kept
    /// aside.</summary>
    RestoreResult Restore(
        RestoreRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );
}
