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

    /// <summary>The page.</summary>
    public void OnGet(CancellationToken cancellation)
    {
        try
        {
            Rows = views.Watchlist(cancellation);
        }
        catch (ViewException e)
        {
            Problem = e;
        }
    }

    /// <summary>The rows alone, for a page that is open while the data change.</summary>
    public PartialViewResult OnGetRows(CancellationToken cancellation) =>
        Partial("_WatchlistRows", views.Watchlist(cancellation));
}
