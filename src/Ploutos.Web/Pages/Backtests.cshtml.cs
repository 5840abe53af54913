using System.Text.Json;
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

    /// <summary>The one that is shown.</summary>
    public BacktestResult? Shown { get; private set; }

    /// <summary>What went wrong.</summary>
    public FaultText? Fault { get; private set; }

    /// <summary>The page; without an id the newest is shown.</summary>
    public void OnGet(string? id)
    {
        try
        {
            All = research.Backtests();
            string? wanted = id ?? (All.Count > 0 ? All[0].Id : null);
            Shown = wanted is null ? null : research.Backtest(wanted);
        }
        catch (PloutosException e)
        {
            Fault = FaultText.Of(e);
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status404NotFound;
        }
    }

    /// <summary>A part of the page: trades, filtered, sorted and in pages.</summary>
    public IActionResult OnGetTrades(string id, string? ticker, string? side, string? result, string? sort, int number)
    {
        try
        {
            return Partial(
                "_Trades",
                TradePage.Of(research.Backtest(id), TradeQuery.Of(ticker, side, result, sort), number)
            );
        }
        catch (Exception e) when (e is PloutosException or ViewException)
        {
            return Partial("_Problem", FaultText.Of(e));
        }
    }

    /// <summary>The account day by day, for the charts.</summary>
    public static string SeriesJson(BacktestSeries series) =>
        JsonSerializer.Serialize(
            new
            {
                days = series.Days.Select(d =>
                    d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                ),
                equity = series.Equity,
                benchmark = series.Benchmark,
                drawdown = series.Drawdown,
                benchmarkDrawdown = series.BenchmarkDrawdown,
            }
        );
}
