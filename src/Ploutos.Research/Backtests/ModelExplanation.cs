using Ploutos.Experts.Definitions;
using Ploutos.Experts.Explaining;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Research.Reports;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Backtests;

/// <summary>What the workspace's networks look at on the days of a backtest. An expert that a simpler
/// forecaster serves is left out, with a note: its network has no part in the signals.</summary>
internal static class ModelExplanation
{
    public static (IReadOnlyList<ExplainedExpert> Explained, IReadOnlyList<string> Notes) Of(
        WorkspaceFolder workspace,
        EnsembleDefinition ensemble,
        IReadOnlyList<BarSeries> bars,
        IReadOnlyList<DateOnly> days,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        TrainedExpert[] all = [.. ensemble.Experts.Select(registry.Load)],
            models = [.. all.Where(m => m.Simple is null)];
        string[] notes =
        [
            .. all.Where(m => m.Simple is not null)
                .Select(m =>
                    $"{m.Definition.Name}: {ServingSummary.NameOf(m.Simple!.Forecaster)} serves, so the network is not"
                    + " explained."
                ),
        ];
        var range = new DayRange(days[0], days[^1]);
        int done = 0,
            total = models.Sum(m => m.Definition.Features.Count);
        var explained = new List<ExplainedExpert>();
        foreach (TrainedExpert model in models)
        {
            AttentionProfile? attention =
                model.Window > 1 ? AttentionProfile.Of(model, bars, range, cancellation: cancellation) : null;
            IReadOnlyList<FeatureImportance> importance = PermutationImportance.Of(
                model,
                bars,
                range,
                onFeature: feature =>
                    progress?.Report(
                        new ItemDone(
                            "explain",
                            $"{model.Definition.Name} {model.Definition.Features.Names[feature - 1]}",
                            ++done,
                            total
                        )
                    ),
                cancellation: cancellation
            );
            explained.Add(new(model.Definition.Name, attention, importance));
        }

        return (explained, notes);
    }
}
