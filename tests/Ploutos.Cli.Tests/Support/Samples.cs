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
                new()
                {
                    Expert = "momentum",
                    Class = "UP",
                    Probability = 0.583,
                    Vote = 0.166,
                    Weight = 0.0664,
                    Version = "m-1",
                    Evidence = "AUC 0.507 [0.490, 0.520]: near a coin toss",
                },
                new()
                {
                    Expert = "reversion",
                    Class = "DOWN",
                    Probability = 0.472,
                    Vote = -0.056,
                    Weight = 0.0224,
                    Version = "r-1",
                    Evidence = "AUC 0.511 [0.499, 0.523]: near a coin toss",
                },
                new()
                {
                    Expert = "volatility",
                    Class = "HIGH",
                    Probability = 0.721,
                    Vote = 0,
                    Weight = 0.0884,
                    Version = "v-1",
                    Evidence = "AUC 0.664 [0.650, 0.680]: better than chance",
                },
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
        new()
        {
            Source = "csv:bars",
            Simulated = false,
            Experts = ["volatility"],
            Tickers = ["AAPL", "MSFT"],
            From = new(2006, 1, 3),
            To = new(2017, 12, 29),
            TestFrom = new(2016, 3, 1),
            Budget = "few epochs",
            Checks =
            [
                new()
                {
                    Name = "future",
                    Claim = "nothing looks ahead",
                    Passed = passed,
                    Summary = "bars were replaced",
                    Figures = [new("all", "feature values compared", 123_456)],
                    Faults = passed ? [] : ["AAPL: the feature 'peek' looks ahead"],
                    Seconds = 2,
                },
                new()
                {
                    Name = "shuffled",
                    Claim = "a coin toss",
                    Passed = true,
                    Summary = "labels were shuffled",
                    Figures = [new("volatility", "mean AUC of 3 shuffles", 0.5021, 0.481, 0.523, 0.5)],
                    Faults = [],
                    Seconds = 3,
                },
            ],
            Seconds = 5,
        };

    public static ExpertEvidence Unproven(string expert) =>
        new()
        {
            Expert = expert,
            Version = "20171229-1",
            Proven = false,
            Reason = "no advantage beyond chance in AUC against logistic",
            Kind = "holdout",
            From = new(2014, 1, 2),
            To = new(2017, 12, 21),
            Days = 1000,
            Rows = 31_000,
            Auc = new(0.507, 0.49, 0.52),
            LogLoss = new(0.6889, 0.68, 0.69),
            Baselines =
            [
                new()
                {
                    Name = "base_rate",
                    Description = "the share of class 1 on the days known",
                    Auc = new(0.5, 0.5, 0.5),
                    LogLoss = new(0.6896, 0.68, 0.69),
                    AucGain = new(0.007, -0.01, 0.02),
                    LogLossGain = new(0.0007, 0.0001, 0.0012),
                    BestByAuc = false,
                    BestByLogLoss = true,
                },
                new()
                {
                    Name = "logistic",
                    Description = "logistic regression on the expert's own features (L2 penalty 1)",
                    Auc = new(0.505, 0.49, 0.52),
                    LogLoss = new(0.69, 0.68, 0.7),
                    AucGain = new(0.002, -0.011, 0.012),
                    LogLossGain = new(0.0011, 0.0003, 0.002),
                    BestByAuc = true,
                    BestByLogLoss = false,
                },
            ],
            Simulated = false,
        };

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
        new()
        {
            Ticker = ticker,
            Simulated = simulated,
            Source = "csv:bars",
            Rows = 3019,
            FirstDay = new(2006, 1, 3),
            LastDay = new(2017, 12, 29),
            FetchedAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
            Warnings = 5,
            Serious = 0,
        };

    public static OptimizeSummary Search(string expert) =>
        new()
        {
            Expert = expert,
            BestValue = 0.0421,
            BestTrial = 7,
            BestParameters = new Dictionary<string, object?>
            {
                ["learning_rate"] = 0.00031,
                ["batch_size"] = 128,
                ["hidden1"] = 512L,
                ["note"] = "x",
            },
            Trials = 10,
            Pruned = 4,
            Seconds = 61.2,
            ResultFile = "logs/v7_momentum_optimization.json",
            Report = "reports/momentum.html",
        };

    public static FetchReport Fetched() =>
        new(
            [
                new()
                {
                    Ticker = "NVDA",
                    Outcome = FetchOutcome.Created,
                    Source = "yahoo",
                    Rows = 5030,
                    Added = 5030,
                    Changed = 0,
                    FirstDay = new(2006, 11, 21),
                    LastDay = new(2026, 11, 20),
                    Simulated = false,
                    PassedOver = ["tiingo RateLimited"],
                },
                new()
                {
                    Ticker = "NOSUCH",
                    Outcome = FetchOutcome.Failed,
                    Source = null,
                    Rows = 0,
                    Added = 0,
                    Changed = 0,
                    FirstDay = null,
                    LastDay = null,
                    Simulated = false,
                    PassedOver = [],
                    Unknown = true,
                    Error = "yahoo: does not know NOSUCH.",
                },
                new()
                {
                    Ticker = "MSFT",
                    Outcome = FetchOutcome.Revised,
                    Source = "yahoo",
                    Rows = 5031,
                    Added = 1,
                    Changed = 5030,
                    FirstDay = new(2006, 11, 21),
                    LastDay = new(2026, 11, 20),
                    Simulated = false,
                    PassedOver = [],
                },
            ],
            [new("Gap", FindingSeverity.Serious, 1)],
            [new("MSFT", new(2010, 4, 1), "Gap", FindingSeverity.Serious, "Kept", "3 trading days are missing")]
        );

    public static DataDiff Difference() =>
        new()
        {
            Ticker = "NVDA",
            Simulated = false,
            Before = 1,
            After = 2,
            Vintages =
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
            Changed = [new(new(2017, 3, 1), "close", 100, 101)],
            Added = [new(2018, 1, 2)],
            Removed = [],
        };

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
