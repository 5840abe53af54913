using System.CommandLine;
using System.CommandLine.Completions;
using Ploutos.Workspace;

namespace Ploutos.Cli.Options;

/// <summary>Tickers, given as arguments or one as <c>--ticker</c>.</summary>
internal sealed class TickersInput
{
    private readonly Argument<string[]> _argument = new("TICKER")
    {
        Description = "The tickers, separated by blanks or commas.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> _option;

    /// <summary>Gives both forms to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="option">Its option for one ticker.</param>
    public TickersInput(Command verb, Option<string?> option)
    {
        _option = option;
        foreach (Func<CompletionContext, IEnumerable<CompletionItem>> source in option.CompletionSources)
            _argument.CompletionSources.Add(source);
        verb.Add(_argument);
        verb.Add(_option);
    }

    /// <summary>Whether any is given.</summary>
    public bool IsGiven(ParseResult arguments) =>
        arguments.GetValue(_argument) is { Length: > 0 } || arguments.GetValue(_option) is not null;

    /// <summary>The tickers as they were given, each once, at least one.</summary>
    public IReadOnlyList<string> Read(ParseResult arguments)
    {
        string[] named =
        [
            .. (arguments.GetValue(_argument) ?? [])
                .SelectMany(text =>
                    text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                )
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        string? option = arguments.GetValue(_option);
        if (named.Length > 0 && option is not null)
            throw new PloutosException(
                Fault.WrongUsage,
                $"The ticker must be given once, as an argument or as {_option.Name}, but both were given:"
                    + $" '{named[0]}' and '{option}'."
            );
        return option is not null ? [option]
            : named.Length > 0 ? named
            : throw new PloutosException(
                Fault.WrongUsage,
                "A ticker is missing: name one or more, such as 'ploutos predict NVDA'."
            );
    }
}
