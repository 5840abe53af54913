using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Models;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Web.Endpoints;
using Ploutos.Web.Http;
using Ploutos.Web.Jobs;
using Ploutos.Web.Models;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Web.Pages;

/// <summary>The experts' models: what they reach, against what, and which version predicts.</summary>
internal sealed class ModelsModel(IWorkspaceViews views, IModelWorkflows models, Comparisons comparisons, JobBoard jobs)
    : PageModel
{
    /// <summary>The three experts.</summary>
    public IReadOnlyList<ModelView> Models { get; private set; } = [];

    /// <summary>Versions at hand, by expert.</summary>
    public ILookup<string, ModelVersion> Versions { get; private set; } =
        Array.Empty<ModelVersion>().ToLookup(v => v.Expert);

    /// <summary>How the experts stand against their baselines, by the tests of their own models.</summary>
    public IReadOnlyList<ExpertEvidence> Evidence { get; private set; } = [];

    /// <summary>The newest evaluation of the models that predict, else the newest of others; null
    /// where there is none.</summary>
    public EvaluationResult? Evaluation { get; private set; }

    /// <summary>In what it differs from the models that predict; empty where it is theirs.</summary>
    public IReadOnlyList<EvaluationDifference> EvaluationDiffers { get; private set; } = [];

    /// <summary>The question of the evaluation that is shown.</summary>
    public QuestionEvaluation? Question { get; private set; }

    /// <summary>The expert whose version was just changed.</summary>
    public string? Switched { get; private set; }

    /// <summary>The newest proof of the pipeline; null where there is none.</summary>
    public ProofReport? Proof { get; private set; }

    /// <summary>What went wrong.</summary>
    public FaultText? Fault { get; private set; }

    /// <summary>The page.</summary>
    public void OnGet(string? question, string? switched)
    {
        Switched = switched;
        Models = views.Models();
        Proof = LastProof.Of(jobs);
        if (Models.All(m => m.State == ModelReadiness.Missing))
            return;
        try
        {
            Versions = models.Models().ToLookup(v => v.Expert);
            Evidence = views.Evidence();
            IReadOnlyList<EvaluationOverview> made = views.Evaluations();
            EvaluationOverview? shown =
                made.FirstOrDefault(e => e.Differs.Count == 0) ?? (made.Count > 0 ? made[0] : null);
            Evaluation = shown is null ? null : views.Evaluation(shown.Id);
            EvaluationDiffers = shown?.Differs ?? [];
        }
        catch (Exception e) when (e is PloutosException or ViewException)
        {
            Fault = FaultText.Of(e);
        }

        Question = Evaluation?.Questions.FirstOrDefault(q => q.Question == question) ?? Evaluation?.Questions[0];
    }

    /// <summary>A part of the page: a candidate beside the version that predicts.</summary>
    public IActionResult OnGetDiff(string? expert, string? version)
    {
        try
        {
            return Partial("_Comparison", comparisons.Of(Asked.Expert(expert), Asked.Version(version)));
        }
        catch (PloutosException e) when (e.Fault == Workspace.Fault.NoData)
        {
            return Partial("_NoComparison");
        }
        catch (Exception e) when (e is PloutosException or ViewException)
        {
            return Partial("_Problem", FaultText.Of(e));
        }
    }

    /// <summary>Lets another version predict.</summary>
    public IActionResult OnPostUse(string? expert, string? version) =>
        Change(expert, name => models.UseModel(name, Asked.Version(version)));

    /// <summary>Lets a candidate predict.</summary>
    public IActionResult OnPostPromote(string? expert, string? version) =>
        Change(expert, name => models.PromoteModels(name, Asked.Version(version)));

    /// <summary>Goes back to the version before.</summary>
    public IActionResult OnPostRollback(string? expert) => Change(expert, models.RollbackModel);

    private IActionResult Change<T>(string? expert, Func<string, T> change)
    {
        try
        {
            change(Asked.Expert(expert));
            views.Refresh();
            return RedirectToPage(new { switched = expert });
        }
        catch (Exception e) when (e is PloutosException or ViewException)
        {
            OnGet(null, null);
            Fault = FaultText.Of(e);
            Response.StatusCode = e is ViewException wrong
                ? Problems.StatusOf(wrong.Fault)
                : Microsoft.AspNetCore.Http.StatusCodes.Status409Conflict;
            return Page();
        }
    }
}
