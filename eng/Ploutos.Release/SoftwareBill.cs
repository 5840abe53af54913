using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ploutos.Release;

/// <summary>Completes the bill of materials that the CycloneDX tool made of the NuGet packages.</summary>
internal static class SoftwareBill
{
    private const string RuntimePack = "runtimepack.";

    private static readonly string[] s_files = ["runtime", "native", "runtimeTargets"];

    private static readonly JsonSerializerOptions s_form = new() { WriteIndented = true };

    /// <summary>Adds the bundled scripts, and .NET where the folder contains it. Then every package
    /// that the published command loads must be in the bill and in the notices.</summary>
    /// <param name="repository">The checkout.</param>
    /// <param name="sbom">The CycloneDX file (JSON), which is written again.</param>
    /// <param name="published">The published folder.</param>
    /// <exception cref="ReleaseException">A package is missing in the bill or in the notices.</exception>
    public static void Complete(string repository, string sbom, string published)
    {
        JsonNode bill = JsonNode.Parse(File.ReadAllText(sbom))!;
        JsonArray components = bill["components"]!.AsArray();
        foreach (BundledScript script in BundledScript.Packages(repository))
        {
            components.Add(Script(script));
            foreach (ScriptPart part in script.Contains)
                components.Add(Component("npm", part.Name, part.Version, part.Licence, "library"));
        }

        string[][] loaded = [.. Loaded(published)];
        foreach (string[] pack in loaded.Where(l => IsRuntime(l[0])))
            components.Add(Component("nuget", pack[0][RuntimePack.Length..], pack[1], "MIT", "framework"));

        string notices = File.ReadAllText(Path.Combine(published, NoticeFile.Name));
        foreach (string[] package in loaded.Where(l => !IsRuntime(l[0])))
        {
            string purl = $"pkg:nuget/{package[0]}@{package[1]}";
            if (!components.Any(c => string.Equals((string?)c!["purl"], purl, StringComparison.OrdinalIgnoreCase)))
                throw new ReleaseException($"{purl} is shipped, but not in {sbom}; restore again and make a new one");
            if (!notices.Contains($"\n{package[0]} {package[1]} (NuGet)\n", StringComparison.OrdinalIgnoreCase))
                throw new ReleaseException(
                    $"{purl} is shipped, but not in {NoticeFile.Name}; run eng/update-notices.sh"
                );
        }

        File.WriteAllText(sbom, bill.ToJsonString(s_form) + "\n");
    }

    /// <summary>Name and version of each package that brought a file, and of .NET where it is included.</summary>
    private static IEnumerable<string[]> Loaded(string published)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(published, "ploutos.deps.json")));
        JsonElement libraries = file.RootElement.GetProperty("libraries");
        foreach (JsonProperty target in file.RootElement.GetProperty("targets").EnumerateObject())
            foreach (JsonProperty library in target.Value.EnumerateObject())
                if (
                    libraries.GetProperty(library.Name).GetProperty("type").GetString() is "package" or "runtimepack"
                    && s_files.Any(kind => library.Value.TryGetProperty(kind, out _))
                )
                    yield return library.Name.Split('/');
    }

    private static bool IsRuntime(string name) => name.StartsWith(RuntimePack, StringComparison.Ordinal);

    private static JsonObject Script(BundledScript script)
    {
        JsonObject component = Component("npm", script.Name, script.Version, script.Licence, "library");
        component["copyright"] = script.Copyright;
        component["hashes"] = new JsonArray(
            new JsonObject { ["alg"] = "SHA-256", ["content"] = script.Files[script.Script] }
        );
        return component;
    }

    private static JsonObject Component(string registry, string name, string version, string licence, string type)
    {
        string purl = $"pkg:{registry}/{name}@{version}";
        return new()
        {
            ["type"] = type,
            ["bom-ref"] = purl,
            ["name"] = name,
            ["version"] = version,
            ["scope"] = "required",
            ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = licence } }),
            ["purl"] = purl,
        };
    }
}
