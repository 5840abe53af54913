using System.CommandLine;
using System.CommandLine.Completions;
using Ploutos.Cli.Options;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Hosting;

/// <summary>What the shell offers on Tab where the answer lies in the workspace.</summary>
internal sealed class Completions(Shell shell, GlobalOptions globals)
{
    /// <summary>The store's tickers and the workspace's universes; in a list separated by commas, for its last
    /// name.</summary>
    public IEnumerable<CompletionItem> Tickers(CompletionContext context) =>
        Last(context, Stored(context).Concat(Own(context)));

    /// <summary>Universes, built in and the workspace's.</summary>
    public IEnumerable<CompletionItem> Universes(CompletionContext context) =>
        Last(context, Workspace.Bars.Universes.Names.Union(Own(context)));

    /// <summary>What can be fetched: universes, their tickers, and the store's.</summary>
    public IEnumerable<CompletionItem> Fetchable(CompletionContext context)
    {
        IEnumerable<string> tickers = Workspace
            .Bars.Universes.Tickers.Concat(Stored(context))
            .Distinct()
            .Order(StringComparer.Ordinal);
        return Last(context, Workspace.Bars.Universes.Names.Union(Own(context)).Concat(tickers));
    }

    /// <summary>Adds to a command, and to every one below it, what can be named: experts, versions, studies. Lets Tab
    /// go on after a flag.</summary>
    /// <param name="command">The command.</param>
    public void Attach(Command command)
    {
        // A flag takes no value: what follows it is the next word.
        foreach (Option<bool> flag in command.Options.OfType<Option<bool>>())
            flag.Arity = ArgumentArity.Zero;
        foreach (Option option in command.Options)
            if (NamesOf(command, option.Name) is { } names)
                option.CompletionSources.Add(context => Last(context, names(context)));
        foreach (Argument argument in command.Arguments)
            if (NamesOf(command, argument.Name) is { } names)
                argument.CompletionSources.Add(context => Last(context, names(context)));
        foreach (Command below in command.Subcommands)
            Attach(below);
    }

    private Func<CompletionContext, IEnumerable<string>>? NamesOf(Command command, string what) =>
        (what, Parent(command)) switch
        {
            ("--expert", _) => Experts,
            ("NAME", "experts") => Experts,
            ("VERSION", "models") or ("--version", "models") or ("--against", "models") => Versions,
            ("--study", _) when command.Name == "optimize" => Studies,
            _ => null,
        };

    private static string Parent(Command command) => command.Parents.OfType<Command>().FirstOrDefault()?.Name ?? "";

    /// <summary>Names for the last one of a list that commas separate.</summary>
    private static IEnumerable<CompletionItem> Last(CompletionContext context, IEnumerable<string> names)
    {
        string word = context.WordToComplete;
        string before = word[..(word.LastIndexOf(',') + 1)];
        return names.Select(name => new CompletionItem(before + name));
    }

    private IEnumerable<string> Experts(CompletionContext context) =>
        Ask(context, workspace => shell.Workflows(workspace).Experts().Select(expert => expert.Name));

    private IEnumerable<string> Versions(CompletionContext context) =>
        Ask(context, workspace => shell.Workflows(workspace).Models().Select(model => model.Version).Distinct());

    private IEnumerable<string> Studies(CompletionContext context) =>
        Ask(
            context,
            workspace =>
            {
                using IWorkspaceViews views = shell.Views(workspace);
                return [.. views.Studies().Select(study => study.Name)];
            }
        );

    private IEnumerable<string> Stored(CompletionContext context) =>
        Ask(context, workspace => shell.Workflows(workspace).List().Select(series => series.Ticker));

    private IEnumerable<string> Own(CompletionContext context) =>
        Ask(
            context,
            workspace => shell.Workflows(workspace).Universes().Where(known => known.Dated).Select(known => known.Name)
        );

    private IEnumerable<string> Ask(CompletionContext context, Func<WorkspaceFolder, IEnumerable<string>> names)
    {
        try
        {
            return [.. names(WorkspaceFolder.Locate(context.ParseResult.GetValue(globals.Workspace)))];
        }
        catch (Exception e)
            when (e is PloutosException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // A Tab is not the moment for an error: no store, nothing to offer.
            return [];
        }
    }
}
