using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests;

/// <summary>Inside every project, folders import in one direction only: no folder uses a type of
/// one that uses it, directly or through others. A project's own directory counts as a folder: it
/// holds what the folders build on, or it composes them, not both. Pages and views count by what
/// Razor makes of them.</summary>
public sealed class FolderDirectionTests
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(TestPaths.Repository, "src")).Select(d => Path.GetFileName(d)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_import_in_one_direction_only(string project)
    {
        string root = Path.Combine(TestPaths.Repository, "src", project);
        IReadOnlyList<string> circles = new FolderImports(Compile(project, root), root).Circles();
        Assert.True(
            circles.Count == 0,
            $"Folders of {project} import each other. Move what both need into a folder of its own, or what"
                + $" composes them out of them:\n{string.Join('\n', circles)}"
        );
    }

    [Fact]
    public void A_circle_over_three_folders_is_seen_and_a_chain_is_none()
    {
        const string first = "namespace P.A; class First { P.B.Second? Next; }";
        const string second = "namespace P.B; class Second { int Far() => P.C.Third.Value; }";
        Assert.Empty(Imports(first, second, "namespace P.C; static class Third { public const int Value = 1; }"));
        string[] circle =
        [
            .. Imports(
                first,
                second,
                "namespace P.C; static class Third { public const int Value = 1; P.A.First? F; }"
            ),
        ];
        Assert.Equal(["A -> B", "B -> C", "C -> A"], circle.Select(c => c.Split(':')[0]).Order());
    }

    [Fact]
    public void The_root_folder_counts()
    {
        string root = Path.Combine(Path.GetTempPath(), "P");
        CSharpCompilation both = Sources(
            "P",
            [
                ("namespace P; class Base { P.A.Inner? Part; }", Path.Combine(root, "Base.cs")),
                ("namespace P.A; class Inner { P.Base? Whole; }", Path.Combine(root, "A", "Inner.cs")),
            ],
            []
        );
        Assert.Equal(2, new FolderImports(both, root).Circles().Count);
    }

    [Fact]
    public void Pages_are_read()
    {
        string root = Path.Combine(TestPaths.Repository, "src", "Ploutos.Web");
        string[] views = [.. Views(root, Configuration).Select(v => Path.GetRelativePath(root, v.Path))];
        Assert.Contains(Path.Combine("Pages", "Today.cshtml"), views);
        Assert.Contains(Path.Combine("Pages", "Shared", "_Layout.cshtml"), views);
        Assert.Equal(Directory.GetFiles(root, "*.cshtml", SearchOption.AllDirectories).Length, views.Length);
    }

    [Fact]
    public void Imports_of_the_sources_are_found()
    {
        string root = Path.Combine(TestPaths.Repository, "src", "Ploutos.Features");
        Assert.True(new FolderImports(Compile("Ploutos.Features", root), root).Count > 3);
    }

    private static IReadOnlyList<string> Imports(params string[] sources)
    {
        string root = Path.Combine(Path.GetTempPath(), "P");
        var files = sources.Select((text, i) => (text, Path.Combine(root, "ABC"[i].ToString(), "File.cs")));
        return new FolderImports(Sources("P", files, []), root).Circles();
    }

    private static CSharpCompilation Compile(string project, string root)
    {
        string output = Path.Combine(root, "bin", Configuration, "net10.0");
        Assert.True(Directory.Exists(output), $"{output} is not built");
        IEnumerable<string> files = Directory
            .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(f => !IsBuilt(Path.GetRelativePath(root, f)))
            .Concat(
                Directory.EnumerateFiles(Path.Combine(root, "obj", Configuration, "net10.0"), "*.GlobalUsings.g.cs")
            );
        IEnumerable<string> others = Directory
            .EnumerateFiles(output, "Ploutos.*.dll")
            .Where(f => Path.GetFileNameWithoutExtension(f) != project);
        return Sources(
            project,
            files.Select(f => (File.ReadAllText(f), f)).Concat(Views(root, Configuration)),
            others
        );
    }

    /// <summary>What Razor made of each page and view, at the place of its source.</summary>
    private static IEnumerable<(string Text, string Path)> Views(string root, string configuration)
    {
        string generated = Path.Combine(root, "obj", configuration, "net10.0", "generated");
        if (!Directory.Exists(generated))
            yield break;
        foreach (string file in Directory.EnumerateFiles(generated, "*_cshtml.g.cs", SearchOption.AllDirectories))
        {
            string inside = Path.GetRelativePath(generated, file).Split(Path.DirectorySeparatorChar, 3)[2];
            string source = Path.Combine(root, inside.Replace("_cshtml.g.cs", ".cshtml", StringComparison.Ordinal));
            if (File.Exists(source))
                yield return (File.ReadAllText(file), source);
        }
    }

    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar)[0] is "obj" or "bin";

    private static CSharpCompilation Sources(
        string name,
        IEnumerable<(string Text, string Path)> files,
        IEnumerable<string> references
    )
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return CSharpCompilation.Create(
            name,
            files.Select(f => CSharpSyntaxTree.ParseText(f.Text, Parsing, f.Path)),
            platform.Split(Path.PathSeparator).Concat(references).Select(r => MetadataReference.CreateFromFile(r)),
            new(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
    }
}
