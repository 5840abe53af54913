using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Neural.Parameters;

namespace Ploutos.Experts.Tests;

/// <summary>Small simulated markets, and models that need no training.</summary>
internal static class Markets
{
    public static IReadOnlyList<BarSeries> Bars(int tickers = 2, int bars = 900, int seed = 7) =>
        new SimulatedMarket(
            new SimulationOptions
            {
                Tickers = tickers,
                Bars = bars,
                Seed = seed,
            }
        ).Series;

    public static DateSplit Split(IReadOnlyList<BarSeries> bars, ExpertDefinition expert, int window)
    {
        DateOnly[] calendar = TradingCalendar.Union(bars);
        return DateSplit.At(calendar, calendar[^150], expert.Label.Horizon, window);
    }

    /// <summary>An expert with its initial weights and a scaler of its own: whole, though it knows
    /// nothing.</summary>
    public static TrainedExpert Untrained(
        ExpertDefinition expert,
        IReadOnlyList<BarSeries> bars,
        int window,
        int seed = 3
    )
    {
        ExpertTable table = ExpertTable.Build([expert], bars)[0];
        DateSplit split = Split(bars, expert, window);
        var parameters = new NetworkParameters(expert.Shape(expert.Defaults, window));
        parameters.Initialise(seed);
        var card = new ModelCard
        {
            Format = ModelCard.CurrentFormat,
            Expert = expert.Name,
            Version = "",
            CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Features = expert.Features.Names,
            ScalerMean = table.FitScaler(split).Mean,
            ScalerScale = table.FitScaler(split).Scale,
            CalibrationMethod = "platt",
            CalibrationSlope = 1.5,
            CalibrationIntercept = -0.1,
            Label = expert.Label.Name,
            Horizon = expert.Label.Horizon,
            Window = window,
            Hyperparameters = expert.Defaults,
            HyperparametersFrom = "defaults",
            ClassWeights = [1, 1],
            Seed = seed,
            EpochsRun = 0,
            BestEpoch = 0,
            TrainingRows = 1,
            TestRows = 1,
            TrainingRate = 0.5,
            Days = new(
                split.Train.From,
                split.Train.To,
                split.Validation.From,
                split.Validation.To,
                split.Test.From,
                split.Test.To
            ),
            Choices = new(split.Train.To, split.Validation.To, SearchKnowledge.None, null, null, split.Test.From),
            Data = new(DataOrigin.Simulated, ["SIM01"], "0"),
            Metrics = new Dictionary<string, ModelMetric> { ["auc"] = new(0.5, 0.4, 0.6, 0.5) },
            WeightsHash = "",
        };
        return new(
            expert,
            parameters,
            table.FitScaler(split),
            new Calibrator(CalibrationMethod.Platt, 1.5, -0.1),
            card
        );
    }
}
