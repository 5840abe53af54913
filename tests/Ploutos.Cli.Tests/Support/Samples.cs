using Ploutos.Research.Evaluation;
using Ploutos.Research.Programs;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Tests;

/// <summary>Results as the workflows give them, with made-up figures.</summary>
internal static partial class Samples
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

    public static ProgramProof ProgramProof(bool passed) =>
        new()
        {
            Command = "mine.py {bars} {out}",
            Source = "csv:bars",
            Simulated = false,
            Tickers = ["AAPL", "MSFT"],
            From = new(2006, 1, 3),
            To = new(2017, 12, 29),
            Columns = ["momentum", "value"],
            Rows = 5000,
            Runs = 14,
            Checks = Proof(passed).Checks,
            Seconds = 7,
        };

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
}
