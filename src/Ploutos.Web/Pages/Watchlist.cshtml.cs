using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Signals.Daily;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Pages;

/// <summary>All tickers in one table.</summary>
internal sealed class WatchlistModel(IWorkspaceViews views) : PageModel
{
    /// <summary>The rows.</summary>
    public IReadOnlyList<WatchlistRow> Rows { get; private set; } = [];

    /// <summary>Why there are none.</summary>
    public ViewException? Problem { get; private set; }

    /// <summary>Why no row has a signal, where none has.</summary>
    public BatchFault? SharedFault => Rows.Count > 0 && Rows.All(r => r.Fault is not null) ? Rows[0].Fault : null;

    /// <summary>The tickers that are shown at once.</summary>
    public WatchlistPage Shown { get; private set; } = WatchlistPage.Of([], WatchlistQuery.Of(null, null, null), 1);

    /// <summary>The page.</summary>
    /// <param name="filter">A part of a ticker's name.</param>
    /// <param name="signal">buy, hold or sell.</param>
    /// <param name="sort">What it is sorted by.</param>
    /// <param name="number">Which page of the table.</param>
    /// <param name="cancellation">The reader went away.</param>
    public void OnGet(string? filter, string? signal, string? sort, int number, CancellationToken cancellation)
    {
        try
        {
            Rows = views.Watchlist(cancellation);
            Shown = WatchlistPage.Of(Rows, WatchlistQuery.Of(filter, signal, sort), number);
        }
        catch (ViewException e)
        {
            Problem = e;
        }
    }

    /// <summary>The table alone, for a page that is open while the data change.</summary>
    /// <inheritdoc cref="OnGet" path="/param"/>
    public PartialViewResult OnGetRows(
        string? filter,
        string? signal,
        string? sort,
        int number,
        CancellationToken cancellation
    ) =>
        Partial(
            "_WatchlistTable",
            WatchlistPage.Of(views.Watchlist(cancellation), WatchlistQuery.Of(filter, signal, sort), number)
        );
}
