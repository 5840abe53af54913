using System.Text.RegularExpressions;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>The tutorial is what its commands say: each is run on a terminal of 80 columns, one after the other
/// in one workspace. With <c>PLOUTOS_UPDATE_DOCS=1</c> what they show is written into the page.</summary>
public sealed partial class TutorialTests
{
    private const string Prompt = "    $ ploutos ";

    private const int Columns = 80;

    /// <summary>Lines that stand there or not by the figures of a machine.</summary>
    private static readonly string[] s_byFigures = ["Gate", "note", "warning"];

    private static readonly string s_page = Path.Combine(TestPaths.Repository, "docs", "tutorial.md");

    [Fact]
    public void Every_command_of_the_tutorial_shows_what_the_page_says()
    {
        using TemporaryFolder folder = new();
        bool isUpdate = Environment.GetEnvironmentVariable("PLOUTOS_UPDATE_DOCS") == "1";
        List<string> written = [];
        int commands = 0;
        string[] lines = File.ReadAllLines(s_page);
        for (int i = 0; i < lines.Length; i++)
        {
            written.Add(lines[i]);
            if (!lines[i].StartsWith(Prompt, StringComparison.Ordinal))
                continue;
            commands++;
            string command = lines[i][Prompt.Length..];
            string[] actual = Shown(Terminal.Run(folder.Path, Columns, command + " --quiet"), folder.Path);
            List<string> told = [];
            while (i + 1 < lines.Length && IsOutput(i + 1))
                told.Add(lines[++i]);
            written.AddRange(actual);
            if (isUpdate)
                continue;
            Assert.True(
                Labels(actual).SequenceEqual(Labels(told)),
                $"The page is old: run this test with PLOUTOS_UPDATE_DOCS=1. 'ploutos {command}' shows\n"
                    + string.Join('\n', actual)
            );
        }

        Assert.True(commands >= 8, $"The tutorial has {commands} commands.");
        if (isUpdate)
            File.WriteAllLines(s_page, written);

        // An indented line, or a blank one that an indented line follows.
        bool IsOutput(int at) =>
            IsIndented(at) || (lines[at].Length == 0 && at + 1 < lines.Length && IsIndented(at + 1));

        bool IsIndented(int at) =>
            lines[at].StartsWith("    ", StringComparison.Ordinal)
            && !lines[at].StartsWith(Prompt, StringComparison.Ordinal);
    }

    /// <summary>Without the banner of simulated bars, which each of them shows, as the page says.</summary>
    private static string[] Shown(string[] lines, string folder) =>
        [
            .. lines
                .SkipWhile(l => l.StartsWith('#') || l.Length == 0)
                .Reverse()
                .SkipWhile(l => l.Length == 0)
                .Reverse()
                .Select(l => l.Length == 0 ? "" : "    " + l.Replace(folder, "~/ploutos", StringComparison.Ordinal)),
        ];

    /// <summary>The word that each line or row begins with. Figures differ from machine to machine, and days and
    /// versions from run to run; so do the lines that a sentence is broken into.</summary>
    private static IEnumerable<string> Labels(IEnumerable<string> lines) =>
        lines.Select(l => Label().Match(l).Groups["word"].Value).Where(w => w.Length > 0 && !s_byFigures.Contains(w));

    [GeneratedRegex(@"^    (│ )?([^\p{L}\s│]+\s{1,2})?(?<word>\p{L}+)")]
    private static partial Regex Label();
}
