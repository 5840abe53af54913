using System.Security.Cryptography;
using System.Text.Json;

namespace Ploutos.Release;

/// <summary>A script of npm's that the pages and reports carry, unchanged or cut to the parts that are
/// used (<c>eng/build-charts.sh</c>). Recorded in <c>eng/bundled-scripts.json</c>.</summary>
internal sealed record BundledScript
{
    private static readonly JsonSerializerOptions s_form = new(JsonSerializerDefaults.Web);

    /// <summary>Its package at npm.</summary>
    public required string Name { get; init; }

    /// <summary>The package's version.</summary>
    public required string Version { get; init; }

    /// <summary>An SPDX identifier.</summary>
    public required string Licence { get; init; }

    /// <summary>Its copyright line.</summary>
    public required string Copyright { get; init; }

    /// <summary>SHA-512 of the package's archive, as npm publishes it.</summary>
    public required string Integrity { get; init; }

    /// <summary>Its folder in the repository.</summary>
    public required string Folder { get; init; }

    /// <summary>The file that is run, in that folder.</summary>
    public required string Script { get; init; }

    /// <summary>Packages that its authors compiled into it.</summary>
    public required IReadOnlyList<ScriptPart> Contains { get; init; }

    /// <summary>SHA-256 of each file in the folder but the README, by path.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Every recorded script.</summary>
    public static IReadOnlyList<BundledScript> Read(string repository) =>
        JsonSerializer.Deserialize<BundledScript[]>(
            File.ReadAllText(Path.Combine(repository, "eng", "bundled-scripts.json")),
            s_form
        )!;

    /// <summary>One script of each package, for what names packages.</summary>
    public static IEnumerable<BundledScript> Packages(string repository) =>
        Read(repository).DistinctBy(s => (s.Name, s.Version));

    /// <summary>The hashes of the files that are there now.</summary>
    public static SortedDictionary<string, string> HashesIn(string folder)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (name != "README.md")
                hashes[name] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return hashes;
    }
}
