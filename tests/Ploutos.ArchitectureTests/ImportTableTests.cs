using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests;

/// <summary>Holds the table of who may import whom against the compiled assemblies.</summary>
public sealed class ImportTableTests
{
    private static readonly Dictionary<string, string[]> MayImport = new()
    {
        ["Storage"] = [],
        ["Tuning"] = [],
        ["Tuning.Storage"] = ["Tuning", "Storage"],
        ["Neural"] = [],
        ["MarketData"] = ["Storage"],
        ["Features"] = ["MarketData"],
        ["Experts"] = ["Features", "Neural", "MarketData", "Storage"],
        ["Backtesting"] = ["MarketData"],
        ["Workspace"] = ["MarketData", "Experts", "Storage"],
        ["Research"] =
        [
            "Workspace",
            "Experts",
            "Features",
            "Neural",
            "Tuning",
            "Tuning.Storage",
            "Backtesting",
            "MarketData",
            "Storage",
        ],
        // A signal's target position is written once, in Experts.
        ["PaperTrading"] = ["Workspace", "Backtesting", "Experts", "MarketData", "Storage"],
        // Alerts name tickers.
        ["Alerts"] = ["Workspace", "MarketData", "Storage"],
        ["Signals"] = ["Workspace", "Research", "Experts", "Features", "MarketData", "Storage"],
        ["Workflows"] = ["*"],
        // The records that the rooms' workflows return lie beside them; the ground floor stays out
        // of sight.
        ["Web"] = ["Workflows", "Workspace", "Research", "Signals", "PaperTrading", "Alerts"],
        ["Cli"] = ["Workflows", "Workspace", "Research", "Signals", "PaperTrading", "Alerts", "Web"],
        ["Boosting"] = ["Experts"],
        ["Onnx"] = ["Experts"],
        ["Tool"] = ["Cli", "Boosting", "Onnx"],
        ["Predict"] = ["Cli"],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(TestPaths.Repository, "src")).Select(d => Path.GetFileName(d)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_imports_only_what_the_table_allows(string project)
    {
        string room = project["Ploutos.".Length..];
        Assert.True(
            MayImport.TryGetValue(room, out string[]? allowed),
            $"{project} has no row in the table of this test; add it together with its reason."
        );
        string[] forbidden =
        [
            .. ReferencesOf(CompiledAssembly(project))
                .Where(r => IsOurs(r) && allowed is not ["*"] && !allowed.Contains(r["Ploutos.".Length..])),
        ];
        Assert.True(
            forbidden.Length == 0,
            $"{project} imports {string.Join(", ", forbidden)}; the design allows"
                + $" {(allowed.Length == 0 ? "nothing" : string.Join(", ", allowed))}."
        );
    }

    [Fact]
    public void The_reader_sees_an_import_that_is_there() =>
        Assert.Contains("Ploutos.MarketData", ReferencesOf(CompiledAssembly("Ploutos.Features")));

    private static bool IsOurs(string reference) => reference.StartsWith("Ploutos", StringComparison.OrdinalIgnoreCase);

    private static string CompiledAssembly(string project)
    {
        string assembly = project switch
        {
            "Ploutos.Tool" => "ploutos",
            "Ploutos.Predict" => "ploutos-predict",
            _ => project,
        };
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string path = Path.Combine(
            TestPaths.Repository,
            "src",
            project,
            "bin",
            configuration,
            "net10.0",
            assembly + ".dll"
        );
        Assert.True(File.Exists(path), $"{path} is not built");
        return path;
    }

    private static List<string> ReferencesOf(string path)
    {
        using var pe = new PEReader(File.OpenRead(path));
        MetadataReader metadata = pe.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name))];
    }
}
