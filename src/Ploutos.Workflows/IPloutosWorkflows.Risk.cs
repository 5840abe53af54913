using Ploutos.Signals.Risk;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows;

public partial interface IPloutosWorkflows
{
    /// <summary>Forecasts a stored ticker's volatility in units; fits the risk model where there is
    /// none.</summary>
    RiskReport Risk(
        RiskRequest request,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Writes date, inputs, forecast volatility and probability of HIGH of every bar of a
    /// ticker as CSV; returns the number of rows. A file that exists is refused, unless it is to be
    /// replaced.</summary>
    int ExportRisk(
        RiskRequest request,
        string path,
        bool replace = false,
        IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default
    );
}
