using System.CommandLine;
using System.CommandLine.Parsing;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;

namespace Ploutos.Cli.Hosting;

/// <summary>Tells what is wrong with a command line, and where the right one is written.</summary>
internal static class UsageError
{
    /// <summary>Writes every mistake on a line of its own, then the verb's help to look at.</summary>
    public static ExitCode Show(ParseResult arguments, Output error)
    {
        Command command = arguments.CommandResult.Command;
        // Where a verb is not known, nothing can be said of the words after it.
        int shown = command.Subcommands.Count > 0 ? 1 : int.MaxValue;
        IEnumerable<string> messages =
            command.Subcommands.Count > 0 && arguments.UnmatchedTokens.Count == 0
                ? [MissingVerb(arguments.CommandResult)]
            : arguments.UnmatchedTokens.Count > 0
                ? arguments
                    .UnmatchedTokens.Take(shown)
                    .Select(token => $"'{token}' is not known here.{Suggestion(token, arguments)}")
            : arguments.Errors.Select(mistake => mistake.Message).Distinct();
        foreach (string message in messages)
            error.Line($"error: {message}");
        error.Line($"See '{Path(arguments.CommandResult)} --help'.");
        return ExitCode.WrongUsage;
    }

    private static string MissingVerb(CommandResult result) =>
        $"A verb is missing after '{Path(result)}':"
        + $" {string.Join(", ", result.Command.Subcommands.Select(verb => verb.Name))}.";

    private static string Suggestion(string token, ParseResult arguments)
    {
        Command command = arguments.CommandResult.Command;
        string? nearest = command
            .Subcommands.Select(verb => verb.Name)
            .Concat(command.Options.Select(option => option.Name))
            .Select(name => (Name: name, Distance: Distance(token, name)))
            .Where(candidate => candidate.Distance <= Math.Max(1, token.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "ploutos";

    /// <summary>Edits (insert, delete, replace, swap two neighbours) between two words: the distance of
    /// optimal string alignment.</summary>
    private static int Distance(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                int replaced = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(replaced, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }

        return edits[a.Length, b.Length];
    }
}
