using System.CommandLine;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Options;

/// <summary>Where bars come from, given as an argument or as <c>--source</c>.</summary>
internal sealed class SourceInput
{
    private const string Meaning =
        "csv:PATH or PATH (a folder with a file a ticker, a file, or a pattern with *), simulated, or simulated:SEED.";

    private readonly Argument<string?> _argument = new("SOURCE")
    {
        Description = Meaning,
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> _option = Option("The same, as an option.");

    /// <summary>The option alone.</summary>
    public static Option<string?> Option(string description)
    {
        Option<string?> option = new("--source") { Description = description, HelpName = "csv:PATH|simulated" };
        option.CompletionSources.Add("csv:", "simulated");
        return option;
    }

    /// <summary>Gives both forms to a verb, which then takes one of them.</summary>
    public void AddTo(Command verb)
    {
        _argument.CompletionSources.Add("csv:", "simulated");
        verb.Add(_argument);
        verb.Add(_option);
    }

    /// <summary>The source, which must be given.</summary>
    public string ReadRequired(ParseResult arguments) =>
        Read(arguments) ?? throw new PloutosException(Fault.WrongUsage, $"A source is missing: {Meaning}");

    /// <summary>The source; null where none was given.</summary>
    public string? Read(ParseResult arguments)
    {
        string? argument = arguments.GetValue(_argument),
            option = arguments.GetValue(_option);
        if (argument is not null && option is not null)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The source must be given once, as an argument or as --source, but both were given: '{argument}' and"
                    + $" '{option}'."
            );
        return argument ?? option;
    }
}
