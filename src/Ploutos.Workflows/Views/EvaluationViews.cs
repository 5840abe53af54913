using Ploutos.Research.Evaluation;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>Finished evaluations.</summary>
internal static class EvaluationViews
{
    /// <summary>Each at a glance, the newest first.</summary>
    public static IReadOnlyList<EvaluationOverview> List(WorkspaceFolder workspace) =>
        [
            .. EvaluationFile
                .All(workspace)
                .Select(e => new EvaluationOverview(
                    e.Id,
                    e.CreatedAt,
                    e.Simulated,
                    e.Settings.Scheme,
                    e.Settings.FirstTest,
                    e.Settings.LastTest,
                    e.Folds.Count,
                    e.Tickers.Count,
                    [.. e.Questions.Select(q => q.Question)]
                )),
        ];

    /// <summary>One of them.</summary>
    /// <exception cref="ViewException">There is none of this name.</exception>
    public static EvaluationResult Read(WorkspaceFolder workspace, string id) =>
        EvaluationFile.All(workspace).FirstOrDefault(e => e.Id == id)
        ?? throw new ViewException(
            ViewFault.NotMadeYet,
            "There is no such evaluation. GET /api/v7/evaluations lists those there are; 'ploutos evaluate' makes one."
        );
}
