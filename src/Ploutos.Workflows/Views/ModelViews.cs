using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Research.Models;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.ExpertFiles;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Views;

/// <summary>The models as their cards describe them.</summary>
internal static class ModelViews
{
    public static IReadOnlyList<ModelView> Read(WorkspaceFolder workspace)
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        return [.. new EnsembleCatalog(workspace).Experts().Select(expert => Describe(workspace, registry, expert))];
    }

    private static ModelView Describe(WorkspaceFolder workspace, ModelRegistry registry, ExpertDefinition expert)
    {
        var view = new ModelView
        {
            Expert = expert.Name,
            Folder = Path.GetRelativePath(workspace.Root, registry.FolderOf(expert)).Replace('\\', '/'),
            State = ModelReadiness.Ready,
            Classes = [expert.ClassNames.Low, expert.ClassNames.High],
        };
        try
        {
            return view with { Facts = Facts(registry.Load(expert)) };
        }
        catch (FileNotFoundException)
        {
            return view with
            {
                State = ModelReadiness.Missing,
                Detail = $"There is no {expert.Name} model yet. Train it.",
                Remedies = [new TrainAgain(expert.Name)],
            };
        }
        catch (Exception e)
            when (e is InvalidDataException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return view with
            {
                State = ModelReadiness.Broken,
                Detail = e.Message,
                Remedies = [new RollBackModels(expert.Name), new TrainAgain(expert.Name)],
            };
        }
    }

    private static ModelFacts Facts(TrainedExpert model)
    {
        ModelCard card = model.Card;
        ModelDays d = card.Days;
        Hyperparameters h = card.Hyperparameters;
        var hyperparameters = new Dictionary<string, double>
        {
            ["learning_rate"] = h.LearningRate,
            ["batch_size"] = h.BatchSize,
            ["dropout"] = h.Dropout,
            ["weight_decay"] = h.WeightDecay,
            ["epochs"] = h.Epochs,
        };
        for (int i = 0; i < h.Hidden.Length; i++)
            hyperparameters[$"hidden{i + 1}"] = h.Hidden[i];
        if (card.EpochRows is { } rows)
            hyperparameters["epoch_rows"] = rows;
        if (card.BatchTimes is { } times)
            hyperparameters["batch_times"] = times;
        return new()
        {
            Version = card.Version,
            CreatedAt = card.CreatedAt,
            Simulated = card.Simulated,
            Tickers = card.Data.Tickers,
            Days = new(d.TrainFrom, d.TrainTo, d.ValidationFrom, d.ValidationTo, d.TestFrom, d.TestTo),
            TrainingRows = card.TrainingRows,
            TestRows = card.TestRows,
            TrainingRate = card.TrainingRate,
            Label = card.Label,
            Horizon = card.Horizon,
            Window = card.Window,
            Features = card.Features,
            Calibration = card.CalibrationMethod,
            Hyperparameters = hyperparameters,
            HyperparametersFrom = card.HyperparametersFrom,
            Seed = card.Seed,
            Epochs = card.EpochsRun,
            BestEpoch = card.BestEpoch,
            Metrics = card.Counted()
                .ToDictionary(
                    m => m.Key,
                    m => new ModelFigure(m.Value.Value, m.Value.Low, m.Value.High, m.Value.Baseline)
                ),
            Evidence = EvidenceView.Line(EvidenceView.Of(model, card.Simulated), card),
            Serving = ServingSummary.Of(card),
            ChosenTo = card.Choices?.LastDay,
            OutOfSampleFrom = card.Choices?.OutOfSampleFrom,
        };
    }
}
