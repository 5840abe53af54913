using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Web.Endpoints;
using Ploutos.Web.Http;
using Ploutos.Web.Json;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Pages;

/// <summary>Studies: what was tried, what came of it, and a form that tries more.</summary>
internal sealed class OptimisationModel(IWorkspaceViews views) : PageModel
{
    /// <summary>All studies.</summary>
    public IReadOnlyList<StudyOverview> Studies { get; private set; } = [];

    /// <summary>Names of those that are drawn beside it.</summary>
    public IReadOnlyList<string> Beside { get; private set; } = [];

    /// <summary>The one that is shown; null where there is none.</summary>
    public StudyView? Shown { get; private set; }

    /// <summary>Some of the stored bars are simulated, and so perhaps the studies.</summary>
    public bool Simulated { get; private set; }

    /// <summary>Why nothing can be shown.</summary>
    public ViewException? Problem { get; private set; }

    /// <summary>The page; without a name the study that moved last is shown.</summary>
    /// <param name="study">A study.</param>
    /// <param name="with">Others that are drawn beside it, with commas between them.</param>
    public void OnGet(string? study, string? with)
    {
        Beside = (with ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            Studies = views.Studies();
            string? name = study ?? Studies.MaxBy(s => s.Updated)?.Name;
            Shown = name is null ? null : views.Study(name);
            Simulated =
                Shown is not null
                && views.Readiness().Any(c => c is { Name: "store", Ok: true })
                && views.Data().Any(s => s.Simulated);
        }
        catch (ViewException e)
        {
            Problem = e;
            Response.StatusCode = Problems.StatusOf(e.Fault);
        }
    }

    /// <summary>The study's figures alone, for a page that is open while it runs.</summary>
    public IActionResult OnGetFigures(string? study)
    {
        try
        {
            return Partial(
                "_Study",
                views.Study(Asked.Name(study, "study", "GET /api/v7/studies lists those there are."))
            );
        }
        catch (ViewException e)
        {
            return Partial("_Problem", FaultText.Of(e));
        }
    }
}
