using Ploutos.Experts.Calibration;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Features;
using Ploutos.MarketData;
using Ploutos.Neural.Parameters;

namespace Ploutos.Benchmarks.Peer;

/// <summary>Models of the default size with their first random weights: what a prediction costs
/// does not depend on what the weights are. They are marked as made from simulated bars and have no
/// skill whatever.</summary>
internal static class SampleModels
{
    public static VoteThresholds Thresholds { get; } = new(0.02, 0.05);

    public static TrainedExpert[] Make() => [.. ExpertDefinition.All.Select(Make)];

    public static IEnumerable<object> WriteWorkspace(Arguments arguments)
    {
        var registry = new ModelRegistry(Path.Combine(arguments.Path, "models"));
        TrainedExpert[] saved = [.. Make().Select(model => registry.Save(model))];
        registry.SaveThresholds(Thresholds, saved, validationRows: 0);
        yield return new { models = saved.Length };
    }

    private static TrainedExpert Make(ExpertDefinition expert)
    {
        var parameters = new NetworkParameters(expert.Shape(expert.Defaults, ExpertDefinition.DefaultWindow));
        parameters.Initialise(0);
        double[] mean = new double[expert.Features.Count],
            scale = [.. Enumerable.Repeat(1.0, expert.Features.Count)];
        DateOnly first = Market.Bars[0].Dates[0],
            last = Market.Bars[0].Dates[^1];
        var nothing = new ModelMetric(0.5, 0, 1, 0.5);
        return new(
            expert,
            parameters,
            new StandardScaler(mean, scale),
            Calibrator.Identity,
            new ModelCard
            {
                Format = ModelCard.CurrentFormat,
                Expert = expert.Name,
                Version = "benchmark",
                CreatedAt = new DateTimeOffset(last, TimeOnly.MinValue, TimeSpan.Zero),
                Features = expert.Features.Names,
                ScalerMean = mean,
                ScalerScale = scale,
                CalibrationMethod = nameof(CalibrationMethod.None),
                CalibrationSlope = 1,
                CalibrationIntercept = 0,
                Label = expert.Label.Name,
                Horizon = expert.Label.Horizon,
                Window = ExpertDefinition.DefaultWindow,
                Hyperparameters = expert.Defaults,
                HyperparametersFrom = "defaults",
                ClassWeights = [1, 1],
                Seed = 0,
                EpochsRun = 1,
                BestEpoch = 1,
                TrainingRows = 0,
                TestRows = 0,
                TrainingRate = 0.5,
                Days = new(first, last, first, last, null, null),
                Data = new(DataOrigin.Simulated, [.. Market.Bars.Select(s => s.Ticker)], new string('0', 64)),
                Metrics = new Dictionary<string, ModelMetric>
                {
                    ["auc"] = nothing,
                    ["log_loss"] = nothing,
                    ["accuracy"] = nothing,
                },
                WeightsHash = "",
            }
        );
    }
}
