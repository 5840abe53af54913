using System.CommandLine;
using System.CommandLine.Completions;
using Ploutos.Cli.Options;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Hosting;

/// <summary>What the shell offers on Tab where the answer lies in the workspace.</summary>
internal sealed class Completions(Shell shell, GlobalOptions globals)
{
    /// <summary>The store's tickers; in a list separated by commas, for its last name.</summary>
    public IEnumerable<CompletionItem> Tickers(CompletionContext context)
    {
        string word = context.WordToComplete;
        string before = word[..(word.LastIndexOf(',') + 1)];
        return Stored(context).Select(ticker => new CompletionItem(before + ticker));
    }

    /// <summary>What can be fetched: universes, their tickers, and the store's.</summary>
    public IEnumerable<CompletionItem> Fetchable(CompletionContext context)
    {
        string word = context.WordToComplete;
        string before = word[..(word.LastIndexOf(',') + 1)];
        IEnumerable<string> tickers = Universes
            .Tickers.Concat(Stored(context))
            .Distinct()
            .Order(StringComparer.Ordinal);
        return Universes.Names.Concat(tickers).Select(name => new CompletionItem(before + name));
    }

    private IEnumerable<string> Stored(CompletionContext context)
    {
        try
        {
            WorkspaceFolder workspace = WorkspaceFolder.Locate(context.ParseResult.GetValue(globals.Workspace));
            return [.. shell.Workflows(workspace).List().Select(series => series.Ticker)];
        }
        catch (Exception e)
            when (e is PloutosException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // A Tab is not the moment for an error: no store, nothing to offer.
            return [];
        }
    }
}
