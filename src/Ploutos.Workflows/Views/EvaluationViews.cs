using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Research.Evaluation;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Views;

/// <summary>Finished evaluations.</summary>
internal static class EvaluationViews
{
    /// <summary>Each at a glance, the newest first.</summary>
    public static IReadOnlyList<EvaluationOverview> List(WorkspaceFolder workspace)
    {
        ModelCard[] models = [.. ExpertDefinition.All.Select(e => Card(workspace, e)).OfType<ModelCard>()];
        return
        [
            .. EvaluationFile
                .All(workspace)
                .Select(e => new EvaluationOverview
                {
                    Id = e.Id,
                    CreatedAt = e.CreatedAt,
                    Simulated = e.Simulated,
                    Scheme = e.Settings.Scheme,
                    FirstTest = e.Settings.FirstTest,
                    LastTest = e.Settings.LastTest,
                    Folds = e.Folds.Count,
                    Tickers = e.Tickers.Count,
                    Questions = [.. e.Questions.Select(q => q.Question)],
                    Differs = EvaluationSubject.Differences(e, models),
                }),
        ];
    }

    private static ModelCard? Card(WorkspaceFolder workspace, ExpertDefinition expert)
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        try
        {
            return registry.Has(expert) ? registry.Load(expert).Card : null;
        }
        catch (Exception e)
            when (e is InvalidDataException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null; // a broken model has no evaluation; the view of the models says what is wrong with it
        }
    }

    /// <summary>One of them.</summary>
    /// <exception cref="ViewException">There is none of this name.</exception>
    public static EvaluationResult Read(WorkspaceFolder workspace, string id) =>
        EvaluationFile.All(workspace).FirstOrDefault(e => e.Id == id)
        ?? throw new ViewException(
            ViewFault.NotMadeYet,
            "There is no such evaluation. GET /api/v7/evaluations lists those there are."
        )
        {
            Remedies = [new RunEvaluation()],
        };
}
