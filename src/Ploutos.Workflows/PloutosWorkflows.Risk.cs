using Ploutos.Signals.Risk;
using Ploutos.Signals.Sizing;
using Ploutos.Workflows.Errors;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows;

internal sealed partial class PloutosWorkflows
{
    public RiskReport Risk(RiskRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation) =>
        Read(() => new RiskWorkflow(workspace, time).Report(request, progress, cancellation));

    public SizeReport Size(SizeRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation) =>
        UserErrors.Translate(() => new SizeWorkflow(workspace, time).Run(request, progress, cancellation));

    public int ExportRisk(
        RiskRequest request,
        string path,
        bool replace,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    ) => Read(() => new RiskWorkflow(workspace, time).Export(request, path, replace, progress, cancellation));
}
