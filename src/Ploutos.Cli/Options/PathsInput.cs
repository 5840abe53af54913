using System.CommandLine;
using Ploutos.Workspace;

namespace Ploutos.Cli.Options;

/// <summary>Files and folders of bars, given as arguments, or one source as
/// <c>--source</c>.</summary>
internal sealed class PathsInput
{
    private const string Meaning =
        "csv:PATH or PATH (files, folders with a file a ticker, patterns with * or **; CSV, XLSX, Parquet, packed by"
        + " gzip or ZIP or not), simulated, or simulated:SEED.";

    private readonly Argument<string[]> _argument = new("PATH")
    {
        Description = Meaning,
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> _option = SourceInput.Option("One of them, as an option.");

    /// <summary>Gives both forms to a verb, which then takes one of them.</summary>
    public void AddTo(Command verb)
    {
        // Beside a word that was begun, the shell offers files
        _argument.CompletionSources.Add(context => context.WordToComplete.Length == 0 ? [] : ["simulated", "csv:"]);
        verb.Add(_argument);
        verb.Add(_option);
    }

    /// <summary>The sources, at least one.</summary>
    public IReadOnlyList<string> Read(ParseResult arguments)
    {
        string[] paths = arguments.GetValue(_argument) ?? [];
        string? option = arguments.GetValue(_option);
        if (paths.Length > 0 && option is not null)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The source must be given once, as an argument or as --source, but both were given: '{paths[0]}' and"
                    + $" '{option}'."
            );
        return option is not null ? [option]
            : paths.Length > 0 ? paths
            : throw new PloutosException(Fault.WrongUsage, $"A source is missing: {Meaning}");
    }
}
