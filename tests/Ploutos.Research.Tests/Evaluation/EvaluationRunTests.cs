using System.Globalization;
using Ploutos.Research.Evaluation;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Tests.Evaluation;

public sealed class EvaluationRunTests
{
    [Fact]
    public void An_evaluation_cut_off_goes_on_where_it_stopped_and_forecasts_the_same_at_any_number_of_cores()
    {
        using EvaluationWorkspace cut = new(),
            whole = new();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        EvaluateRequest request = cut.Request with { Experts = ["volatility"], Cores = 1 };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            cut.Evaluate(
                request,
                e =>
                {
                    if (e is EvaluationProgress { IsLast: true, Done: >= 1 })
                        stop.Cancel();
                },
                stop.Token
            )
        );
        cut.Events.Clear();
        EvaluationResult resumed = cut.Evaluate(request);
        Assert.Contains(
            cut.Events,
            e => e is Note { Text: var text } && text.Contains("finished by an earlier start", StringComparison.Ordinal)
        );
        EvaluationResult straight = whole.Evaluate(whole.Request with { Experts = ["volatility"], Cores = 3 });
        Assert.Equal(straight.Id, resumed.Id);
        Assert.Equal(EvaluationWorkspace.Forecasts(straight), EvaluationWorkspace.Forecasts(resumed));
        Assert.Equal(14, EvaluationWorkspace.Forecasts(straight).Count);
    }

    [Fact]
    public void A_broken_unit_is_made_again()
    {
        using EvaluationWorkspace home = new();
        EvaluateRequest request = home.Request with { Experts = ["volatility"] };
        EvaluationResult first = home.Evaluate(request);
        SortedDictionary<string, string> before = EvaluationWorkspace.Forecasts(first);
        File.WriteAllText(Path.Combine(first.Folder, "units", "fold01-volatility-v7.1.json"), "{\"forecaster\":");
        Assert.Equal(before, EvaluationWorkspace.Forecasts(home.Evaluate(request)));
    }

    [Fact]
    public void A_second_process_on_the_same_evaluation_is_refused_and_told_of_the_first()
    {
        using EvaluationWorkspace home = new();
        EvaluateRequest request = home.Request with { Experts = ["volatility"] };
        PloutosException? refused = null;
        home.Evaluate(
            request,
            e =>
            {
                if (e is EvaluationProgress { IsLast: true } && refused is null)
                    refused = Assert.Throws<PloutosException>(() =>
                        home.Workflows.Evaluate(
                            request with
                            {
                                Source = null,
                            },
                            null,
                            TestContext.Current.CancellationToken
                        )
                    );
            }
        );
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} on {Environment.MachineName}"
            ),
            refused!.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(Fault.Failed, refused.Fault);
    }

    [Fact]
    public void What_was_evaluated_before_is_kept_in_the_file_and_not_done_again()
    {
        using EvaluationWorkspace home = new(tickers: 2);
        EvaluationResult first = home.Evaluate(home.Request with { Experts = ["reversion"] });
        home.Events.Clear();
        EvaluationResult both = home.Evaluate(home.Request with { Experts = ["volatility"], Ablation = true });
        Assert.Equal(["reversion", "volatility"], both.Questions.Select(q => q.Question));
        Assert.DoesNotContain(both.Questions[0].Forecasters, f => f.Kind == "ablation");
        Assert.Contains(both.Questions[1].Forecasters, f => f.Kind == "ablation");
        Assert.DoesNotContain(
            home.Events,
            e => e is EvaluationProgress { Unit: var unit } && unit.Contains("reversion", StringComparison.Ordinal)
        );
        Assert.Equal(first.Id, both.Id);
        Assert.Equal(
            first.Questions[0].Forecaster("logistic")!.Metrics["auc"],
            both.Questions[0].Forecaster("logistic")!.Metrics["auc"]
        );

        home.Events.Clear();
        EvaluationResult again = home.Evaluate(home.Request with { Experts = ["reversion"], Cores = 1 });
        Assert.DoesNotContain(home.Events, e => e is EvaluationProgress);
        Assert.Equal(
            both.Questions[1].Forecasters.Select(f => f.Metrics["log_loss"]),
            again.Questions[1].Forecasters.Select(f => f.Metrics["log_loss"])
        );
    }

    [Fact]
    public void Combinatorial_folds_join_into_paths_that_each_cover_every_tested_row_once()
    {
        using EvaluationWorkspace home = new(tickers: 2, bars: 1500);
        EvaluationResult result = home.Evaluate(
            home.Request with
            {
                Experts = ["volatility"],
                Scheme = "cpcv",
                Folds = 4,
                TestGroups = 2,
            }
        );
        Assert.Equal((6, 3), (result.Folds.Count, result.Settings.Paths));
        Assert.Equal(15, result.Settings.Embargo);
        Assert.All(result.Folds, f => Assert.Equal(2, f.Test.Count));
        string[][] lines =
        [
            .. File.ReadLines(Path.Combine(result.Folder, "forecasts.csv")).Skip(1).Select(l => l.Split(',')),
        ];
        Assert.All(
            lines.GroupBy(l => l[3]),
            path => Assert.Equal(lines.Length / 3, path.Select(l => l[0] + l[1]).Distinct().Count())
        );
        Assert.True(
            lines.GroupBy(l => l[0] + l[1]).All(row => row.Select(l => l[2]).Distinct().Count() >= 2),
            "a row must be forecast by different folds on different paths"
        );
        ForecasterEvaluation mine = result.Questions[0].Forecaster("v7.1")!;
        Assert.Equal([1, 2, 3], mine.Paths.Select(p => p.Path));
        Assert.All(mine.Paths, p => Assert.InRange(p.Auc, 0, 1));
    }

    [Fact]
    public void A_rolling_fold_trains_on_no_more_days_than_asked_for()
    {
        using EvaluationWorkspace home = new(tickers: 2, bars: 900);
        EvaluationResult result = home.Evaluate(
            home.Request with
            {
                Experts = ["volatility"],
                Scheme = "rolling",
                TrainDays = 420,
            }
        );
        Assert.True(result.Folds[1].Train[0].From > result.Folds[0].Train[0].From);
        Assert.Equal(420, result.Settings.TrainDays);
    }

    [Fact]
    public void One_ticker_is_evaluated_without_an_information_coefficient_and_that_is_said()
    {
        using EvaluationWorkspace home = new(tickers: 1, bars: 900);
        EvaluationResult result = home.Evaluate(home.Request with { Experts = ["reversion"] });
        Assert.True(double.IsNaN(result.Questions[0].Forecasters[0].Metrics["information_coefficient"].Value));
        Assert.True(double.IsFinite(result.Questions[0].Forecasters[0].Metrics["auc"].Value));
        Assert.Contains(result.Notes, n => n.Contains("fewer than 3; there are 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_little_history_is_told_with_what_is_needed_and_what_there_is()
    {
        using EvaluationWorkspace home = new(tickers: 1, bars: 500);
        PloutosException e = Assert.Throws<PloutosException>(() => home.Evaluate(home.Request));
        Assert.Equal(Fault.TooFewBars, e.Fault);
        Assert.Contains(
            "at least 395 trading days before that day and 10 for each fold after, 415 in all, but there are 333"
                + " before and "
                + "167 after",
            e.Message,
            StringComparison.Ordinal
        );
        e = Assert.Throws<PloutosException>(() => home.Evaluate(home.Request with { Scheme = "cpcv", Folds = 3 }));
        Assert.Equal(Fault.TooFewBars, e.Fault);
        Assert.Contains("trading days to learn from", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_option_is_told_before_any_work()
    {
        using EvaluationWorkspace home = new(tickers: 1, bars: 300);
        foreach (
            (EvaluateRequest request, string rule) in new[]
            {
                (home.Request with { Scheme = "kfold" }, "expanding, rolling or cpcv"),
                (home.Request with { Purge = 6 }, "horizon + window (5 + 2 = 7 bars)"),
                (home.Request with { Experts = ["momentun"] }, "momentun"),
                (home.Request with { Folds = 0 }, "folds must be 1 or more"),
                (home.Request with { Embargo = -1 }, "embargo must be 0"),
            }
        )
        {
            PloutosException e = Assert.Throws<PloutosException>(() => home.Evaluate(request));
            Assert.Equal(Fault.WrongUsage, e.Fault);
            Assert.Contains(rule, e.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(home.Workspace.StorePath));
    }
}
