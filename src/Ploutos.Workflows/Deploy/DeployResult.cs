using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workspace.Bars;

namespace Ploutos.Workflows.Deploy;

/// <summary>What a deployment made.</summary>
/// <param name="Data">The import's report; null where the store's bars were used.</param>
/// <param name="Searches">The searches; empty where they were skipped.</param>
/// <param name="Experts">The trained experts.</param>
/// <param name="Prediction">The prediction at the end.</param>
public sealed record DeployResult(
    DataReport? Data,
    IReadOnlyList<OptimizeSummary> Searches,
    IReadOnlyList<TrainedSummary> Experts,
    Prediction Prediction
);
