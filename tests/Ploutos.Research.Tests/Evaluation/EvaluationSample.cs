using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Tuning.Tpe;

namespace Ploutos.Research.Tests.Evaluation;

/// <summary>An evaluation as its workflow keeps it, with made-up figures.</summary>
internal static class EvaluationSample
{
    public static EvaluationResult Result(string folder, string scheme = "expanding", string id = "e1") =>
        new()
        {
            Format = EvaluationResult.CurrentFormat,
            Id = id,
            CreatedAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
            Simulated = false,
            Tickers = ["SIM01", "SIM02"],
            DataHash = "hash",
            Settings = new()
            {
                Scheme = scheme,
                FirstTest = new(2014, 1, 2),
                LastTest = new(2015, 12, 31),
                TrainDays = null,
                TestGroups = null,
                Paths = 1,
                Purge = 21,
                Embargo = 0,
                Window = 16,
                Seed = 42,
                Level = 0.95,
                Resamples = 1000,
                BlockDays = 21,
                Hyperparameters = new Dictionary<string, string> { ["momentum"] = "defaults" },
            },
            Folds =
            [
                new(
                    1,
                    [new(new(2006, 1, 3), new(2012, 6, 1))],
                    new(new(2012, 7, 2), new(2013, 11, 29)),
                    [new(new(2014, 1, 2), new(2014, 12, 31))]
                ),
                new(
                    2,
                    [new(new(2006, 1, 3), new(2013, 6, 3))],
                    new(new(2013, 7, 1), new(2014, 11, 28)),
                    [new(new(2015, 1, 2), new(2015, 12, 31))]
                ),
            ],
            Questions = [Question("momentum"), Question("ensemble_1d")],
            Notes = ["a </script> in a note"],
            Seconds = 12,
            Folder = folder,
        };

    private static QuestionEvaluation Question(string name) =>
        new()
        {
            Question = name,
            Label = "the close in five days above today's",
            Rows = 1000,
            Days = 500,
            BaseRate = 0.55,
            Forecasters =
            [
                Forecaster("v7.1", "network", 0.51),
                Forecaster("v7", "network", 0.50),
                Forecaster("base_rate", "baseline", double.NaN),
            ],
            Comparisons =
            [
                new(
                    "v7.1",
                    "v7",
                    new Dictionary<string, MetricDifference>
                    {
                        ["log_loss"] = new()
                        {
                            Value = 0.69,
                            Other = 0.692,
                            Difference = -0.002,
                            Low = -0.004,
                            High = 0.0001,
                            PValue = 0.06,
                            Verdict = DifferenceVerdict.Indistinguishable,
                        },
                    }
                ),
            ],
            BestBaseline = "base_rate",
        };

    private static ForecasterEvaluation Forecaster(string name, string kind, double auc) =>
        new()
        {
            Name = name,
            Kind = kind,
            Description = "a sample",
            Metrics = new Dictionary<string, Interval>
            {
                ["auc"] = new(auc, auc - 0.01, auc + 0.01),
                ["log_loss"] = new(0.69, 0.68, 0.70),
                ["accuracy"] = new(0.52, 0.5, 0.54),
            },
            MicrosecondsARow = new(5, 4, 6),
            FitSeconds = 3,
            Confusion = new(300, 250, 200, 250),
            Calibration =
            [
                .. Enumerable.Range(0, 10).Select(i => new CalibrationBin(0.45 + 0.01 * i, 0.5 + 0.005 * i, 100)),
            ],
            Folds =
            [
                new()
                {
                    Fold = 1,
                    Rows = 500,
                    BaseRate = 0.55,
                    Accuracy = 0.52,
                    Auc = auc,
                    LogLoss = 0.69,
                    BestEpoch = 7,
                },
            ],
            Paths = [],
        };
}
