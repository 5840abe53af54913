using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ploutos.Tests;

namespace Ploutos.Web.Tests.Browser;

public sealed partial class WordTests
{
    private static readonly string s_web = Path.Combine(TestPaths.Repository, "src", "Ploutos.Web");

    private static readonly Dictionary<string, string> s_english = Read("Texts.resx"),
        s_french = Read("Texts.fr.resx");

    [Fact]
    public void Both_languages_have_the_same_words_with_the_same_places_for_figures()
    {
        Assert.Equal(s_english.Keys.Order(), s_french.Keys.Order());
        Assert.All(s_english, word => Assert.Equal(Places(word.Value), Places(s_french[word.Key])));

        static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order();
    }

    [Fact]
    public void Every_word_that_a_page_or_a_script_names_is_there()
    {
        string[] pages =
        [
            .. Files("Pages", "*.cshtml").SelectMany(f => Named(InPages(), f)),
            .. Files("Pages", "*.cs*").SelectMany(f => Named(CountedInPages(), f)).SelectMany(Counted),
        ];
        string[] scripts =
        [
            .. Files(Path.Combine("wwwroot", "js"), "*.js")
                .SelectMany(f => Named(InScripts(), f).Concat(Named(CountedInScripts(), f).SelectMany(Counted)))
                .Select(name => "js." + name),
        ];
        Assert.True(pages.Length > 200 && scripts.Length > 30);
        Assert.Empty(pages.Concat(scripts).Where(name => !Holds(name)).Distinct());

        // A name that ends in a dot or a hyphen is the beginning of names that are put together.
        static bool Holds(string name) =>
            name[^1] is '.' or '-'
                ? s_english.Keys.Any(k => k.StartsWith(name, StringComparison.Ordinal))
                : s_english.ContainsKey(name);

        static IEnumerable<string> Counted(string name) => [name + ".one", name + ".many"];

        static IEnumerable<string> Named(Regex pattern, string file) =>
            pattern.Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value);
    }

    [Fact]
    public void Every_note_with_a_code_has_words()
    {
        string[] sources =
        [
            .. ((string[])["Ploutos.Research", "Ploutos.Workspace", "Ploutos.Web"]).SelectMany(project =>
                Directory
                    .EnumerateFiles(
                        Path.Combine(TestPaths.Repository, "src", project),
                        "*.cs",
                        SearchOption.AllDirectories
                    )
                    .Where(f => !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar))
            ),
        ];
        string[] notes = [.. sources.SelectMany(f => Named(Codes(), f)).Distinct()];
        Assert.Contains("model-kept", notes);
        Assert.Contains("no-rows", notes);
        Assert.DoesNotContain(notes, n => !s_english.ContainsKey("js.progress-note-" + n));

        static IEnumerable<string> Named(Regex pattern, string file) =>
            pattern.Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value);
    }

    [Fact]
    public void No_page_holds_an_inline_script_style_or_handler_that_the_policy_would_block() =>
        Assert.All(
            Files("Pages", "*.cshtml"),
            file =>
                Assert.DoesNotMatch(
                    """<style|\sstyle="|\son[a-z]+="|<script(?![^>]*(src=|application/json))""",
                    File.ReadAllText(file)
                )
        );

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(s_web, folder), pattern, SearchOption.AllDirectories);

    private static Dictionary<string, string> Read(string file) =>
        XDocument
            .Load(Path.Combine(s_web, "Resources", file))
            .Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    [GeneratedRegex("""\bT\["([^"]+)""")]
    private static partial Regex InPages();

    [GeneratedRegex(@"\.Many\(\s*""([^""]+)")]
    private static partial Regex CountedInPages();

    [GeneratedRegex(@"\bmany\('([^']+)'")]
    private static partial Regex CountedInScripts();

    [GeneratedRegex(@"\bword\('([^']+)'")]
    private static partial Regex InScripts();

    [GeneratedRegex(@"(?:\bCode = (?:[^;\n""]*\? )?|\byield return Of\(\s*|: Of\(\s*)""([a-z-]+)""")]
    private static partial Regex Codes();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
