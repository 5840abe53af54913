using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ploutos.Release;

/// <summary>A NuGet package whose files are in the published command, and what it says of its licence.</summary>
/// <param name="Name">The package's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Licence">An SPDX expression, or the name of its licence file.</param>
/// <param name="Copyright">Its copyright line, else its authors.</param>
/// <param name="Texts">Licences and notices in the package itself.</param>
internal sealed partial record ShippedPackage(
    string Name,
    string Version,
    string Licence,
    string Copyright,
    IReadOnlyList<LegalText> Texts
)
{
    /// <summary>The kinds of files that are copied to where the command runs.</summary>
    private static readonly string[] s_atRunTime = ["runtime", "native", "runtimeTargets"];

    /// <summary>Licences behind the addresses that packages of an older form name instead of one, as
    /// they were read.</summary>
    private static readonly Dictionary<string, string> s_byAddress = new(StringComparer.Ordinal)
    {
        ["https://github.com/MiloszKrajewski/K4os.Compression.LZ4/blob/master/LICENSE?raw=true"] = "MIT",
    };

    /// <summary>The packages of the command, by name, as its restore unpacked them. Analyzers and
    /// other tools of the build have no file at run time and are left out.</summary>
    public static IReadOnlyList<ShippedPackage> Read(string repository)
    {
        string assets = Path.Combine(repository, "src", "Ploutos.Tool", "obj", "project.assets.json");
        if (!File.Exists(assets))
            throw new ReleaseException($"{assets} is missing; restore the command first: dotnet restore Ploutos.slnx");
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(assets));
        string[] folders = [.. file.RootElement.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name)];
        return
        [
            .. file
                .RootElement.GetProperty("targets")
                .EnumerateObject()
                .First()
                .Value.EnumerateObject()
                .Where(p => p.Value.GetProperty("type").GetString() == "package" && HasFilesAtRunTime(p.Value))
                .Select(p => p.Name.Split('/'))
                .Select(p => Open(folders, p[0], p[1]))
                .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static bool HasFilesAtRunTime(JsonElement package) =>
        s_atRunTime.Any(kind =>
            package.TryGetProperty(kind, out JsonElement files)
            && files.EnumerateObject().Any(f => !f.Name.EndsWith("_._", StringComparison.Ordinal))
        );

    private static ShippedPackage Open(string[] folders, string name, string version)
    {
        string lower = name.ToLowerInvariant();
        string folder =
            folders.Select(f => Path.Combine(f, lower, version.ToLowerInvariant())).FirstOrDefault(Directory.Exists)
            ?? throw new ReleaseException(
                $"{name} {version} is not unpacked; restore first: dotnet restore Ploutos.slnx"
            );
        XElement metadata = XDocument.Load(Path.Combine(folder, lower + ".nuspec")).Root!.Elements().First();
        string? Said(string element) =>
            metadata.Elements().FirstOrDefault(e => e.Name.LocalName == element)?.Value.Trim();
        string licence =
            Said("license")
            ?? s_byAddress.GetValueOrDefault(Said("licenseUrl") ?? "")
            ?? throw new ReleaseException($"{name} {version} names no licence; leave it out");
        return new(name, version, licence, Said("copyright") ?? Said("authors") ?? "", [.. TextsIn(folder, licence)]);
    }

    private static IEnumerable<LegalText> TextsIn(string folder, string licence) =>
        Directory
            .EnumerateFiles(folder)
            .Select(f => Path.GetFileName(f)!)
            .Where(f => f == licence || LegalFile().IsMatch(f))
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(f => LegalText.Read(Path.Combine(folder, f)));

    [GeneratedRegex(@"^(licen[cs]e|notice|copying|third-?party-?notices)(\.(txt|md))?$", RegexOptions.IgnoreCase)]
    private static partial Regex LegalFile();
}
