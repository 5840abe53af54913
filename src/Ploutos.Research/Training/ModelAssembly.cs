using Ploutos.Experts;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;

namespace Ploutos.Research.Training;

/// <summary>Puts together what the registry keeps of a training.</summary>
public static class ModelAssembly
{
    /// <summary>The model with its card. The registry gives it a version when it is
    /// stored.</summary>
    public static TrainedExpert Assemble(
        ExpertDefinition expert,
        FittedExpert fitted,
        Calibrator calibrator,
        ModelDays days,
        ModelChoices choices,
        ExpertTrainingOptions options,
        string hyperparametersFrom,
        ModelData data,
        TestMetrics? metrics,
        DateTimeOffset now
    )
    {
        var card = new ModelCard
        {
            Format = ModelCard.CurrentFormat,
            Expert = expert.Name,
            Version = "",
            CreatedAt = now,
            Definition = expert.Digest,
            Features = expert.Features.Names,
            ScalerMean = fitted.Scaler.Mean,
            ScalerScale = fitted.Scaler.Scale,
            CalibrationMethod = calibrator.Method.ToString().ToLowerInvariant(),
            CalibrationSlope = calibrator.Slope,
            CalibrationIntercept = calibrator.Intercept,
            Label = expert.Label.Name,
            Horizon = expert.Label.Horizon,
            Window = options.Window,
            Hyperparameters = options.Hyperparameters ?? expert.Defaults,
            HyperparametersFrom = hyperparametersFrom,
            ClassWeights = [fitted.Loss.Weight0, fitted.Loss.Weight1],
            Seed = options.Seed,
            EpochsRun = fitted.Training.History.Count,
            EpochRows = options.EpochRows,
            BatchTimes = options.AutoBatch ? fitted.BatchTimes : null,
            BestEpoch = fitted.Training.BestEpoch + 1,
            TrainingRows = fitted.TrainingRows,
            TestRows = metrics?.Rows ?? 0,
            TrainingRate = fitted.TrainingRate,
            Days = days,
            Choices = choices,
            Data = data,
            Metrics = Metrics(metrics),
            WeightsHash = "",
        };
        return new(expert, fitted.Training.Parameters, fitted.Scaler, calibrator, card);
    }

    /// <summary>What a test measured, as the card keeps it.</summary>
    /// <param name="metrics">The measures; null where no day counts.</param>
    public static IReadOnlyDictionary<string, ModelMetric> Metrics(TestMetrics? metrics) =>
        metrics is null
            ? new Dictionary<string, ModelMetric>()
            : new Dictionary<string, ModelMetric>
            {
                ["accuracy"] = Metric(metrics, "accuracy", metrics.Accuracy, metrics.BaseRate),
                ["auc"] = Metric(metrics, "auc", metrics.Auc, 0.5),
                ["log_loss"] = Metric(metrics, "log_loss", metrics.LogLoss, metrics.BaseLogLoss),
            };

    private static ModelMetric Metric(TestMetrics metrics, string name, double value, double baseline) =>
        new(value, metrics.Intervals[name][0], metrics.Intervals[name][1], baseline);
}
