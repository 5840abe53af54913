using Ploutos.Tests;

namespace Ploutos.ArchitectureTests;

/// <summary>Lines that fit a screen, and files that hold one idea.</summary>
public sealed class SourceRulesTests
{
    private const int MostColumns = 120;
    private const int MostLines = 300;

    [Fact]
    public void No_line_of_code_is_longer_than_120_columns() =>
        Assert.Empty(new[] { "src", "tests", "bench", "eng" }.SelectMany(Sources).SelectMany(TooWide));

    [Fact]
    public void No_file_of_the_product_is_longer_than_300_lines() =>
        Assert.Empty(Sources("src").Where(f => f.Lines.Length > MostLines).Select(f => f.Path));

    [Fact]
    public void A_line_is_measured_to_its_last_character() =>
        Assert.Equal(
            ["a.cs:2 has 121 columns"],
            TooWide(new("a.cs", [new string('x', MostColumns), new string('x', MostColumns + 1), ""]))
        );

    // bash runs a script without that line, too; the system refuses it.
    [Fact]
    public void Every_shell_script_names_its_interpreter_on_its_first_line()
    {
        string[] scripts =
        [
            .. Directory.EnumerateFiles(TestPaths.Repository, "*.sh"),
            Path.Combine(TestPaths.Repository, ".ci", "run"),
            .. new[] { "bench", "deploy", "eng" }
                .Select(folder => Path.Combine(TestPaths.Repository, folder))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.sh", SearchOption.AllDirectories)),
        ];
        Assert.Contains(scripts, f => Path.GetFileName(f) == "test.sh");
        Assert.All(scripts, f => Assert.StartsWith("#!/usr/bin/env bash", File.ReadLines(f).First()));
    }

    private static IEnumerable<string> TooWide(SourceFile file) =>
        file
            .Lines.Index()
            .Where(line => line.Item.Length > MostColumns)
            .Select(line => $"{file.Path}:{line.Index + 1} has {line.Item.Length} columns");

    /// <summary>What people wrote: not what a build generated.</summary>
    private static IEnumerable<SourceFile> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(TestPaths.Repository, folder), "*.cs", SearchOption.AllDirectories)
            .Select(f => (Full: f, Path: Path.GetRelativePath(TestPaths.Repository, f).Replace('\\', '/')))
            .Where(f => !f.Path.Split('/').Any(part => part is "obj" or "bin"))
            .Select(f => new SourceFile(f.Path, File.ReadAllLines(f.Full)));

    private sealed record SourceFile(string Path, string[] Lines);
}
