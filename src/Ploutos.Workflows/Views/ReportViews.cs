using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>The files below <c>reports/</c>. Only names that the list shows are ever opened.</summary>
internal sealed class ReportViews(WorkspaceFolder workspace)
{
    /// <summary>Each file; the newest first.</summary>
    public IReadOnlyList<ReportFile> List()
    {
        if (!Directory.Exists(workspace.ReportFolder))
            return [];
        return
        [
            .. new DirectoryInfo(workspace.ReportFolder)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(f => f.LinkTarget is null && !f.Name.StartsWith('.') && f.Extension is not ".tmp")
                .Select(f => new ReportFile(
                    Path.GetRelativePath(workspace.ReportFolder, f.FullName).Replace('\\', '/'),
                    f.Length,
                    f.LastWriteTimeUtc
                ))
                .OrderByDescending(f => f.WrittenAt)
                .ThenBy(f => f.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Where a listed file lies.</summary>
    /// <exception cref="ViewException">The list does not show it.</exception>
    public string PathOf(string name) =>
        List().Any(f => f.Name == name)
            ? Path.Combine(workspace.ReportFolder, name)
            : throw new ViewException(
                ViewFault.NotMadeYet,
                "There is no such report. GET /api/v7/reports lists those there are."
            );
}
