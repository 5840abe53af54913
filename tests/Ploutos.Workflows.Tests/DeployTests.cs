using System.Globalization;
using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Simulation;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Research.Trials;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Predict;
using Ploutos.Tests;
using Ploutos.Workflows.Deploy;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Tests;

/// <summary>The main job on a small simulated market written as CSV files: the real store, the real
/// training, the real files.</summary>
public sealed class DeployTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<WorkflowEvent> _events = [];

    private DeployRequest Request =>
        new()
        {
            Source = $"csv:{_folder.File("bars")}",
            SkipOptimization = true,
            Window = 1,
        };

    [Fact]
    public void A_deployment_imports_trains_three_experts_and_predicts_and_a_second_start_repeats_nothing()
    {
        WriteBars(tickers: 2, bars: 900);
        IPloutosWorkflows workflows = Workflows();
        DeployResult first = workflows.Deploy(Request, Recorder, TestContext.Current.CancellationToken);

        Assert.Equal(["momentum", "reversion", "volatility"], first.Experts.Select(e => e.Expert));
        Assert.All(
            first.Experts,
            e =>
            {
                Assert.True(e.Test!.Rows > 0);
                Assert.InRange(e.Test.BaseRate, 0.5, 1);
                Assert.InRange(e.Test.Auc, e.Test.Intervals["auc"][0], e.Test.Intervals["auc"][1]);
                Assert.True(File.Exists(Path.Combine(e.Model, "weights.safetensors")));
            }
        );
        Assert.Equal("SIM01", first.Prediction.Ticker);
        Assert.Single(workflows.Signals(new(["SIM01"], Kind: SignalKind.Predict)));
        Assert.Contains(_events, e => e is EpochDone);

        _events.Clear();
        DeployResult second = workflows.Deploy(Request, Recorder, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(_events, e => e is EpochDone);
        Assert.Equal(
            first.Experts.Select(e => (e.Version, e.Test!.Auc)),
            second.Experts.Select(e => (e.Version, e.Test!.Auc))
        );
        Assert.Equal(first.Prediction.Score, second.Prediction.Score);
    }

    [Fact]
    public void Of_a_simulated_market_the_strongest_signal_is_shown()
    {
        var workspace = new WorkspaceFolder(_folder.File("workspace"));
        using (BarStore store = new DataWorkflow(workspace, TimeProvider.System).OpenOrCreateStore())
            foreach (
                DeliveredSeries series in new SimulatedMarket(
                    new SimulationOptions { Tickers = 3, Bars = 900 }
                ).Delivered()
            )
                store.Save(series, DateTimeOffset.UnixEpoch);
        IPloutosWorkflows workflows = Workflows();
        Prediction shown = workflows
            .Deploy(
                new DeployRequest { SkipOptimization = true, Window = 1 },
                Recorder,
                TestContext.Current.CancellationToken
            )
            .Prediction;
        string strongest = workflows
            .List()
            .Select(t => workflows.Predict(new PredictRequest { Ticker = t.Ticker, Log = false }))
            .MaxBy(p => Math.Abs(p.Score))!
            .Ticker;
        Assert.Equal(strongest, shown.Ticker);
        Assert.Equal(
            [("SIM01", 1, 3), ("SIM02", 2, 3), ("SIM03", 3, 3)],
            _events.OfType<ItemDone>().Where(e => e.Stage == "compare").Select(e => (e.Item, e.Done, e.Total))
        );
        Assert.Single(workflows.Signals(new(Kind: SignalKind.Predict)));
    }

    [Fact]
    public void Two_trainings_of_one_seed_give_the_same_weights_on_one_core_and_on_two()
    {
        WriteBars(tickers: 2, bars: 900);
        string One(string workspace, int cores)
        {
            IPloutosWorkflows workflows = WorkflowFactory.Create(
                new WorkspaceFolder(_folder.File(workspace)),
                TimeProvider.System
            );
            workflows.Import(new ImportRequest(Request.Source!), null, TestContext.Current.CancellationToken);
            TrainedSummary summary = workflows.Train(
                new TrainRequest
                {
                    Experts = ["volatility"],
                    Window = 4,
                    Cores = cores,
                },
                null,
                TestContext.Current.CancellationToken
            )[0];
            return summary.Version[(summary.Version.IndexOf('-', StringComparison.Ordinal) + 1)..]
                + Convert.ToHexString(File.ReadAllBytes(Path.Combine(summary.Model, "weights.safetensors")));
        }

        Assert.Equal(One("a", cores: 1), One("b", cores: 2));
    }

    [Fact]
    public void A_training_that_is_interrupted_leaves_the_model_that_was_there()
    {
        WriteBars(tickers: 1, bars: 900);
        IPloutosWorkflows workflows = Workflows();
        workflows.Import(new ImportRequest(Request.Source!), null, TestContext.Current.CancellationToken);
        TrainedSummary before = workflows.Train(
            new TrainRequest { Experts = ["volatility"], Window = 1 },
            null,
            TestContext.Current.CancellationToken
        )[0];
        byte[] weights = File.ReadAllBytes(Path.Combine(before.Model, "weights.safetensors"));
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            workflows.Train(
                new TrainRequest
                {
                    Experts = ["volatility"],
                    Window = 1,
                    Seed = 9,
                },
                new EventSink(e =>
                {
                    if (e is EpochDone { Epoch: 2 })
                        source.Cancel();
                }),
                source.Token
            )
        );
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(before.Model, "weights.safetensors")));
    }

    [Fact]
    public void A_search_writes_its_result_goes_on_where_it_stopped_and_is_what_training_uses()
    {
        WriteBars(tickers: 1, bars: 900);
        IPloutosWorkflows workflows = Workflows();
        workflows.Import(new ImportRequest(Request.Source!), null, TestContext.Current.CancellationToken);
        var request = new OptimizeRequest
        {
            Experts = ["volatility"],
            Trials = 3,
            Jobs = 2,
            Window = 1,
            MaxEpochs = 2,
        };
        OptimizeSummary first = workflows.Optimize(request, Recorder, TestContext.Current.CancellationToken)[0];
        Assert.Equal(3, first.Trials);
        Assert.Equal(3, _events.OfType<TrialDone>().Count());
        Assert.Equal(3, Counted().Records);
        OptimizeSummary more = workflows.Optimize(
            request with
            {
                Trials = 5,
            },
            Recorder,
            TestContext.Current.CancellationToken
        )[0];
        Assert.Equal(5, more.Trials);
        Assert.Equal(5, _events.OfType<TrialDone>().Count());
        Assert.Equal(5, Counted().Records);
        Assert.InRange(Counted().Tunes, 1, 5);

        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(more.ResultFile));
        foreach (
            string name in new[]
            {
                "expert_type",
                "best_loss",
                "best_trial",
                "best_params",
                "n_trials",
                "timestamp",
                "data_shape",
            }
        )
            Assert.True(json.RootElement.TryGetProperty(name, out _), $"{name} is missing");
        Assert.Contains("<html", File.ReadAllText(more.Report), StringComparison.OrdinalIgnoreCase);
        TrainedSummary trained = workflows.Train(
            new TrainRequest { Experts = ["volatility"], Window = 1 },
            null,
            TestContext.Current.CancellationToken
        )[0];
        string file = Path.Combine("logs", "v7_volatility_optimization.json");
        Assert.Equal(
            more.Serves == "search" ? file : $"defaults, which the search of {file} did not beat",
            trained.HyperparametersFrom
        );

        var other = Assert.Throws<PloutosException>(() =>
            workflows.Optimize(request with { Window = 2 }, null, TestContext.Current.CancellationToken)
        );
        Assert.Contains(new ChangeOption("study", "another name"), other.Remedies);
    }

    [Fact]
    public void On_a_simulated_market_an_expert_comes_within_a_point_of_the_best_possible_accuracy()
    {
        IPloutosWorkflows workflows = Workflows();
        workflows.Import(new ImportRequest("simulated:42"), null, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder.File("workspace", "logs"));
        File.WriteAllText(
            _folder.File("workspace", "logs", "v7_reversion_optimization.json"),
            """
            {"best_params":{"learning_rate":0.0005,"batch_size":128,"dropout":0.1,"weight_decay":0.001,
             "epochs":15,"hidden1":128,"hidden2":64},
             "days":{"train_from":"2006-01-03","train_to":"2013-12-31","validation_from":"2014-02-03",
             "validation_to":"2015-06-30","origin":"simulated"}}
            """
        );
        TestMetrics test = workflows
            .Train(
                new TrainRequest { Experts = ["reversion"], Window = 1 },
                null,
                TestContext.Current.CancellationToken
            )[0]
            .Test!;
        Assert.True(test.BestAccuracy > test.BaseRate + 0.05);
        Assert.True(
            test.Accuracy > test.BestAccuracy - 0.01,
            $"{test.Accuracy:P2} of the rows are told right, {test.BestAccuracy:P2} could be"
        );
    }

    [Fact]
    public void What_the_user_can_mend_is_told_with_its_exit_code()
    {
        IPloutosWorkflows workflows = Workflows();
        Assert.Equal(
            Fault.NoBars,
            Fails(() => workflows.Predict(new PredictRequest { Ticker = "NVDA", Offline = true })).Fault
        );
        PloutosException empty = Fails(() => workflows.List());
        Assert.Equal(Fault.NoBars, empty.Fault);
        Assert.Equal([new FetchBars(), new ImportBars(), new ImportSimulatedBars()], empty.Remedies);
        Assert.Equal(Fault.NoBars, Fails(() => workflows.Train(new TrainRequest())).Fault);
        Assert.Equal(Fault.WrongUsage, Fails(() => workflows.Import(new ImportRequest("ftp:x"))).Fault);
        WriteBars(tickers: 1, bars: 900);
        workflows.Import(new ImportRequest(Request.Source!), null, TestContext.Current.CancellationToken);
        Assert.Equal(Fault.WrongUsage, Fails(() => workflows.Train(new TrainRequest { Experts = ["momentun"] })).Fault);
        Assert.Contains(
            "9999",
            Fails(() => workflows.Train(new TrainRequest { TestFrom = new DateOnly(9999, 1, 1) })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Features_are_exported_under_the_names_of_the_reference()
    {
        WriteBars(tickers: 1, bars: 900);
        IPloutosWorkflows workflows = Workflows();
        workflows.Import(new ImportRequest(Request.Source!), null, TestContext.Current.CancellationToken);
        Assert.Equal(900, workflows.ExportFeatures(new("SIM01", _folder.File("features.csv"))));
        string[] lines = File.ReadAllLines(_folder.File("features.csv"));
        Assert.Equal(901, lines.Length);
        Assert.StartsWith("Date,momentum.return_1d,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",volatility.volume_volatility_20", lines[0], StringComparison.Ordinal);
        Assert.All(lines, l => Assert.Equal(44, l.Split(',').Length));
    }

    public void Dispose() => _folder.Dispose();

    private IProgress<WorkflowEvent> Recorder =>
        new EventSink(e =>
        {
            lock (_events)
                _events.Add(e);
        });

    private TrialCount Counted() =>
        new TrialLedger(new WorkspaceFolder(_folder.File("workspace")), TimeProvider.System).Count(
            DataOrigin.Observed,
            ["SIM01"]
        );

    private static PloutosException Fails(Func<object> work) => Assert.Throws<PloutosException>(() => work());

    private IPloutosWorkflows Workflows() =>
        WorkflowFactory.Create(new WorkspaceFolder(_folder.File("workspace")), TimeProvider.System);

    private void WriteBars(int tickers, int bars)
    {
        Directory.CreateDirectory(_folder.File("bars"));
        foreach (
            BarSeries series in new SimulatedMarket(new SimulationOptions { Tickers = tickers, Bars = bars }).Series
        )
        {
            var lines = new List<string> { "Date,Open,High,Low,Close,Volume" };
            for (int t = 0; t < series.Count; t++)
                lines.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{series.Dates[t]:yyyy-MM-dd},{series.Open[t]:F4},{series.High[t]:F4},{series.Low[t]:F4},"
                            + $"{series.Close[t]:F4},{series.Volume[t]:F0}"
                    )
                );
            File.WriteAllLines(_folder.File("bars", series.Ticker + ".csv"), lines);
        }
    }

    private sealed class EventSink(Action<WorkflowEvent> take) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value) => take(value);
    }
}
