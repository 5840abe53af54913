using System.Text.Json;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests.SupplyChain;

/// <summary>The command's lock files for single machines agree with the one that developers use.</summary>
public sealed class LockFileTests
{
    private static readonly string s_tool = Path.Combine(TestPaths.Repository, "src", "Ploutos.Tool");

    private static readonly Comparer<JsonProperty> s_byName = Comparer<JsonProperty>.Create(
        static (a, b) => string.CompareOrdinal(a.Name, b.Name)
    );

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    [InlineData("linux-musl-x64")]
    [InlineData("win-x64")]
    [InlineData("osx-x64")]
    [InlineData("osx-arm64")]
    public void A_machines_lock_file_chooses_the_same_packages_as_a_developers(string runtime)
    {
        SortedDictionary<string, string> machines = Packages(Path.Combine(s_tool, "locks", runtime + ".lock.json"));
        Assert.True(machines.Count > 40);
        Assert.Equal(Packages(Path.Combine(s_tool, "packages.lock.json")), machines);
    }

    [Theory]
    [InlineData("deploy.sh")]
    [InlineData("deploy/publish.sh")]
    [InlineData("deploy/publish-predict.sh")]
    [InlineData("deploy/Dockerfile")]
    public void What_is_shipped_is_restored_with_locked_lock_files(string script)
    {
        string text = File.ReadAllText(Path.Combine(TestPaths.Repository, script));
        Assert.Contains("-p:RestoreLockedMode=true", text, StringComparison.Ordinal);
        Assert.DoesNotContain("RestoreLockedMode=false", text, StringComparison.Ordinal);
    }

    /// <summary>Version and hash of each package, and what each project asks for, over all targets of a
    /// lock file.</summary>
    private static SortedDictionary<string, string> Packages(string file)
    {
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using JsonDocument content = JsonDocument.Parse(File.ReadAllText(file));
        foreach (JsonProperty target in content.RootElement.GetProperty("dependencies").EnumerateObject())
            foreach (JsonProperty package in target.Value.EnumerateObject())
                if (package.Value.TryGetProperty("contentHash", out JsonElement hash))
                    packages[package.Name] = $"{package.Value.GetProperty("resolved")} {hash}";
                else if (package.Value.TryGetProperty("dependencies", out JsonElement asked))
                    packages[package.Name] = string.Join("; ", asked.EnumerateObject().Order(s_byName));
        return packages;
    }
}
