namespace Ploutos.Workflows;

/// <summary>Makes the workflows of a workspace.</summary>
public static class WorkflowFactory
{
    /// <summary>The workflows on a workspace, with the clock they read.</summary>
    public static IPloutosWorkflows Create(Workspace workspace, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(time);
        throw new PloutosException(ExitCode.Failed, "the workflows are being built");
    }
}
