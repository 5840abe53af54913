using System.Text.RegularExpressions;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests.SupplyChain;

/// <summary>The documented environment variables are those that the sources read, and those that the
/// container and the service offer.</summary>
public sealed partial class EnvironmentKeyTests
{
    /// <summary>Unit and image set it themselves.</summary>
    private const string Home = "PLOUTOS_HOME";

    private static SortedSet<string> Documented { get; } = Found("docs/environment.md", TableRow());

    [Fact]
    public void The_page_names_every_variable_that_the_sources_read()
    {
        IEnumerable<string> read = Directory
            .EnumerateFiles(Path.Combine(TestPaths.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Quoted().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));
        Assert.Empty(new SortedSet<string>(read).Except(Documented));
        Assert.Contains("PLOUTOS_SIMD", read);
    }

    [Fact]
    public void The_compose_file_passes_on_every_documented_variable() =>
        Assert.Equal(Documented.Except([Home]), Found("deploy/compose.yaml", ComposeKey()));

    [Fact]
    public void The_services_settings_name_every_documented_variable() =>
        Assert.Equal(Documented.Except([Home]), Found("deploy/install.sh", SettingsLine()));

    [Fact]
    public void Unit_and_image_set_the_workspace()
    {
        Assert.Contains($"Environment={Home}=", Text("deploy/systemd/ploutos.service"), StringComparison.Ordinal);
        Assert.Contains($"ENV {Home}=", Text("deploy/Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Service_and_container_have_the_same_limit_of_memory()
    {
        Assert.Contains("\nMemoryMax=2G\n", Text("deploy/systemd/ploutos.service"), StringComparison.Ordinal);
        Assert.Contains("\n    mem_limit: 2g\n", Text("deploy/compose.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_reads_a_folder_of_CSV_files() =>
        Assert.Contains(":/csv:ro\n", Text("deploy/compose.yaml"), StringComparison.Ordinal);

    [Fact]
    public void A_release_sets_every_base_image()
    {
        string file = Text("deploy/Dockerfile");
        string[] named = [.. BaseImage().Matches(file).Select(m => m.Groups[1].Value)];
        Assert.Equal(["${SDK_IMAGE}", "${RUNTIME_IMAGE}"], named);
        Assert.All(
            named,
            n => Assert.Contains($"--build-arg {n[2..^1]}=", Text("deploy/release.sh"), StringComparison.Ordinal)
        );
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(TestPaths.Repository, file));

    private static SortedSet<string> Found(string file, Regex key) =>
        new(key.Matches(Text(file)).Select(m => m.Groups[1].Value), StringComparer.Ordinal);

    [GeneratedRegex("^\\| `([A-Z_]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("\"((?:PLOUTOS|APCA|TIINGO|STOOQ|OPTUNA|OTEL)_[A-Z_]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("^      ([A-Z][A-Z_]+):", RegexOptions.Multiline)]
    private static partial Regex ComposeKey();

    [GeneratedRegex("^# ([A-Z][A-Z_]+)=", RegexOptions.Multiline)]
    private static partial Regex SettingsLine();

    [GeneratedRegex("^FROM ([^ \\n]+)", RegexOptions.Multiline)]
    private static partial Regex BaseImage();
}
