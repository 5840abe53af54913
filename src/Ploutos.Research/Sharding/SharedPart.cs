using System.Globalization;
using Ploutos.Workspace;

namespace Ploutos.Research.Sharding;

/// <summary>The part of a shared folder that one work has; works of other bars or settings have parts of their
/// own.</summary>
/// <param name="shared">The folder that all processes see.</param>
/// <param name="kind">What is made there, such as evaluation.</param>
/// <param name="id">Names the work's bars and settings.</param>
internal sealed class SharedPart(string shared, string kind, string id)
{
    private const int MostNamed = 12;

    /// <summary>The results in it.</summary>
    public SharedResults Results { get; } = new(Path.Combine(shared, $"{kind}-{id}"));

    private IReadOnlyList<string> Others =>
        Directory.Exists(shared)
            ?
            [
                .. Directory
                    .EnumerateDirectories(shared, $"{kind}-*")
                    .Select(d => Path.GetFileName(d)[(kind.Length + 1)..])
                    .Where(other => other != id)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Units lack that a merge needs.</summary>
    /// <param name="units">How many it needs.</param>
    /// <param name="missing">Those that lack, in words.</param>
    /// <param name="settings">What an id names, such as "bars or settings".</param>
    public PloutosException Lacks(int units, IReadOnlyList<string> missing, string settings)
    {
        IReadOnlyList<string> others = missing.Count == units ? Others : [];
        string known =
            others.Count > 0
                ? $" The folder has the {kind}s {string.Join(", ", others)}, which are of other {settings}."
                : "";
        return new(
            Fault.Failed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"A merge needs all {units} units in '{Results.Folder}', but {missing.Count} are missing or"
            )
                + $" damaged: {string.Join("; ", missing.Take(MostNamed))}{(missing.Count > MostNamed ? "; ..." : ".")}"
                + known
                + " Start the shards again with the same bars and settings: what they have finished is not made again."
        );
    }

    /// <summary>Two processes made a unit, and not alike.</summary>
    /// <param name="unit">The unit, in words.</param>
    /// <param name="file">The file that says something else.</param>
    public static PloutosException Differs(string unit, string file) =>
        new(
            Fault.Damaged,
            $"The unit {unit} must be the same whoever makes it, but"
                + $" '{file}' says something else than the files of that unit before it. Was it made by another"
                + " version or on another type of processor? Remove the files of that unit and start the shards"
                + " again."
        );
}
