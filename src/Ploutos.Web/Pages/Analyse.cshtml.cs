using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;
using Ploutos.Web.Endpoints;
using Ploutos.Web.Http;
using Ploutos.Workflows;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Pages;

/// <summary>Analyse V7: one ticker, from signal to reasons. The signal comes with the page;
/// reasons and yesterday are asked for afterwards.</summary>
internal sealed class AnalyseModel(IWorkspaceViews views, IResearchWorkflows research) : PageModel
{
    /// <summary>The ticker that is shown; null where there is none.</summary>
    public string? Ticker { get; private set; }

    /// <summary>All stored tickers.</summary>
    public IReadOnlyList<StoredSeries> Stored { get; private set; } = [];

    /// <summary>The bars of the ticker; null where it is unknown.</summary>
    public StoredSeries? Series { get; private set; }

    /// <summary>The prediction; null where there is none.</summary>
    public Prediction? Prediction { get; private set; }

    /// <summary>The day that the page is about; null for the newest.</summary>
    public DateOnly? AsOf { get; private set; }

    /// <summary>What was given in the place of a day.</summary>
    public string? BadDay { get; private set; }

    /// <summary>The price chart; null where no bars are known.</summary>
    public ChartView? Chart { get; private set; }

    /// <summary>Why there is no prediction.</summary>
    public ViewException? Problem { get; private set; }

    /// <summary>The page.</summary>
    public void OnGet(string? ticker, string? as_of, string? range, string? lines)
    {
        if (DateOnly.TryParseExact(as_of, "yyyy-MM-dd", out DateOnly day))
            AsOf = day;
        else if (!string.IsNullOrEmpty(as_of))
            BadDay = as_of;
        if (BadDay is not null)
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status400BadRequest;
        try
        {
            Stored = views.Data();
            Ticker = string.IsNullOrWhiteSpace(ticker) ? First() : TickerRule.Parse(ticker.Trim());
            Series = Stored.FirstOrDefault(s => s.Ticker == Ticker);
            Chart = Series is null ? null : new(Series, ChartChoice.Of(range, lines), AsOf);
            Prediction = Ticker is null ? null : views.Analysis(Ticker, AsOf);
        }
        catch (ViewException e)
        {
            Problem = e;
            if (e.Fault is not (ViewFault.NoStore or ViewFault.NoModels))
                Response.StatusCode = Problems.StatusOf(e.Fault);
        }
    }

    /// <summary>A part of the page: which features and days moved each expert.</summary>
    public IActionResult OnGetWhy(string? ticker, string? as_of) =>
        Part("_Why", () => views.Explain(Asked.Ticker(ticker), Asked.Day(as_of, "as_of")));

    /// <summary>A part of the page: what changed since the bar before.</summary>
    public IActionResult OnGetChanges(string? ticker, string? as_of) =>
        Part(
            "_Changes",
            () =>
                (Asked.Ticker(ticker), Asked.Day(as_of, "as_of")) is (var name, { } day)
                    ? ChangeAt(name, day)
                    : views.Change(Asked.Ticker(ticker))
        );

    /// <summary>A part of the page: what backtests made of the ticker.</summary>
    public IActionResult OnGetBacktests(string? ticker) =>
        Part("_TickerBacktests", () => TickerBacktests.Of(Asked.Ticker(ticker), research));

    /// <summary>A part of the page: how far the ticker may move.</summary>
    public IActionResult OnGetRisk(string? ticker, string? as_of)
    {
        try
        {
            (string name, DateOnly? day) = (Asked.Ticker(ticker), Asked.Day(as_of, "as_of"));
            RiskReport report = views.Risk(name, day);
            BarColumns bars = views.Bars(name, report.AsOf.AddMonths(-3), report.AsOf);
            return Partial(
                "_Risk",
                new RiskPart(
                    report,
                    new([.. bars.Close.TakeLast(RiskPart.Closes)], report.Horizons[0], report.SessionsPerYear),
                    views.RiskPast(name, day)
                )
            );
        }
        catch (ViewException e) when (e.Fault == ViewFault.NoModels)
        {
            return Partial("_NoRisk");
        }
        catch (ViewException e)
        {
            return Partial("_Problem", FaultText.Of(e));
        }
    }

    /// <summary>The prediction of a day beside that of the bar before.</summary>
    private AnalysisChange ChangeAt(string ticker, DateOnly day)
    {
        Prediction now = views.Analysis(ticker, day);
        BarColumns bars = views.Bars(ticker, now.AsOf.AddMonths(-1), now.AsOf);
        if (bars.Close.Count < 2)
            return new(now, null, null, false);
        double change = bars.Close[^1] / bars.Close[^2] - 1;
        try
        {
            Prediction before = views.Analysis(ticker, bars.Dates[^2]);
            return new(now, before, change, before.Signal != now.Signal);
        }
        catch (ViewException e) when (e.Fault == ViewFault.TooFewBars)
        {
            return new(now, null, change, false);
        }
    }

    /// <summary>The stored ticker before (-1) or after (1) the one that is shown, in the order of their
    /// names; null at an end.</summary>
    public string? Neighbour(int step)
    {
        int at = Stored.ToList().FindIndex(s => s.Ticker == Ticker);
        return at >= 0 && at + step >= 0 && at + step < Stored.Count ? Stored[at + step].Ticker : null;
    }

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
            return Partial("_Problem", FaultText.Of(e));
        }
    }
}
