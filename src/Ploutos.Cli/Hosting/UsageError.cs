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
        IEnumerable<string> messages =
            command.Subcommands.Count > 0 && arguments.UnmatchedTokens.Count == 0
                ? [MissingVerb(arguments.CommandResult)]
            : arguments.UnmatchedTokens.Count > 0
                ? arguments.UnmatchedTokens.Select(token =>
                    $"'{token}' is not known here.{Suggestion(token, arguments)}"
                )
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

    /// <summary>Edits (insert, delete, replace) between two words: Levenshtein's distance, one row
    /// at a time.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
