using System.Text.RegularExpressions;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests;

/// <summary>Library code knows no command line: what a user can do is a remedy, which Ploutos.Cli
/// alone words as a command.</summary>
public sealed partial class NoCommandLineTests
{
    public static TheoryData<string> Projects =>
        [
            .. Directory
                .GetDirectories(Path.Combine(TestPaths.Repository, "src"))
                .Select(d => Path.GetFileName(d)!)
                .Where(name => name is not ("Ploutos.Cli" or "Ploutos.Tool")),
        ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_string_of_library_code_names_no_command_and_no_flag(string project)
    {
        string folder = Path.Combine(TestPaths.Repository, "src", project);
        string[] found =
        [
            .. Files(folder, "*.cs").SelectMany(file => InStrings(File.ReadAllText(file)).Select(Hit(file))),
            .. Files(folder, "*.cshtml").SelectMany(file => InPage(File.ReadAllText(file)).Select(Hit(file))),
            .. Files(folder, "*.resx").SelectMany(file => InPage(File.ReadAllText(file)).Select(Hit(file))),
        ];
        Assert.True(
            found.Length == 0,
            $"Say it as a remedy (Ploutos.Workspace.Remedies) instead:\n{string.Join('\n', found)}"
        );
    }

    [Theory]
    [InlineData("""Say("Run 'ploutos train' first.")""", true)]
    [InlineData("""Say("Run 'ploutos data" + " fetch' first.")""", true)]
    [InlineData("Say($\"Run 'ploutos\"\n    + $\" train' first.\")", true)]
    [InlineData("""Say("Name it with --workspace.")""", true)]
    [InlineData("""Say($"--folds must be {least} or more.")""", true)]
    [InlineData("""Say("taken over by 'paper reconcile' of the account")""", true)]
    [InlineData("""Say("Train the experts first.")""", false)]
    [InlineData("/// <summary>What <c>ploutos train</c> prints.</summary>", false)]
    [InlineData("// \"ploutos train\" prints it", false)]
    [InlineData("i--; string name = \"ploutos\";", false)]
    [InlineData("""string name = $"ploutos worker {part}";""", false)]
    public void The_reader_of_strings_finds_what_it_is_for(string code, bool finds) =>
        Assert.Equal(finds, InStrings(code).Any());

    [Theory]
    [InlineData("<p><code>ploutos train --expert x</code></p>", true)]
    [InlineData("<p style=\"color: var(--ink)\"><!-- ploutos --></p>", false)]
    public void The_reader_of_pages_finds_what_it_is_for(string page, bool finds) =>
        Assert.Equal(finds, InPage(page).Any());

    private static Func<string, string> Hit(string file) =>
        text => $"{Path.GetRelativePath(TestPaths.Repository, file)}: {text}";

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(f =>
                !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
            );

    private static IEnumerable<string> InStrings(string code)
    {
        // Comments go first; strings that a + joins over a line's end are one sentence.
        string bare = Joint().Replace(Comment().Replace(code, ""), "");
        return Literal().Matches(bare).Select(m => m.Value).Where(text => CommandLine().IsMatch(text));
    }

    private static IEnumerable<string> InPage(string page) =>
        PageCommand().Matches(Markup().Replace(page, "")).Select(m => m.Value);

    private const string Verbs =
        "data|train|predict|optimize|evaluate|backtest|prove|deploy|live|paper|models|serve|status|replay|backup"
        + "|restore|doctor|alerts|export|risk|explain|signals";

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"""\s*\+\s*\$?""")]
    private static partial Regex Joint();

    [GeneratedRegex(@"""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bploutos (?:" + Verbs + @")\b|'(?:" + Verbs + @") [a-z]+\b|(?:^""|[\s'`(])--[a-z]")]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"<!--.*?-->|@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\bploutos (?:" + Verbs + @")\b[^<""]*")]
    private static partial Regex PageCommand();
}
