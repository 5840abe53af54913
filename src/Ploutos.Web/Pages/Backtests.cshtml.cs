using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Research.Backtests;
using Ploutos.Web.Endpoints;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Pages;

/// <summary>Backtests that were kept, one of them in full, and a form that makes another.</summary>
internal sealed class BacktestsModel(IResearchWorkflows research) : PageModel
{
    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<BacktestSummary> All { get; private set; } = [];

    /// <summary>The names of those that are shown.</summary>
    public IReadOnlyList<string> Ids { get; private set; } = [];

    /// <summary>The one that is shown.</summary>
    public BacktestResult? Shown { get; private set; }

    /// <summary>Those that are shown beside one another.</summary>
    public BacktestComparison? Compared { get; private set; }

    /// <summary>The form that starts another one.</summary>
    public BacktestForm Form { get; private set; } = new(null, [], true);

    /// <summary>The ticker whose trades are shown; null for all.</summary>
    public string? Ticker { get; private set; }

    /// <summary>What went wrong.</summary>
    public FaultText? Fault { get; private set; }

    /// <summary>The page; without an id the newest is shown, with several they are compared.</summary>
    /// <param name="id">Names with commas between them.</param>
    /// <param name="ticker">Whose trades are shown; all where none is named.</param>
    /// <param name="again">Whether the form is filled as the one that is shown was made.</param>
    public IActionResult OnGet(string? id, string? ticker, bool again)
    {
        // A form without scripts names each on its own.
        if (Request.Query["id"] is { Count: > 1 } ticked)
            return Redirect("/backtests?id=" + string.Join(',', ticked.Select(t => Uri.EscapeDataString(t ?? ""))));
        try
        {
            Ticker = TradeQuery.Of(ticker, null, null, null).Ticker;
            All = research.Backtests();
            Ids = BacktestIds.Of(id) is { Count: > 0 } named ? named : [.. All.Take(1).Select(b => b.Id)];
            if (Ids.Count > 1)
                Compared = BacktestComparison.Of([.. BacktestIds.Compared(id).Select(research.Backtest)]);
            else if (Ids.Count == 1)
                Shown = research.Backtest(Ids[0]);
        }
        catch (PloutosException e)
        {
            Fault = FaultText.Of(e);
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status404NotFound;
        }
        catch (ViewException e)
        {
            Fault = FaultText.Of(e);
            Response.StatusCode = Http.Problems.StatusOf(e.Fault);
        }

        bool nothing = Shown is null && Compared is null;
        Form = new(again ? Shown : null, research.Ensembles(), nothing || again);
        return Page();
    }

    /// <summary>A part of the page: trades, filtered, sorted and in pages.</summary>
    public IActionResult OnGetTrades(string? id, string? ticker, string? side, string? result, string? sort, int number)
    {
        try
        {
            return Partial(
                "_Trades",
                TradePage.Of(
                    research.Backtest(Asked.Name(id, "id", "GET /api/v7/backtests lists those there are.")),
                    TradeQuery.Of(ticker, side, result, sort),
                    number
                )
            );
        }
        catch (Exception e) when (e is PloutosException or ViewException)
        {
            return Partial("_Problem", FaultText.Of(e));
        }
    }
}
