using Ploutos.Research.Evaluation;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Tests;

internal static partial class Samples
{
    /// <summary>One question: V7.1, V7, one baseline, one ablation.</summary>
    public static EvaluationResult Evaluation()
    {
        string[] names =
        [
            "accuracy",
            "balanced_accuracy",
            "precision",
            "recall",
            "f1",
            "false_positive_rate",
            "auc",
            "auc_pooled",
            "log_loss",
            "brier",
            "calibration_error",
            "information_coefficient",
        ];
        ForecasterEvaluation Of(string name, string kind, double loss) =>
            new()
            {
                Name = name,
                Kind = kind,
                Description = name,
                Metrics = names.ToDictionary(
                    n => n,
                    n =>
                        n == "log_loss" ? new Interval(loss, loss - 0.01, loss + 0.01)
                        : n == "information_coefficient" ? new Interval(double.NaN, double.NaN, double.NaN)
                        : new Interval(0.6, 0.55, 0.65)
                ),
                MicrosecondsARow = new(2.5, 2, 3),
                FitSeconds = 10,
                Confusion = new(4, 3, 2, 1),
                Calibration = [new(0.4, 0.5, 10)],
                Folds =
                [
                    new()
                    {
                        Fold = 1,
                        Rows = 10,
                        BaseRate = 0.5,
                        Accuracy = 0.6,
                        Auc = 0.6,
                        LogLoss = loss,
                        BestEpoch = 3,
                    },
                ],
                Paths = [],
            };
        Comparison Against(string name, string other, MetricDifference loss, MetricDifference auc) =>
            new(
                name,
                other,
                names.ToDictionary(
                    n => n,
                    n =>
                        n switch
                        {
                            "log_loss" => loss,
                            "auc" => auc,
                            _ => new MetricDifference
                            {
                                Value = 0.6,
                                Other = 0.6,
                                Difference = 0,
                                Low = -0.01,
                                High = 0.01,
                                PValue = null,
                                Verdict = DifferenceVerdict.Indistinguishable,
                            },
                        }
                )
            );
        MetricDifference better =
                new()
                {
                    Value = 0.65,
                    Other = 0.66,
                    Difference = -0.01,
                    Low = -0.015,
                    High = -0.005,
                    PValue = 0.01,
                    Verdict = DifferenceVerdict.Better,
                },
            open =
                new()
                {
                    Value = 0.65,
                    Other = 0.651,
                    Difference = -0.001,
                    Low = -0.003,
                    High = 0.001,
                    PValue = 0.4,
                    Verdict = DifferenceVerdict.Indistinguishable,
                },
            auc =
                new()
                {
                    Value = 0.66,
                    Other = 0.658,
                    Difference = 0.002,
                    Low = -0.001,
                    High = 0.005,
                    PValue = null,
                    Verdict = DifferenceVerdict.Indistinguishable,
                };
        return new()
        {
            Format = EvaluationResult.CurrentFormat,
            Id = "0123456789ab",
            CreatedAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
            Simulated = false,
            Tickers = ["AAPL", "MSFT", "NVDA"],
            DataHash = "00",
            Settings = new()
            {
                Scheme = "expanding",
                FirstTest = new(2014, 1, 2),
                LastTest = new(2017, 12, 29),
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
                Hyperparameters = new Dictionary<string, string> { ["volatility"] = "defaults" },
            },
            Folds =
            [
                new(
                    1,
                    [new(new(2006, 1, 3), new(2012, 10, 1))],
                    new(new(2012, 11, 1), new(2013, 12, 1)),
                    [new(new(2014, 1, 2), new(2017, 12, 29))]
                ),
            ],
            Questions =
            [
                new()
                {
                    Question = "volatility",
                    Label = "volatility ahead",
                    Rows = 10,
                    Days = 5,
                    BaseRate = 0.5,
                    Forecasters =
                    [
                        Of("v7.1", "network", 0.65),
                        Of("v7", "network", 0.66),
                        Of("har", "baseline", 0.651),
                        Of("attention_off", "ablation", 0.651),
                    ],
                    Comparisons =
                    [
                        Against("v7.1", "v7", better, auc),
                        Against("v7.1", "har", open, auc),
                        Against("attention_off", "v7.1", open, auc),
                    ],
                    BestBaseline = "har",
                },
            ],
            Notes = ["something to know"],
            Seconds = 61,
            Folder = "reports/evaluation/0123456789ab",
        };
    }
}
