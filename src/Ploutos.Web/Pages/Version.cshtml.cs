using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Research.Models;
using Ploutos.Web.Endpoints;
using Ploutos.Web.Models;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Pages;

/// <summary>One version of an expert's model, alone or beside another one.</summary>
internal sealed class VersionModel(IWorkspaceViews views, IModelWorkflows models, Comparisons comparisons) : PageModel
{
    /// <summary>The expert.</summary>
    public string Expert { get; private set; } = "";

    /// <summary>The version that is shown.</summary>
    public ModelVersion? Shown { get; private set; }

    /// <summary>The version beside it.</summary>
    public ModelVersion? Beside { get; private set; }

    /// <summary>All versions of the expert, the newest first.</summary>
    public IReadOnlyList<ModelVersion> Versions { get; private set; } = [];

    /// <summary>Stored tickers that the version's features can be computed of.</summary>
    public IReadOnlyList<StoredSeries> Stored { get; private set; } = [];

    /// <summary>The ticker whose newest forecast is explained.</summary>
    public string? Ticker { get; private set; }

    /// <summary>What went wrong.</summary>
    public FaultText? Fault { get; private set; }

    /// <summary>The versions that are shown.</summary>
    public IReadOnlyList<ModelVersion> Both => [.. new[] { Shown, Beside }.OfType<ModelVersion>()];

    /// <summary>The page.</summary>
    /// <param name="expert">Whose; the first there is by default.</param>
    /// <param name="version">The version; the one that predicts by default.</param>
    /// <param name="beside">A version beside it.</param>
    /// <param name="ticker">Whose newest forecast is explained.</param>
    public void OnGet(string? expert, string? version, string? beside, string? ticker)
    {
        try
        {
            Expert = expert ?? (models.Models() is [var first, ..] ? first.Expert : "momentum");
            Versions = models.Models(Expert);
            Shown = string.IsNullOrEmpty(version) ? Versions.FirstOrDefault(v => v.IsCurrent) : Known(version);
            Beside = string.IsNullOrEmpty(beside) || beside == Shown?.Version ? null : Known(beside);
            Stored = views.Data();
            Ticker =
                Stored.FirstOrDefault(s => s.Ticker == ticker)?.Ticker
                ?? (Shown?.Tickers is [var own, ..] ? own : null);
        }
        catch (Exception e) when (e is PloutosException or ViewException)
        {
            (Shown, Fault) = (null, FaultText.Of(e));
        }

        if (Shown is null)
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status404NotFound;
    }

    /// <summary>A part of the page: forecasts against what came.</summary>
    public IActionResult OnGetDiagnosis(string? expert, string? version, string? beside) =>
        Part(
            "_Diagnosis",
            () =>
                comparisons.Diagnosis(
                    Asked.Expert(expert),
                    string.IsNullOrEmpty(beside) ? [Asked.Version(version)] : [beside, Asked.Version(version)]
                )
        );

    /// <summary>A part of the page: what a version looks at.</summary>
    public IActionResult OnGetImportance(string? expert, string? version) =>
        Part("_Importance", () => comparisons.Importance(Asked.Expert(expert), Asked.Version(version)));

    /// <summary>A part of the page: what moved a version at a ticker's newest bar.</summary>
    public IActionResult OnGetWhy(string? expert, string? version, string? ticker)
    {
        ViewData["WhySuffix"] = "-" + version; // two versions stand on one page
        return Part("_Why", () => comparisons.Why(Asked.Expert(expert), Asked.Version(version), Asked.Ticker(ticker)));
    }

    private ModelVersion Known(string version) =>
        Versions.FirstOrDefault(v => v.Version == version)
        ?? throw new PloutosException(
            Workspace.Fault.NoData,
            $"There is no version '{version}' of the {Expert} model. "
                + (Versions.Count == 0 ? "" : $"At hand are: {string.Join(", ", Versions.Select(v => v.Version))}.")
        )
        {
            Remedies = [new ListModels()],
        };

    private PartialViewResult Part(string name, Func<object> make)
    {
        try
        {
            return Partial(name, make());
        }
        catch (Exception e) when (e is PloutosException or ViewException)
        {
            return Partial("_Problem", FaultText.Of(e));
        }
    }
}
