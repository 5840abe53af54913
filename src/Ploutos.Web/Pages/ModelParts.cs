using Ploutos.Research.Evaluation;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Pages;

/// <summary>One expert's model on the Models page.</summary>
/// <param name="Model">What its card says.</param>
/// <param name="Versions">The versions at hand, the newest first.</param>
/// <param name="Evidence">How it stands against its baselines; null where nobody has looked.</param>
internal sealed record ModelCardView(ModelView Model, IReadOnlyList<ModelVersion> Versions, ExpertEvidence? Evidence)
{
    /// <summary>The newest candidate; null where there is none.</summary>
    public ModelVersion? Candidate { get; } = Versions.FirstOrDefault(v => v is { IsCandidate: true, Problem: null });

    /// <summary>The best baseline of a figure on the rows of the model's test, and what it reaches; the
    /// base rate where no other was tested.</summary>
    public (string Name, double? Value) Best(string metric, ModelFigure figure)
    {
        IReadOnlyList<BaselineComparison> all = Evidence?.Baselines ?? [];
        return metric switch
        {
            "auc" when all.FirstOrDefault(b => b.BestByAuc) is { } best => (best.Name, best.Auc.Value),
            "log_loss" when all.FirstOrDefault(b => b.BestByLogLoss) is { } best => (best.Name, best.LogLoss.Value),
            _ => ("base_rate", figure.Baseline),
        };
    }
}

/// <summary>An evaluation and the question of it that is shown.</summary>
/// <param name="Evaluation">The evaluation.</param>
/// <param name="Question">The question.</param>
/// <param name="Differs">In what it differs from the models that predict.</param>
internal sealed record EvaluationPart(
    EvaluationResult Evaluation,
    QuestionEvaluation Question,
    IReadOnlyList<EvaluationDifference> Differs
)
{
    /// <summary>The forecasters whose calibration and confusion are drawn.</summary>
    public IReadOnlyList<ForecasterEvaluation> Drawn { get; } =
    [
        .. new[] { Question.Subject, "v7", Question.BestBaseline }
            .Distinct()
            .Select(Question.Forecaster)
            .OfType<ForecasterEvaluation>(),
    ];
}

/// <summary>Calls against what came, as a table.</summary>
/// <param name="Title">Whose calls.</param>
/// <param name="Counts">The counts.</param>
/// <param name="One">The word of class 1.</param>
/// <param name="Zero">The word of class 0.</param>
internal sealed record ConfusionPart(string Title, ConfusionCounts Counts, string One, string Zero);
