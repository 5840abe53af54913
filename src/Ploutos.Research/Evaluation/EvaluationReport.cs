using Ploutos.Research.Reports;

namespace Ploutos.Research.Evaluation;

/// <summary>What the evidence's page shows of an evaluation.</summary>
public static class EvaluationReport
{
    /// <summary>An evaluation as the page's data.</summary>
    public static EvidenceData Of(EvaluationResult result) =>
        new($"Evaluation {result.Id}") { Evaluation = EvidenceReport.Part(result) };
}
