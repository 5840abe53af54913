using Ploutos.Experts.Foreign;
using Ploutos.Experts.Trees;
using Ploutos.MarketData.Delivery;
using Ploutos.Workflows.Parts;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Switching;

namespace Ploutos.Workflows;

/// <summary>Makes the workflows of a workspace.</summary>
public static class WorkflowFactory
{
    /// <summary>The workflows on a workspace, with the clock they read.</summary>
    /// <param name="workspace">Where everything lies.</param>
    /// <param name="time">The clock.</param>
    /// <param name="parts">Optional parts of the program. Known: <see cref="IGradientBoosting"/>,
    /// <see cref="IForeignModelReader"/> and <see cref="OwnParts"/>.</param>
    public static IPloutosWorkflows Create(
        WorkspaceFolder workspace,
        TimeProvider time,
        params IReadOnlyList<IServiceProvider> parts
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(parts);
        IGradientBoosting? boosting = First<IGradientBoosting>(parts);
        OwnParts own = OwnParts.Of(parts);
        return new PloutosWorkflows(
            With(parts, workspace),
            time,
            () => SourceSettings.FromEnvironment() with { Own = own.Sources.All },
            boosting,
            own
        );
    }

    /// <summary>The views of a workspace, for a host that lives long. While they look at its data, no
    /// restore replaces it.</summary>
    /// <exception cref="PloutosException">The workspace is between two states.</exception>
    public static IWorkspaceViews CreateViews(
        WorkspaceFolder workspace,
        TimeProvider time,
        params IReadOnlyList<IServiceProvider> parts
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(time);
        workspace = With(parts, workspace);
        WorkspaceUse.Enter(workspace, time, writes: false)?.Dispose();
        return new WorkspaceViews(workspace, time);
    }

    /// <summary>The workspace with what the parts bring along for its experts.</summary>
    private static WorkspaceFolder With(IReadOnlyList<IServiceProvider> parts, WorkspaceFolder workspace) =>
        OwnParts.Of(parts).In(workspace, First<IForeignModelReader>(parts), First<IGradientBoosting>(parts));

    private static T? First<T>(IReadOnlyList<IServiceProvider> parts) =>
        parts.Select(p => p.GetService(typeof(T))).OfType<T>().FirstOrDefault();
}
