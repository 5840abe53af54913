using Ploutos.Workflows.Backup;
using Ploutos.Workflows.Deploy;
using Ploutos.Workflows.Diagnostics;
using Ploutos.Workflows.Rooms;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows;

/// <summary>Everything Ploutos does, as the command and the web host ask for it. Each call works
/// on one workspace, tells its progress, can be cancelled, and throws
/// <see cref="PloutosException"/> for whatever the user can mend.</summary>
public interface IPloutosWorkflows
    : IBarWorkflows,
        IResearchWorkflows,
        IModelWorkflows,
        ISignalWorkflows,
        IDailyWorkflows,
        IPaperWorkflows,
        IAlertWorkflows,
        IBackupWorkflows
{
    /// <summary>Import, search, train, validate, predict; what an earlier start finished is not
    /// done again.</summary>
    DeployResult Deploy(
        DeployRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Looks at the machine and the workspace.</summary>
    IReadOnlyList<DoctorCheck> Doctor();
}
