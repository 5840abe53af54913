using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows.Backup;

/// <summary>Backups of a workspace. Errors that the user can mend are a
/// <see cref="PloutosException"/>.</summary>
public interface IBackupWorkflows
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
