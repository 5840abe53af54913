using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Options;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary>What every verb is made with.</summary>
internal sealed record VerbContext(Shell Shell, GlobalOptions Globals, Completions Completions);

/// <summary>A verb: its options as fields, one call of the workflows, one way to show the result.</summary>
internal abstract class Verb : Command
{
    protected Verb(string name, string description, VerbContext context)
        : base(name, description)
    {
        Context = context;
        SetAction(arguments =>
        {
            Session session = new(context.Shell, context.Globals, arguments);
            return (int)Failure.Guard(context.Shell, Name, session.Workspace.LogFolder, () => Run(arguments, session));
        });
    }

    protected VerbContext Context { get; }

    /// <summary>Does the verb's work.</summary>
    protected abstract ExitCode Run(ParseResult arguments, Session session);

    /// <summary><c>--tickers "NVDA,AAPL"</c>, completed from the store.</summary>
    protected Option<IReadOnlyList<string>?> TickersOption(string description)
    {
        Option<IReadOnlyList<string>?> option = TypedOptions.Names("--tickers", description, "A,B,...");
        option.CompletionSources.Add(Context.Completions.Tickers);
        return option;
    }

    /// <summary><c>--ticker NVDA</c>, completed from the store.</summary>
    protected Option<string?> TickerOption(string description, bool required)
    {
        Option<string?> option = new("--ticker")
        {
            Description = description,
            HelpName = "TICKER",
            Required = required,
        };
        option.CompletionSources.Add(Context.Completions.Tickers);
        return option;
    }
}
