using System.Globalization;
using Ploutos.Experts.Definitions;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Tests.Evaluation;

/// <summary>One whole evaluation with its ablation, and what is asked of it.</summary>
public sealed class WholeEvaluation : IDisposable
{
    public WholeEvaluation()
    {
        Directory.CreateDirectory(Home.Workspace.EnsembleFolder);
        File.WriteAllText(
            Path.Combine(Home.Workspace.EnsembleFolder, "calm.json"),
            """{ "experts": [{ "name": "reversion", "weight": 1 }, { "name": "volatility", "weight": 3 }] }"""
        );
        Result = Home.Evaluate(Home.Request with { Ablation = true });
    }

    internal EvaluationWorkspace Home { get; } = new();

    internal EvaluationResult Result { get; }

    public void Dispose() => Home.Dispose();
}

public sealed class EvaluateTests(WholeEvaluation whole) : IClassFixture<WholeEvaluation>
{
    private static readonly string[] s_metrics =
    [
        "accuracy",
        "auc",
        "auc_pooled",
        "balanced_accuracy",
        "brier",
        "calibration_error",
        "f1",
        "false_positive_rate",
        "information_coefficient",
        "log_loss",
        "precision",
        "recall",
    ];

    [Fact]
    public void Each_expert_and_the_vote_is_judged_beside_V7_and_its_baselines()
    {
        Assert.Equal(
            ["momentum", "reversion", "volatility", "ensemble_5d", "ensemble_1d"],
            whole.Result.Questions.Select(q => q.Question)
        );
        Assert.Equal(
            ["v7.1", "v7", "base_rate", "logistic", "momentum_12_1", "reversal_5"],
            Names("momentum", "network", "baseline")
        );
        Assert.Equal(
            ["v7.1", "v7", "base_rate", "logistic", "har", "ewma", "deviation20"],
            Names("volatility", "network", "baseline")
        );
        Assert.Equal(
            ["attention_off", "window_1", "window_16", "focal_off", "class_weights_off", "schedule_off", "search_off"],
            Names("reversion", "ablation")
        );
        Assert.Equal(
            [
                "attention_off",
                "window_1",
                "window_16",
                "focal_off",
                "class_weights_off",
                "schedule_off",
                "search_off",
                "unweighted_vote",
            ],
            Names("ensemble_5d", "ablation")
        );
    }

    [Fact]
    public void An_ensemble_of_a_file_is_judged_beside_the_published_one_and_a_backtest_reads_its_signals()
    {
        Assert.Equal(["ensemble_calm"], Names("ensemble_5d", "ensemble"));
        Assert.Equal(["ensemble_calm"], Names("ensemble_1d", "ensemble"));
        EnsembleDefinition calm = new EnsembleCatalog(whole.Home.Workspace).Get("calm");
        BacktestSignals own = EvaluationSignals.Read(whole.Home.Workspace, calm),
            published = EvaluationSignals.Read(whole.Home.Workspace, EnsembleDefinition.Published);
        Assert.Contains("ensemble calm", own.Detail, StringComparison.Ordinal);
        Assert.Equal(published.Series.Select(s => s.Ticker), own.Series.Select(s => s.Ticker));
        Assert.NotEqual(published.Series[0].Targets.ToArray(), own.Series[0].Targets.ToArray());
        string[] lines = File.ReadAllLines(Path.Combine(whole.Result.Folder, ForecastCsv.NameOf(calm)));
        string[] head = lines[0].Split(','),
            row = lines.Select(l => l.Split(',')).First(r => r[Array.IndexOf(head, "signal")] is not ("" or "signal"));
        double Cell(string name) =>
            double.Parse(row[Array.IndexOf(head, name)], System.Globalization.CultureInfo.InvariantCulture);
        double s = 2 * Cell("reversion") - 1,
            high = 3 * Math.Max(2 * Cell("volatility") - 1, 0);
        if (Cell("score") != 0) // who abstains in a fold has no conviction
            Assert.Contains(
                new[] { Math.Abs(s) * s / (Math.Abs(s) + high), s },
                score => Math.Abs(score - Cell("score")) < 1e-12
            );
    }

    [Fact]
    public void Every_metric_and_every_difference_has_its_interval()
    {
        foreach (QuestionEvaluation question in whole.Result.Questions)
        {
            Assert.All(
                question.Forecasters,
                f => Assert.Equal(s_metrics, f.Metrics.Keys.Order(StringComparer.Ordinal))
            );
            Assert.Equal(question.Forecasters.Count - 1, question.Comparisons.Count);
            Assert.All(
                question.Comparisons,
                c => Assert.Equal(s_metrics, c.Differences.Keys.Order(StringComparer.Ordinal))
            );
            ForecasterEvaluation mine = question.Forecaster("v7.1")!;
            Assert.All(
                new[] { "accuracy", "auc", "log_loss", "brier" },
                m => Assert.InRange(mine.Metrics[m].Value, mine.Metrics[m].Low, mine.Metrics[m].High)
            );
            MetricDifference d = question.Compare("v7.1", "v7")!.Differences["log_loss"];
            Assert.Equal(
                mine.Metrics["log_loss"].Value - question.Forecaster("v7")!.Metrics["log_loss"].Value,
                d.Difference,
                1e-12
            );
            Assert.InRange(d.PValue!.Value, 0, 1);
            Assert.Null(question.Compare("v7.1", "v7")!.Differences["auc"].PValue);
            Assert.Equal(
                mine.Confusion.TruePositives
                    + mine.Confusion.FalsePositives
                    + mine.Confusion.TrueNegatives
                    + mine.Confusion.FalseNegatives,
                question.Rows
            );
            Assert.Equal(question.Rows, mine.Calibration.Sum(b => b.Rows));
            Assert.Equal(question.Rows, mine.Folds.Sum(f => f.Rows));
        }
    }

    [Fact]
    public void The_base_rate_ranks_nothing_and_is_the_same_share_throughout_a_fold()
    {
        ForecasterEvaluation constant = whole.Result.Questions[0].Forecaster("base_rate")!;
        Assert.Equal(0.5, constant.Metrics["auc"].Value, 1e-12);
        Assert.True(double.IsNaN(constant.Metrics["information_coefficient"].Value));
        Assert.All(constant.Folds, f => Assert.Equal(0.5, f.Auc, 1e-12));
    }

    [Fact]
    public void The_file_is_what_was_returned()
    {
        EvaluationResult read = EvaluationFile.All(whole.Home.Workspace).Single(r => r.Id == whole.Result.Id);
        Assert.Equal(
            whole.Result.Questions[2].Forecaster("har")!.Metrics["auc"],
            read.Questions[2].Forecaster("har")!.Metrics["auc"]
        );
        Assert.True(double.IsNaN(read.Questions[0].Forecaster("base_rate")!.Metrics["information_coefficient"].Value));
        Assert.Equal(whole.Result.Folds[1].Train[0], read.Folds[1].Train[0]);
        Assert.False(read.Simulated);
    }

    [Fact]
    public void The_forecasts_are_out_of_sample_and_add_up_to_what_was_measured()
    {
        string[][] lines =
        [
            .. File.ReadLines(Path.Combine(whole.Result.Folder, "forecasts.csv")).Select(l => l.Split(',')),
        ];
        Assert.Equal(
            "ticker,date,fold,path,momentum,reversion,volatility,score,signal,"
                + "label_momentum,label_reversion,label_volatility",
            string.Join(',', lines[0])
        );
        int right = 0,
            known = 0;
        foreach (string[] line in lines.Skip(1))
        {
            DateOnly day = DateOnly.ParseExact(line[1], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            EvaluationFold fold = whole.Result.Folds[int.Parse(line[2], CultureInfo.InvariantCulture) - 1];
            Assert.InRange(day, fold.Test[0].From, fold.Test[0].To);
            Assert.True(fold.Train[0].To < fold.Validation.From && fold.Validation.To < day);
            Assert.InRange(double.Parse(line[7], CultureInfo.InvariantCulture), -1, 1);
            Assert.Contains(line[8], new[] { "STRONG BUY", "BUY", "HOLD", "STRONG HOLD", "SELL", "STRONG SELL" });
            if (line[10].Length == 0)
                continue;
            known++;
            right += double.Parse(line[5], CultureInfo.InvariantCulture) > 0.5 == (line[10] == "1") ? 1 : 0;
        }

        QuestionEvaluation reversion = whole.Result.Questions[1];
        Assert.Equal(reversion.Rows, known);
        Assert.Equal(reversion.Forecaster("v7.1")!.Metrics["accuracy"].Value, right / (double)known, 1e-12);
        Assert.Equal(lines.Length, File.ReadLines(Path.Combine(whole.Result.Folder, "forecasts-v7.csv")).Count());
    }

    [Fact]
    public void What_flatters_or_changes_nothing_is_said()
    {
        Assert.Contains(whole.Result.Notes, n => n.Contains("may be flattered", StringComparison.Ordinal));
        Assert.DoesNotContain(whole.Result.Notes, n => n.Contains("information coefficient", StringComparison.Ordinal));
    }

    private string[] Names(string question, params string[] kinds) =>
        [
            .. whole
                .Result.Questions.Single(q => q.Question == question)
                .Forecasters.Where(f => kinds.Contains(f.Kind))
                .Select(f => f.Name),
        ];
}
