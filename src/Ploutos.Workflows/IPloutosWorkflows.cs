using Ploutos.Workflows.Backup;
using Ploutos.Workflows.Deploy;
using Ploutos.Workflows.Diagnostics;
using Ploutos.Workflows.Rooms;
using Ploutos.Workspace;

namespace Ploutos.Workflows;

/// <summary>Everything Ploutos does, composed for the roots that hand its parts out: the command's
/// session, the web host, a .NET caller. Whoever works takes the small interface that it needs. Each
/// call works on one workspace, tells its progress, can be cancelled, and throws
/// <see cref="PloutosException"/> for whatever the user can mend.</summary>
public interface IPloutosWorkflows
    : IBarWorkflows,
        IResearchWorkflows,
        IModelWorkflows,
        ISignalWorkflows,
        IDailyWorkflows,
        IPaperWorkflows,
        IAlertWorkflows,
        IBackupWorkflows,
        IDeployWorkflows,
        IDiagnosticWorkflows;
