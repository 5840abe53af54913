using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Signals.Predict;
using Ploutos.Web.Http;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Pages;

/// <summary>Analyse V7: one ticker, from signal to reasons. The signal comes with the page;
/// reasons and yesterday are asked for afterwards.</summary>
internal sealed class IndexModel(IWorkspaceViews views) : PageModel
{
    /// <summary>The ticker that is shown; null where there is none.</summary>
    public string? Ticker { get; private set; }

    /// <summary>All stored tickers.</summary>
    public IReadOnlyList<StoredSeries> Stored { get; private set; } = [];

    /// <summary>The bars of the ticker; null where it is unknown.</summary>
    public StoredSeries? Series { get; private set; }

    /// <summary>The prediction; null where there is none.</summary>
    public Prediction? Prediction { get; private set; }

    /// <summary>Why there is no prediction.</summary>
    public ViewException? Problem { get; private set; }

    /// <summary>The page.</summary>
    public void OnGet(string? ticker)
    {
        try
        {
            Stored = views.Data();
            Ticker = string.IsNullOrWhiteSpace(ticker) ? First() : TickerRule.Parse(ticker.Trim());
            Series = Stored.FirstOrDefault(s => s.Ticker == Ticker);
            Prediction = Ticker is null ? null : views.Analysis(Ticker);
        }
        catch (ViewException e)
        {
            Problem = e;
            if (e.Fault is not (ViewFault.NoStore or ViewFault.NoModels))
                Response.StatusCode = Problems.StatusOf(e.Fault);
        }
    }

    /// <summary>A part of the page: which features and days moved each expert.</summary>
    public IActionResult OnGetWhy(string ticker) => Part("_Why", () => views.Explain(ticker));

    /// <summary>A part of the page: what changed since the bar before.</summary>
    public IActionResult OnGetChanges(string ticker) => Part("_Changes", () => views.Change(ticker));

    /// <summary>The ticker that was last predicted, else the first.</summary>
    private string? First()
    {
        string? last = views.Signals(null, 1) is [.., var newest] ? newest.Ticker : null;
        return Stored.Any(s => s.Ticker == last) ? last
            : Stored.Count > 0 ? Stored[0].Ticker
            : null;
    }

    private PartialViewResult Part<T>(string name, Func<T> make)
    {
        try
        {
            return Partial(name, make());
        }
        catch (Exception e) when (e is ViewException or PloutosException)
        {
            return Partial("_Problem", e.Message);
        }
    }
}
