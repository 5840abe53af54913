namespace Ploutos.Workflows.Diagnostics;

/// <summary>Whether machine and workspace are in order.</summary>
public interface IDiagnosticWorkflows
{
    /// <summary>Looks at the machine and the workspace.</summary>
    IReadOnlyList<DoctorCheck> Doctor();
}
