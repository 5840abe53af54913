using System.Text.RegularExpressions;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>The tutorial is what its commands say: each is run, one after the other in one workspace. With
/// <c>PLOUTOS_UPDATE_DOCS=1</c> their outputs are written into the page.</summary>
public sealed partial class TutorialTests
{
    private const string Prompt = "    $ ploutos ";

    private static readonly string s_page = Path.Combine(TestPaths.Repository, "docs", "tutorial.md");

    [Fact]
    public async Task Every_command_of_the_tutorial_runs_and_its_output_begins_as_the_page_says()
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
            (int code, string output, string error) = await PloutosProcess.Run(
                folder.Path,
                [.. lines[i][Prompt.Length..].Split(' '), "--quiet"]
            );
            Assert.True(code == 0, $"'{lines[i].Trim()}' ended with {code}:\n{output}\n{error}");
            string[] actual = [.. output.TrimEnd().Split('\n').Select(l => Shown(l, folder.Path))];
            List<string> shown = [];
            while (
                i + 1 < lines.Length && (lines[i + 1].StartsWith("    ", StringComparison.Ordinal) || IsInside(i + 1))
            )
                shown.Add(lines[++i]);
            written.AddRange(actual);
            if (isUpdate)
                continue;
            Assert.NotEmpty(shown);
            Assert.Equal(Masked(actual[0]), Masked(shown[0]));
            Assert.Equal(Words(actual), Words(shown));
        }

        Assert.True(commands >= 8, $"The tutorial has {commands} commands.");
        if (isUpdate)
            await File.WriteAllLinesAsync(s_page, written, TestContext.Current.CancellationToken);

        // A blank line inside an output, which an indented line follows that is no command.
        bool IsInside(int at) =>
            lines[at].Length == 0
            && at + 1 < lines.Length
            && lines[at + 1].StartsWith("    ", StringComparison.Ordinal)
            && !lines[at + 1].StartsWith(Prompt, StringComparison.Ordinal);
    }

    private static string Shown(string line, string folder) =>
        line.Length == 0 ? "" : "    " + line.TrimEnd().Replace(folder, "~/ploutos", StringComparison.Ordinal);

    /// <summary>Figures differ from machine to machine, and times from run to run.</summary>
    private static string Masked(string line) => Figure().Replace(line, "0");

    /// <summary>The titles that begin a line: they are what the page explains.</summary>
    private static string[] Words(IEnumerable<string> lines) =>
        [.. lines.Select(l => Title().Match(l).Value).Where(t => t.Length > 0)];

    [GeneratedRegex("[0-9][0-9.,:%-]*")]
    private static partial Regex Figure();

    [GeneratedRegex("^    (As of|Data|Score|Risk|Evidence|More|Usual level|ticker|expert):? ")]
    private static partial Regex Title();
}
