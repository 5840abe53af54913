using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Workspace;

namespace Ploutos.Research.Training;

/// <summary>Whether a training would make the very model that is there: same bars, days, settings
/// and seed give the same bits.</summary>
internal static class ModelFreshness
{
    /// <summary>The card of the model that need not be made again, or null; one without evidence, or
    /// with evidence against other baselines than the expert's, is made again.</summary>
    public static ModelCard? Find(
        WorkspaceFolder workspace,
        ExpertDefinition expert,
        HyperparameterChoice choice,
        ModelDays days,
        ModelChoices choices,
        ModelData data,
        TrainingSettings settings
    )
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        if (!registry.Has(expert))
            return null;
        try
        {
            TrainedExpert model = registry.Load(expert);
            if (model.Evidence is null && days.TestFrom is not null)
                return null;
            if (
                model.Evidence is { } evidence
                && !evidence.Baselines.Select(b => b.Name).ToHashSet().SetEquals(expert.Baselines)
            )
                return null;
            ModelCard card = model.Card;
            return
                card.Data.Hash == data.Hash
                && card.Days == days
                && card.Choices == choices
                && (expert.Foreign is null ? settings.Made(card, choice) : ForeignTraining.Made(card, expert.Foreign))
                ? card
                : null;
        }
        catch (InvalidDataException)
        {
            // A broken model is what a training replaces.
            return null;
        }
    }

    /// <summary>The summary of a training that was not needed; its seconds are 0.</summary>
    public static TrainedSummary Summary(WorkspaceFolder workspace, ExpertDefinition expert, ModelCard card)
    {
        return new()
        {
            Expert = expert.Name,
            Seconds = 0,
            Test = Test(card),
            Simulated = card.Simulated,
            Model = Path.Combine(workspace.ModelsFolder, expert.ModelFolder),
            Version = card.Version,
            Epochs = card.EpochsRun,
            BestEpoch = card.BestEpoch,
            Window = card.Window,
            WeightDecay = card.Hyperparameters.WeightDecay,
            Serving = ServingSummary.Of(card),
            HyperparametersFrom = card.HyperparametersFrom,
            Evidence = EvidenceView.Of(new ModelRegistry(workspace.ModelsFolder).Load(expert), card.Simulated),
        };
    }

    private static TestMetrics? Test(ModelCard card)
    {
        if (card.Days is not { TestFrom: { } from, TestTo: { } to } || card.Metrics.Count == 0)
            return null;
        ModelMetric accuracy = card.Metrics["accuracy"],
            auc = card.Metrics["auc"],
            loss = card.Metrics["log_loss"];
        return new()
        {
            Rows = card.TestRows,
            From = from,
            To = to,
            BaseRate = accuracy.Baseline!.Value,
            Accuracy = accuracy.Value,
            Auc = auc.Value,
            LogLoss = loss.Value,
            BaseLogLoss = loss.Baseline!.Value,
            Intervals = new Dictionary<string, double[]>
            {
                ["accuracy"] = [accuracy.Low, accuracy.High],
                ["auc"] = [auc.Low, auc.High],
                ["log_loss"] = [loss.Low, loss.High],
            },
        };
    }
}
