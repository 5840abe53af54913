using System.IO.Enumeration;

namespace Ploutos.MarketData.Sources.Files;

/// <summary>Paths with <c>*</c>, <c>?</c> and <c>**</c>, for shells that do not resolve
/// them.</summary>
internal static class PathPattern
{
    private static readonly EnumerationOptions Here = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    // Links are not followed, so that no circle is walked
    private static readonly EnumerationOptions Below = new()
    {
        IgnoreInaccessible = true,
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Whether a name that nobody wrote is passed over: hidden files and Excel's locks hold
    /// nobody's bars.</summary>
    public static bool IsIgnored(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal);

    /// <summary>Whether a path stands for others; one that is there is itself.</summary>
    public static bool Is(string path) => path.AsSpan().ContainsAny('*', '?') && !Path.Exists(path);

    /// <summary>The files that a path stands for, by name.</summary>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        string full = Path.GetFullPath(pattern),
            root = Path.GetPathRoot(full) ?? "";
        string[] parts = full[root.Length..]
            .Split(
                [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
                StringSplitOptions.RemoveEmptyEntries
            );
        IEnumerable<string> found = [root];
        foreach (string part in parts)
            found = found.SelectMany(folder => Step(folder, part)).Distinct(StringComparer.Ordinal);
        return [.. found.Where(File.Exists).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Step(string folder, string part)
    {
        if (!Directory.Exists(folder))
            return [];
        if (part == "**")
            return [folder, .. Directory.EnumerateDirectories(folder, "*", Below)];
        if (!part.AsSpan().ContainsAny('*', '?'))
            return Path.Exists(Path.Combine(folder, part)) ? [Path.Combine(folder, part)] : [];
        return Directory
            .EnumerateFileSystemEntries(folder, "*", Here)
            .Where(entry => !IsIgnored(Path.GetFileName(entry)))
            .Where(entry => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(entry), ignoreCase: false));
    }
}
