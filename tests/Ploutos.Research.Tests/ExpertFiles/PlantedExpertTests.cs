using System.Globalization;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Tests.ExpertFiles;

/// <summary>A market in which tomorrow goes the way of two days ago three times out of four where
/// today's volume is above its usual, and is a coin toss elsewhere. None of the built-in features
/// holds that.</summary>
public sealed class PlantedMarket : IDisposable
{
    public const string Effect = "If($volume>Mean($volume,20),Sign(Ref($close,2)-Ref($close,3)),0)";
    private const int Bars = 1200,
        Tickers = 6;

    // Trading days.
    private static readonly DateOnly[] s_days =
    [
        .. new SimulatedMarket(new SimulationOptions { Tickers = 1, Bars = Bars }).Series[0].Dates,
    ];
    private readonly TemporaryFolder _folder = new();

    public PlantedMarket()
    {
        Directory.CreateDirectory(_folder.File("bars"));
        for (int k = 0; k < Tickers; k++)
            File.WriteAllLines(_folder.File("bars", $"T{k}.csv"), Rows(new Random(100 + k)));
        Workflows = WorkflowFactory.Create(Workspace, TimeProvider.System);
        Workflows.Import(new ImportRequest($"csv:{_folder.File("bars")}"), null, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Workspace.ExpertFolder);
        Write("echo", Effect);
    }

    public WorkspaceFolder Workspace => new(_folder.File("workspace"));

    public IPloutosWorkflows Workflows { get; }

    /// <summary>An expert of one expression.</summary>
    public void Write(string name, string expression, string more = "") =>
        File.WriteAllText(
            Path.Combine(Workspace.ExpertFolder, $"{name}.json"),
            $$"""
            {
              "inputs": { "expressions": { "effect": "{{expression}}" } },
              "label": { "kind": "up", "horizon": 1 },
              "network": { "heads": 2, "classifier_width": 8 },
              "defaults": { "hidden": [8, 8], "epochs": 20, "learning_rate": 3e-3, "weight_decay": 0.1, "dropout": 0 },
              "baselines": ["base_rate", "momentum_12_1", "reversal_5"]{{more}}
            }
            """
        );

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Rows(Random random)
    {
        yield return "Date,Open,High,Low,Close,Volume";
        List<double> closes = [100],
            volumes = [];
        for (int t = 0; t < Bars; t++)
        {
            volumes.Add(Math.Round(1e6 * Math.Exp(0.4 * (random.NextDouble() - 0.5))));
            double close = closes[^1];
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{s_days[t]:yyyy-MM-dd},{close:F4},{close * 1.004:F4},{close * 0.996:F4},{close:F4},{volumes[^1]:F0}"
            );
            bool busy = t >= 20 && volumes[^1] > volumes[^20..].Average();
            double size = 0.002 + 0.01 * random.NextDouble(),
                way = busy ? Math.Sign(closes[^3] - closes[^4])
                : random.NextDouble() < 0.5 ? 1
                : -1;
            if (busy && random.NextDouble() < 0.25)
                way = -way;
            closes.Add(close * (1 + way * size));
        }
    }
}

public sealed class PlantedExpertTests(PlantedMarket market) : IClassFixture<PlantedMarket>
{
    private static readonly CancellationToken s_stop = TestContext.Current.CancellationToken;

    [Fact]
    public void An_expert_of_a_file_finds_the_planted_effect_and_is_proven_against_its_baselines()
    {
        TrainedSummary trained = market
            .Workflows.Train(
                new TrainRequest
                {
                    Experts = ["echo"],
                    Window = 1,
                    Fixed = true,
                },
                null,
                s_stop
            )
            .Single();
        Assert.Equal("echo", trained.Expert);
        // Half of the days have a volume above the usual; three of four of these are foretold.
        Assert.InRange(trained.Test!.Accuracy, 0.58, 0.67);
        Assert.True(trained.Evidence!.Proven, trained.Evidence.Reason);

        ExpertDefinition expert = new ExpertCatalog(market.Workspace).Get("echo");
        TrainedExpert model = new ModelRegistry(market.Workspace.ModelsFolder).Load(expert);
        Assert.Equal(expert.Digest, model.Card.Definition);
        double[] probability = new double[1];
        BarSeries bars = Bars();
        var forecaster = new ExpertForecaster([model]);
        int asked = 0;
        for (int t = bars.Count - 60; t < bars.Count; t++)
        {
            BarSeries known = bars.Slice(0, t + 1);
            double effect = expert.Features.Compute(known)[t, 0];
            forecaster.Predict(known, probability);
            if (effect == 0)
                continue;
            asked++;
            Assert.Equal(effect > 0, probability[0] > 0.5);
        }

        Assert.True(asked > 10);
    }

    [Fact]
    public void An_evaluation_of_the_file_finds_the_effect_in_every_fold()
    {
        EvaluationResult result = market.Workflows.Evaluate(
            new EvaluateRequest
            {
                Experts = ["echo"],
                Folds = 2,
                Window = 1,
            },
            null,
            s_stop
        );
        QuestionEvaluation question = Assert.Single(result.Questions);
        Assert.Equal(ProofVerdict.Proven, question.Verdict);
        Assert.Equal(("echo", "tomorrow's close lies above today's"), (question.Question, question.Label));
        Assert.Equal(
            ["v7.1", "v7", "base_rate", "momentum_12_1", "reversal_5"],
            question.Forecasters.Select(f => f.Name)
        );
        Assert.StartsWith(
            "ticker,date,fold,path,momentum,reversion,volatility,score,signal,"
                + "label_momentum,label_reversion,label_volatility,echo,label_echo",
            File.ReadLines(Path.Combine(result.Folder, "forecasts.csv")).First(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_effect_one_day_into_the_future_is_refused_with_its_place()
    {
        market.Write(
            "ahead",
            PlantedMarket.Effect.Replace("Ref($close,2)", "Ref($close,-1)", StringComparison.Ordinal)
        );
        PloutosException error = Assert.Throws<PloutosException>(() => market.Workflows.CheckExpert("ahead"));
        Assert.Equal(Fault.Settings, error.Fault);
        Assert.Contains("effect: at character", error.Message, StringComparison.Ordinal);
        Assert.Contains("ahead", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_does_not_fit_a_file_whose_inputs_were_changed_and_is_trained_again()
    {
        market.Write("other", PlantedMarket.Effect);
        var request = new TrainRequest
        {
            Experts = ["other"],
            Window = 1,
            Fixed = true,
            OnlyOutdated = true,
        };
        string first = market.Workflows.Train(request, null, s_stop).Single().Version;
        Assert.Equal(first, market.Workflows.Train(request, null, s_stop).Single().Version);
        market.Write("other", "Sign(Ref($close,2)-Ref($close,3))");
        ExpertDefinition changed = new ExpertCatalog(market.Workspace).Get("other");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
            new ModelRegistry(market.Workspace.ModelsFolder).Load(changed)
        );
        Assert.Contains("the file of the other expert was changed since", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(first, market.Workflows.Train(request, null, s_stop).Single().Version);
    }

    [Fact]
    public void Other_baselines_in_a_file_make_its_evidence_anew()
    {
        market.Write("held", PlantedMarket.Effect);
        var request = new TrainRequest
        {
            Experts = ["held"],
            Window = 1,
            Fixed = true,
            OnlyOutdated = true,
        };
        Assert.True(Seconds() > 0);
        Assert.Equal(0.0, Seconds());
        Change("held", ", \"momentum_12_1\"", "");
        Assert.True(Seconds() > 0);
        ExpertDefinition expert = new ExpertCatalog(market.Workspace).Get("held");
        Assert.Equal(
            ["base_rate", "reversal_5"],
            new ModelRegistry(market.Workspace.ModelsFolder).Load(expert).Evidence!.Baselines.Select(b => b.Name)
        );
        Assert.Equal(0.0, Seconds());

        double Seconds() => market.Workflows.Train(request, null, s_stop).Single().Seconds;
    }

    [Fact]
    public void A_search_of_a_file_begins_with_its_defaults_and_serves_that_file_alone()
    {
        // Learning rate, dropout and the first width's step lie outside of the published space.
        market.Write("sought", PlantedMarket.Effect);
        var request = new OptimizeRequest
        {
            Experts = ["sought"],
            Trials = 1,
            MaxEpochs = 1,
            Jobs = 1,
            Window = 1,
            OnlyIfOutdated = true,
        };
        OptimizeSummary search = market.Workflows.Optimize(request, null, s_stop).Single();
        Assert.Equal((0, true), (search.BestTrial, search.IsDefault));
        Assert.Equal(0.0, market.Workflows.Optimize(request, null, s_stop).Single().Seconds);
        var catalog = new ExpertCatalog(market.Workspace);
        Assert.Contains("did not beat", Origin(), StringComparison.Ordinal);

        // Other defaults: another space, so another study.
        Change("sought", "\"epochs\": 20", "\"epochs\": 25");
        Assert.Contains("did not beat", Origin(), StringComparison.Ordinal);
        Refused();

        // Other inputs: what was found is of another expert.
        market.Write("sought", "Sign(Ref($close,2)-Ref($close,3))");
        Assert.Contains("was changed after the search", Origin(), StringComparison.Ordinal);
        Refused();
        OptimizeSummary fresh = market.Workflows.Optimize(request with { Study = "second" }, null, s_stop).Single();
        Assert.True(fresh.Seconds > 0);
        Assert.Contains("did not beat", Origin(), StringComparison.Ordinal);

        string Origin() => HyperparameterFile.Find(market.Workspace, catalog.Get("sought")).Origin;
        void Refused() =>
            Assert.Contains(
                "of another file of the expert",
                Assert.Throws<PloutosException>(() => market.Workflows.Optimize(request, null, s_stop)).Message,
                StringComparison.Ordinal
            );
    }

    private void Change(string name, string from, string to)
    {
        string path = Path.Combine(market.Workspace.ExpertFolder, $"{name}.json"),
            text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_a_logistic_regression_serves_a_file_it_reads_the_files_own_inputs()
    {
        market.Write("linear", PlantedMarket.Effect);
        string path = Path.Combine(market.Workspace.ExpertFolder, "linear.json");
        File.WriteAllText(
            path,
            File.ReadAllText(path).Replace("\"base_rate\", ", "\"base_rate\", \"logistic\", ", StringComparison.Ordinal)
        );
        ExpertDefinition expert = new ExpertCatalog(market.Workspace).Get("linear");
        market.Workflows.Train(new TrainRequest { Experts = ["linear"], Window = 1 }, null, s_stop);
        TrainedExpert model = new ModelRegistry(market.Workspace.ModelsFolder).Load(expert);
        double[] probability = new double[1];
        new ExpertForecaster([model]).Predict(Bars(), probability);
        Assert.InRange(probability[0], 0.15, 0.85);
        Assert.False(model.Abstains);
        if (model.Simple is { } simple)
            Assert.Equal(["effect"], simple.Parts.Single().Names);
    }

    [Fact]
    public void One_expert_alone_forecasts_a_ticker_and_records_nothing()
    {
        market.Write("alone", PlantedMarket.Effect);
        var request = new PredictRequest { Ticker = "t0", Offline = true };
        Assert.Equal(
            Fault.NoModel,
            Assert.Throws<PloutosException>(() => market.Workflows.Forecast("alone", request, null, s_stop)).Fault
        );
        market.Workflows.Train(
            new TrainRequest
            {
                Experts = ["alone"],
                Window = 1,
                Fixed = true,
            },
            null,
            s_stop
        );
        ExpertForecast forecast = market.Workflows.Forecast("Alone", request, null, s_stop);
        double effect = new ExpertCatalog(market.Workspace).Get("alone").Features.Compute(Bars()).Column(0)[^1];
        Assert.Equal(("T0", "alone", 1), (forecast.Ticker, forecast.Expert, forecast.Horizon));
        Assert.Equal(Bars().Dates[^1], forecast.AsOf);
        Assert.InRange(
            forecast.Probability,
            effect > 0 ? 0.6
                : effect < 0 ? 0.15
                : 0.35,
            effect > 0 ? 0.85
                : effect < 0 ? 0.4
                : 0.65
        );
        Assert.Equal(forecast.Probability > 0.5 ? "UP" : "DOWN", forecast.Class);
        Assert.False(File.Exists(Path.Combine(market.Workspace.Root, "data", "signals.db")));
    }

    private BarSeries Bars()
    {
        using MarketData.Store.BarStore store = new DataWorkflow(market.Workspace, TimeProvider.System).OpenStore();
        return store.Read("T0");
    }
}
