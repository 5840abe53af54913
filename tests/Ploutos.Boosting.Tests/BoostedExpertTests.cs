using Ploutos.Experts.Trees;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.ExpertFiles;
using Ploutos.Research.Proof;
using Ploutos.Research.Tests.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Replay;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Boosting.Tests;

/// <summary>An expert whose file says <c>"model": "boosting"</c>.</summary>
public sealed class BoostedExpertTests : IDisposable
{
    private readonly EvaluationWorkspace _home = new(tickers: 3, bars: 800, parts: new BoostingPart());

    private IPloutosWorkflows Workflows => _home.Workflows;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void It_is_trained_votes_is_recorded_and_replayed_and_forecasts_where_the_part_is_missing()
    {
        _ = Boosting.OrSkip();
        Ready();
        TrainedSummary trained = Train();
        Assert.Equal("boosting", trained.Serving!.Forecaster);
        Assert.Equal("boosted trees, as asked", trained.Serving.Text);
        Assert.NotNull(trained.Test);
        string trees = Path.Combine(trained.Model, BoostedTrees.KeptAs);
        Assert.True(File.Exists(trees));
        Assert.False(File.Exists(Path.Combine(trained.Model, "weights.safetensors")));
        File.WriteAllText(
            _home.Workspace.EnsembleFile,
            """{ "rule": "weighted", "experts": [{ "name": "forest", "weight": 1, "role": "direction" }] }"""
        );
        string ticker = Workflows.List()[0].Ticker;
        PredictRequest request = new()
        {
            Ticker = ticker,
            Offline = true,
            Explain = true,
        };
        Prediction prediction = Workflows.Predict(request, null, Cancellation);
        Assert.Equal("forest", Assert.Single(prediction.Experts).Expert);
        Assert.True(Assert.Single(prediction.Explanation!.Experts).IsForeign);
        IPloutosWorkflows without = WorkflowFactory.Create(_home.Workspace, TimeProvider.System);
        Assert.Equal(
            prediction.Experts[0].Probability,
            without.Predict(request, null, Cancellation).Experts[0].Probability
        );
        DateOnly last = Workflows.List().Max(s => s.LastDay);
        IPloutosWorkflows evening = WorkflowFactory.Create(
            _home.Workspace,
            new Clock(last.ToDateTime(new TimeOnly(23, 30)))
        );
        LiveRun run = evening.LiveOnce(new([ticker], _home.Request.Source, RetrainEvery: 0), null, Cancellation);
        Assert.Equal(1, run.Signals);
        ReplayReport replayed = Workflows.Replay(new(), null, Cancellation);
        Assert.Equal(1, replayed.Equal);
        Assert.Empty(replayed.Differences);
        Assert.NotEmpty(Workflows.Backtest(new() { From = "models" }, null, Cancellation).Series.Days);
    }

    [Fact]
    public void The_same_bars_give_the_same_trees_and_a_training_that_is_not_needed_is_left_out()
    {
        _ = Boosting.OrSkip();
        Ready();
        byte[] first = File.ReadAllBytes(Path.Combine(Train().Model, BoostedTrees.KeptAs));
        TrainedSummary kept = Assert.Single(
            Workflows.Train(new() { Experts = ["forest"], OnlyOutdated = true }, null, Cancellation)
        );
        Assert.Equal(0, kept.Seconds);
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(Train().Model, BoostedTrees.KeptAs)));
    }

    [Fact]
    public void It_is_evaluated_fold_by_fold_against_its_baselines()
    {
        _ = Boosting.OrSkip();
        Write();
        EvaluationResult result = _home.Evaluate(_home.Request with { Experts = ["forest"] });
        QuestionEvaluation question = result.Questions.Single(q => q.Question == "forest");
        Assert.Equal("boosting", question.Subject);
        Assert.Equal(["FALL", "RISE"], question.Classes);
        ForecasterEvaluation judged = question.Forecaster("boosting")!;
        Assert.Equal("network", judged.Kind);
        Assert.Contains("LightGBM", judged.Description, StringComparison.Ordinal);
        Assert.Null(question.Forecaster("v7.1"));
        Assert.NotNull(question.Compare("boosting", question.BestBaseline));
        Assert.NotNull(question.Compare("boosting", "boosting_all"));
    }

    [Fact]
    public void It_is_proven_by_the_trees_themselves()
    {
        _ = Boosting.OrSkip();
        Ready();
        ProofReport report = Workflows.Prove(new() { Experts = ["forest"] }, null, Cancellation);
        Assert.All(report.Checks, c => Assert.True(c.Passed, $"{c.Name}: {string.Join("; ", c.Faults)}"));
        Assert.Equal(["split", "scaler", "future", "shuffled", "planted"], report.Checks.Select(c => c.Name));
    }

    [Fact]
    public void Without_the_part_training_and_evaluation_are_refused_with_what_to_do()
    {
        Write();
        using EvaluationWorkspace bare = new(tickers: 1);
        Write(bare);
        bare.Workflows.Import(new ImportRequest(bare.Request.Source!), null, Cancellation);
        foreach (
            Action action in (Action[])
                [
                    () => bare.Workflows.Train(new() { Experts = ["forest"] }, null, Cancellation),
                    () => bare.Evaluate(bare.Request with { Experts = ["forest"] }),
                ]
        )
        {
            PloutosException refused = Assert.Throws<PloutosException>(action);
            Assert.Contains("came without it", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_of_trees_that_was_changed_is_refused_and_so_are_a_search_and_a_network()
    {
        _ = Boosting.OrSkip();
        Ready();
        string trees = Path.Combine(Train().Model, BoostedTrees.KeptAs);
        Assert.Contains(
            "forest is boosted trees: there is nothing to search",
            Assert
                .Throws<PloutosException>(() => Workflows.Optimize(new() { Experts = ["forest"] }, null, Cancellation))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "boosted trees, which have no ONNX file",
            Assert
                .ThrowsAny<Exception>(() => Workflows.ExportModel(new("forest", _home.Workspace.Root + "/f.onnx")))
                .Message,
            StringComparison.Ordinal
        );
        File.AppendAllText(trees, " ");
        PredictRequest request = new() { Ticker = Workflows.List()[0].Ticker, Offline = true };
        Assert.Contains(
            "trees.json must have the hash",
            Assert.ThrowsAny<Exception>(() => Workflows.Forecast("forest", request, null, Cancellation)).Message,
            StringComparison.Ordinal
        );
        Write(_home, ", \"network\": { \"heads\": 1 }");
        ExpertView broken = Workflows.Experts().Single(e => e.Name == "forest");
        Assert.Contains("belongs to the model network", broken.Problem, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private void Ready()
    {
        Write();
        Workflows.Import(new ImportRequest(_home.Request.Source!), null, Cancellation);
    }

    private TrainedSummary Train() =>
        Assert.Single(Workflows.Train(new() { Experts = ["forest"] }, null, Cancellation));

    private void Write() => Write(_home);

    private static void Write(EvaluationWorkspace home, string more = "")
    {
        Directory.CreateDirectory(home.Workspace.ExpertFolder);
        File.WriteAllText(
            Path.Combine(home.Workspace.ExpertFolder, "forest.json"),
            $$"""
            {
              "model": "boosting",
              "inputs": { "features": ["reversion"], "expressions": { "gap": "$open/Ref($close,1)-1" } },
              "label": { "kind": "up", "horizon": 1 },
              "classes": ["FALL", "RISE"]{{more}}
            }
            """
        );
    }

    private sealed class Clock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(now, TimeSpan.Zero);
    }
}
