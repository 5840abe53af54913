using System.Text.RegularExpressions;
using Ploutos.Tests;

namespace Ploutos.ArchitectureTests;

/// <summary>A positional record has six parameters or fewer: a call with more is a row of values
/// that nobody can read.</summary>
public sealed partial class PositionalRecordTests
{
    private const int Most = 6;

    [Fact]
    public void No_positional_record_has_more_than_six_parameters()
    {
        string source = Path.Combine(TestPaths.Repository, "src");
        Assert.Empty(
            Directory
                .EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                .Where(f =>
                    !Path.GetRelativePath(source, f).Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin")
                )
                .SelectMany(f => TooLong(File.ReadAllText(f)))
        );
    }

    [Fact]
    public void Parameters_are_counted_outside_of_brackets() =>
        Assert.Equal(
            ["Seven"],
            TooLong(
                """
                record Six(Dictionary<string, (int, int)> A, int B, int C, Func<int, int, int> D, int[,] E, int F);
                public sealed record Seven(int A, int B, int C, int D, int E, int F = 3, List<int>? G = null);
                """
            )
        );

    private static IEnumerable<string> TooLong(string text) =>
        Declaration()
            .Matches(text)
            .Where(m => Parameters(text, m.Index + m.Length) > Most)
            .Select(m => m.Groups[1].Value);

    private static int Parameters(string text, int at)
    {
        int depth = 0,
            count = 1;
        for (; depth >= 0; at++)
        {
            char c = text[at];
            if (c is '(' or '[' or '{' or '<')
                depth++;
            else if (c is ')' or ']' or '}' or '>')
                depth--;
            else if (c == ',' && depth == 0)
                count++;
        }

        return count;
    }

    [GeneratedRegex(@"\brecord\s+(?:struct\s+|class\s+)?(\w+)(?:<[^>]*>)?\s*\(")]
    private static partial Regex Declaration();
}
