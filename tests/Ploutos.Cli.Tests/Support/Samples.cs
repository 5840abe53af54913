using Ploutos.Research.Evaluation;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Tests;

/// <summary>Results as the workflows give them, with made-up figures.</summary>
internal static class Samples
{
    public static Prediction GuidePrediction(bool simulated = false) =>
        new()
        {
            Ticker = "NVDA",
            AsOf = new(2017, 12, 29),
            DataAgeDays = 3,
            Source = "csv:bars",
            Simulated = simulated,
            Signal = "STRONG HOLD",
            Score = 0.0551,
            WeakThreshold = 0.1,
            StrongThreshold = 0.2,
            MadeAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
            Experts =
            [
                new("momentum", "UP", 0.583, 0.166, 0.0664, "m-1", "AUC 0.507 [0.490, 0.520]: near a coin toss"),
                new("reversion", "DOWN", 0.472, -0.056, 0.0224, "r-1", "AUC 0.511 [0.499, 0.523]: near a coin toss"),
                new("volatility", "HIGH", 0.721, 0, 0.0884, "v-1", "AUC 0.664 [0.650, 0.680]: better than chance"),
            ],
            Warnings = ["the last bar is 3 days old"],
        };

    public static TickerExplanation GuideExplanation() =>
        new(
            "NVDA",
            new(2017, 12, 29),
            false,
            [
                new()
                {
                    Expert = "momentum",
                    Class = "UP",
                    Probability = 0.583,
                    Margin = 0.35,
                    BaseMargin = 0.05,
                    Unexplained = 0.0001,
                    CalibrationSlope = 0.9,
                    CalibrationIntercept = 0.02,
                    Features =
                    [
                        new("rsi_14", 71.2, 1.31, 0.21, [0.2, 0.01]),
                        new("macd", -0.01, -0.4, 0.0899, [0.08, 0.0099]),
                    ],
                    Days = [new(0, new(2017, 12, 29), 0.28, 0.6, 0.55), new(1, new(2017, 12, 28), 0.0199, 0.4, 0.45)],
                    Version = "m-1",
                },
            ]
        );

    public static ProofReport Proof(bool passed) =>
        new(
            "csv:bars",
            false,
            ["volatility"],
            ["AAPL", "MSFT"],
            new(2006, 1, 3),
            new(2017, 12, 29),
            new(2016, 3, 1),
            "few epochs",
            [
                new(
                    "future",
                    "nothing looks ahead",
                    passed,
                    "bars were replaced",
                    [new("all", "feature values compared", 123_456)],
                    passed ? [] : ["AAPL: the feature 'peek' looks ahead"],
                    2
                ),
                new(
                    "shuffled",
                    "a coin toss",
                    true,
                    "labels were shuffled",
                    [new("volatility", "mean AUC of 3 shuffles", 0.5021, 0.481, 0.523, 0.5)],
                    [],
                    3
                ),
            ],
            5
        );

    public static ExpertEvidence Unproven(string expert) =>
        new(
            expert,
            "20171229-1",
            false,
            "no advantage beyond chance in AUC against logistic",
            "holdout",
            new(2014, 1, 2),
            new(2017, 12, 21),
            1000,
            31_000,
            new(0.507, 0.49, 0.52),
            new(0.6889, 0.68, 0.69),
            [
                new(
                    "base_rate",
                    "the share of class 1 on the days known",
                    new(0.5, 0.5, 0.5),
                    new(0.6896, 0.68, 0.69),
                    new(0.007, -0.01, 0.02),
                    new(0.0007, 0.0001, 0.0012),
                    BestByAuc: false,
                    BestByLogLoss: true
                ),
                new(
                    "logistic",
                    "logistic regression on the expert's own features (L2 penalty 1)",
                    new(0.505, 0.49, 0.52),
                    new(0.69, 0.68, 0.7),
                    new(0.002, -0.011, 0.012),
                    new(0.0011, 0.0003, 0.002),
                    BestByAuc: true,
                    BestByLogLoss: false
                ),
            ],
            Simulated: false
        );

    public static TrainedSummary Trained(
        string expert,
        double auc,
        double low,
        double high,
        bool simulated = false,
        double logLossHigh = 0.66
    ) =>
        new()
        {
            Expert = expert,
            Seconds = 12.5,
            Test = new()
            {
                Rows = 31_000,
                From = new(2014, 1, 2),
                To = new(2017, 12, 21),
                BaseRate = 0.54,
                Accuracy = 0.541,
                Auc = auc,
                LogLoss = 0.65,
                BaseLogLoss = 0.67,
                Intervals = new Dictionary<string, double[]>
                {
                    ["accuracy"] = [0.53, 0.55],
                    ["auc"] = [low, high],
                    ["log_loss"] = [0.64, logLossHigh],
                },
            },
            Simulated = simulated,
            Model = "models/v7_" + expert,
            Version = "20171229-1",
            Epochs = 30,
            BestEpoch = 15,
            HyperparametersFrom = "defaults",
        };

    public static StoredSeries Stored(string ticker, bool simulated = false) =>
        new(
            ticker,
            simulated,
            "csv:bars",
            3019,
            new(2006, 1, 3),
            new(2017, 12, 29),
            new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
            5,
            0
        );

    public static OptimizeSummary Search(string expert) =>
        new(
            expert,
            0.0421,
            7,
            new Dictionary<string, object?>
            {
                ["learning_rate"] = 0.00031,
                ["batch_size"] = 128,
                ["hidden1"] = 512L,
                ["note"] = "x",
            },
            10,
            4,
            61.2,
            "logs/v7_momentum_optimization.json",
            "reports/momentum.html"
        );

    public static FetchReport Fetched() =>
        new(
            [
                new(
                    "NVDA",
                    FetchOutcome.Created,
                    "yahoo",
                    5030,
                    5030,
                    0,
                    new(2006, 11, 21),
                    new(2026, 11, 20),
                    false,
                    ["tiingo RateLimited"]
                ),
                new(
                    "NOSUCH",
                    FetchOutcome.Failed,
                    null,
                    0,
                    0,
                    0,
                    null,
                    null,
                    false,
                    [],
                    Unknown: true,
                    "yahoo: does not know NOSUCH."
                ),
                new(
                    "MSFT",
                    FetchOutcome.Revised,
                    "yahoo",
                    5031,
                    1,
                    5030,
                    new(2006, 11, 21),
                    new(2026, 11, 20),
                    false,
                    []
                ),
            ],
            [new("Gap", FindingSeverity.Serious, 1)],
            [new("MSFT", new(2010, 4, 1), "Gap", FindingSeverity.Serious, "Kept", "3 trading days are missing")]
        );

    public static DataDiff Difference() =>
        new(
            "NVDA",
            false,
            1,
            2,
            [
                new()
                {
                    Number = 1,
                    Source = "yahoo",
                    Reason = "first delivery",
                    CreatedAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
                    Rows = 3019,
                    FirstDay = new(2006, 1, 3),
                    LastDay = new(2017, 12, 29),
                },
                new()
                {
                    Number = 2,
                    Source = "yahoo",
                    Reason = "1 value changed",
                    CreatedAt = new(2018, 1, 2, 9, 0, 0, TimeSpan.Zero),
                    Rows = 3020,
                    FirstDay = new(2006, 1, 3),
                    LastDay = new(2018, 1, 2),
                },
            ],
            [new(new(2017, 3, 1), "close", 100, 101)],
            [new(2018, 1, 2)],
            []
        );

    public static DataReport Report(bool simulated)
    {
        List<DataFinding> findings =
        [
            .. Enumerable
                .Range(0, 24)
                .Select(i => new DataFinding(
                    $"T{i:00}",
                    new(2017, 7, 31),
                    "MissingCells",
                    FindingSeverity.Warning,
                    "Dropped",
                    "open is missing"
                )),
            new("T24", new(2010, 4, 1), "MissingCells", FindingSeverity.Warning, "Dropped", "high is missing"),
            new(
                "BA",
                new(2007, 2, 8),
                "OutsideRange",
                FindingSeverity.Serious,
                "Repaired",
                "open 200 above high 90.36 [sic]"
            ),
        ];
        return new(
            "csv:bars",
            simulated,
            [
                new("AAPL", ImportOutcome.Created, 3020, 3019, new(2006, 1, 3), new(2017, 12, 29)),
                new("BA", ImportOutcome.Created, 3020, 3020, new(2006, 1, 4), new(2017, 12, 29)),
            ],
            [new("MissingCells", FindingSeverity.Warning, 25), new("OutsideRange", FindingSeverity.Serious, 1)],
            findings
        );
    }

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
                Folds = [new(1, 10, 0.5, 0.6, 0.6, loss, 3)],
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
                            _ => new MetricDifference(
                                0.6,
                                0.6,
                                0,
                                -0.01,
                                0.01,
                                null,
                                DifferenceVerdict.Indistinguishable
                            ),
                        }
                )
            );
        MetricDifference better = new(0.65, 0.66, -0.01, -0.015, -0.005, 0.01, DifferenceVerdict.Better),
            open = new(0.65, 0.651, -0.001, -0.003, 0.001, 0.4, DifferenceVerdict.Indistinguishable),
            auc = new(0.66, 0.658, 0.002, -0.001, 0.005, null, DifferenceVerdict.Indistinguishable);
        return new()
        {
            Format = EvaluationResult.CurrentFormat,
            Id = "0123456789ab",
            CreatedAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
            Simulated = false,
            Tickers = ["AAPL", "MSFT", "NVDA"],
            DataHash = "00",
            Settings = new(
                "expanding",
                new(2014, 1, 2),
                new(2017, 12, 29),
                null,
                null,
                1,
                21,
                0,
                16,
                42,
                0.95,
                1000,
                21,
                new Dictionary<string, string> { ["volatility"] = "defaults" }
            ),
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
