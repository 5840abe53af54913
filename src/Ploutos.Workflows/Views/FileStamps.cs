using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>Tells from lengths and times of files, at the cost of a few microseconds, whether a
/// part of the workspace has changed.</summary>
internal sealed class FileStamps(WorkspaceFolder workspace)
{
    /// <summary>The store. Its log counts by what is in it: one that is made and removed empty, as
    /// each reader does, is no change.</summary>
    public long Data() => Combine(OfFile(workspace.StorePath), OfContent(workspace.StorePath + "-wal"));

    /// <summary>Everything below <c>models/</c>, and what says who votes.</summary>
    public long Models() =>
        Combine(
            OfFolder(workspace.ModelsFolder),
            Combine(OfFile(workspace.EnsembleFile), OfFolder(workspace.ExpertFolder))
        );

    /// <summary>The studies' database, and its log.</summary>
    public long Studies() => Combine(OfFile(workspace.StudyPath), OfContent(workspace.StudyPath + "-wal"));

    /// <summary>Everything below <c>reports/</c>.</summary>
    public long Reports() => OfFolder(workspace.ReportFolder);

    private static long OfFolder(string folder)
    {
        if (!Directory.Exists(folder))
            return 0;
        long sum = 1;
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                // The order of a listing is not fixed, so a sum
                sum += Combine(StringComparer.Ordinal.GetHashCode(path), OfFile(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return sum + 1; // a folder was renamed under the listing: look again
        }

        return sum;
    }

    private static long OfFile(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? Combine(file.Length, file.LastWriteTimeUtc.Ticks) : 0;
    }

    private static long OfContent(string path)
    {
        var file = new FileInfo(path);
        return file is { Exists: true, Length: > 0 } ? Combine(file.Length, file.LastWriteTimeUtc.Ticks) : 0;
    }

    private static long Combine(long a, long b) =>
        unchecked((a * 6364136223846793005L) + (b ^ (b >>> 29)) + 1442695040888963407L);
}
