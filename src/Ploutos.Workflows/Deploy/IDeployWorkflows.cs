using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows.Deploy;

/// <summary>The whole way from bars to predictions. Errors that the user can mend are a
/// <see cref="PloutosException"/>.</summary>
public interface IDeployWorkflows
{
    /// <summary>Import, search, train, validate, predict; what an earlier start finished is not
    /// done again.</summary>
    DeployResult Deploy(
        DeployRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );
}
