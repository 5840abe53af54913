using Ploutos.Tests;

namespace Ploutos.ArchitectureTests;

/// <summary>What the repository does in one place only.</summary>
public sealed class OneOfEachTests
{
    private static readonly string Source = Path.Combine(TestPaths.Repository, "src");

    // The ledger of signals opens its own file until it uses the helper, too.
    private static readonly string[] NotYet = ["Ploutos.Signals/Ledger/LedgerConnection.cs"];

    [Fact]
    public void SQLite_files_are_opened_in_one_place() =>
        Assert.Equal(["Ploutos.Storage/Sqlite.cs"], FilesWith("new SqliteConnection(").Except(NotYet));

    /// <summary>Source files with a text, relative to src.</summary>
    private static string[] FilesWith(string text) =>
        [
            .. SourceFiles()
                .Where(f => File.ReadAllText(f).Contains(text, StringComparison.Ordinal))
                .Select(f => Path.GetRelativePath(Source, f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> SourceFiles() =>
        Directory
            .EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(f =>
                !Path.GetRelativePath(Source, f).Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin")
            );
}
