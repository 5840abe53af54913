using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Research.Proof;
using Ploutos.Web.Http;
using Ploutos.Workflows;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Pages;

/// <summary>What is stored, what is wrong with it, and a form that fetches more.</summary>
internal sealed class DataModel(IWorkspaceViews views, IBarWorkflows bars) : PageModel
{
    /// <summary>Findings shown at once.</summary>
    public const int MostFindings = 200;

    /// <summary>The stored tickers.</summary>
    public IReadOnlyList<StoredSeries> Stored { get; private set; } = [];

    /// <summary>Findings of the quality check.</summary>
    public FindingList? Findings { get; private set; }

    /// <summary>The ticker whose findings are shown; null for all.</summary>
    public string? Ticker { get; private set; }

    /// <summary>The states of the ticker's past, and how two of them differ; null for all tickers.</summary>
    public DataDiff? History { get; private set; }

    /// <summary>Why the ticker's past can't be shown.</summary>
    public FaultText? HistoryFault { get; private set; }

    /// <summary>Why nothing can be shown; null also where simply nothing is stored.</summary>
    public ViewException? Problem { get; private set; }

    /// <summary>The page.</summary>
    /// <param name="ticker">Whose findings and vintages; null for the findings of all.</param>
    /// <param name="before">The earlier vintage; null for the one before the later.</param>
    /// <param name="after">The later vintage; null for the newest.</param>
    public void OnGet(string? ticker, int? before, int? after)
    {
        try
        {
            Stored = views.Data();
            Ticker = string.IsNullOrEmpty(ticker) ? null : TickerRule.Parse(ticker);
            Findings = Stored.Count > 0 ? views.Findings(Ticker, MostFindings) : null;
        }
        catch (ViewException e) when (e.Fault == ViewFault.NoStore)
        {
            Stored = [];
        }
        catch (ViewException e)
        {
            Problem = e;
            Response.StatusCode = Problems.StatusOf(e.Fault);
        }

        if (Problem is not null || Ticker is null || Findings is null)
            return;
        try
        {
            History = bars.Diff(Ticker, before, after);
        }
        catch (PloutosException e)
        {
            HistoryFault = FaultText.Of(e);
            Response.StatusCode = Problems.StatusOf(e.Fault);
        }
    }
}
