using System.Text.Json.Nodes;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Tests.Backtests;
using Ploutos.Research.Tests.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Tests.Training;

/// <summary>A search, a training and what may count as evidence of it, on one small market: the real
/// pipeline from end to end.</summary>
public sealed class SearchedEvidenceTests : IDisposable
{
    private const int Bars = 900,
        Gap = 2 + 5; // window + the longest horizon

    private static readonly string[] s_names = [.. ExpertDefinition.All.Select(e => e.Name)];

    private readonly BacktestBench _bench = new(tickers: 3, bars: Bars, cutLast: 120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ModelRegistry Registry => new(_bench.Workspace.ModelsFolder);

    [Fact]
    public void Evidence_counts_only_days_after_the_search_and_everything_that_shows_it_says_so()
    {
        // The search's own cut lies 80 days behind the first test day of the training.
        DateOnly searchCut = _bench.Day(760),
            testFrom = _bench.Day(680);
        OptimizeSummary search = Search("volatility", searchCut);
        DateOnly seen = search.SeenTo!.Value;
        JsonNode file = JsonNode.Parse(File.ReadAllText(search.ResultFile))!;
        Assert.Equal($"{seen:yyyy-MM-dd}", (string?)file["days"]!["validation_to"]);
        Assert.Equal($"{_bench.Day(0):yyyy-MM-dd}", (string?)file["days"]!["train_from"]);
        Assert.Equal(2, (int)file["max_epochs"]!);
        Assert.Equal((double)search.BestParameters["epochs"]!, (double)file["best_params"]!["epochs"]!);
        Assert.True((double)file["best_params"]!["epochs"]! >= 20); // what the trial drew, not the cap

        Capped(search.ResultFile, 2, 30); // only so that the training is short
        var notes = new List<string>();
        TrainedSummary[] trained = [.. Train(testFrom, notes)];
        TrainedSummary volatility = trained.Single(t => t.Expert == "volatility"),
            momentum = trained.Single(t => t.Expert == "momentum");

        Assert.Equal(searchCut, volatility.Test!.From);
        Assert.Equal((searchCut, seen), (volatility.Evidence!.From!.Value, volatility.Evidence.ChosenTo!.Value));
        Assert.Equal(testFrom, momentum.Test!.From);
        Assert.Equal((30, 2), (volatility.MaxEpochs, volatility.SearchMaxEpochs));
        Assert.Contains(notes, n => n.Contains("ran at most 2 epochs", StringComparison.Ordinal));
        Assert.Contains(notes, n => n.Contains($"from {searchCut:yyyy-MM-dd} on instead", StringComparison.Ordinal));

        // The third ticker has too few bars to learn from: it is named nowhere, but stays in the pool.
        ModelCard card = Registry.Load(ExpertDefinition.Volatility).Card;
        Assert.Equal(["SIM01", "SIM02"], card.Data.Tickers);
        Assert.Equal(["SIM01", "SIM02", "SIM03"], card.Data.Pool);
        Assert.Contains(notes, n => n.Contains("SIM03 contributed no row", StringComparison.Ordinal));

        // One date for "trained to", whoever tells it.
        Assert.All(
            _bench.Workflows.Models(),
            m =>
                Assert.Equal(
                    Registry.Load(ExpertDefinition.All.Single(e => e.Name == m.Expert)).Card.Days.TrainTo,
                    m.TrainTo
                )
        );
        Assert.Equal(seen, _bench.Workflows.Models().Single(m => m.Expert == "volatility").ChosenTo);

        // Backtests begin where all three models are out of sample.
        PloutosException early = _bench.Fails(new() { From = "models", Start = testFrom });
        Assert.Contains($"before {searchCut:yyyy-MM-dd}", early.Message, StringComparison.Ordinal);

        A_signal_says_what_its_day_was(card, seen);
        A_model_without_the_day_of_its_choices_predicts_and_proves_nothing();
        Where_too_little_is_left_or_the_search_is_silent_nothing_is_known(search.ResultFile);
    }

    private void A_signal_says_what_its_day_was(ModelCard card, DateOnly seen)
    {
        (DateOnly Day, DayRole Role)[] expected =
        [
            (card.Days.TrainTo, DayRole.Training),
            (card.Days.ValidationTo, DayRole.Validation),
            (seen, DayRole.Search),
            (_bench.Day(759), DayRole.Purge),
            (_bench.Day(760), DayRole.Test),
            (_bench.Day(Bars - 1), DayRole.Test),
        ];
        foreach ((DateOnly day, DayRole role) in expected)
        {
            Prediction said = Predict(day);
            Assert.Equal(role, said.Experts[2].DayRole);
            bool inSample = said.Experts.Any(e => !e.DayRole!.Value.IsOutOfSample());
            Assert.Equal(!inSample, said.OutOfSample);
            Assert.Equal(inSample, said.Cautions.Any(c => c.Kind == CautionKind.InSample));
            Assert.All(said.Experts.Where(e => !e.DayRole!.Value.IsOutOfSample()), e => Assert.False(e.Proven));
        }
    }

    private void A_model_without_the_day_of_its_choices_predicts_and_proves_nothing()
    {
        string path = Path.Combine(Registry.FolderOf(ExpertDefinition.Momentum), "model.json"),
            text = File.ReadAllText(path);
        JsonNode card = JsonNode.Parse(text)!;
        card.AsObject().Remove("choices");
        card.AsObject().Remove("digest"); // as a card of an earlier version
        File.WriteAllText(path, card.ToJsonString());

        Prediction said = Predict(_bench.Day(Bars - 1));
        Assert.Equal(DayRole.NotKnown, said.Experts[0].DayRole);
        Assert.Equal(EvidenceGap.ChoicesNotKept, said.Experts[0].Proof!.Gap);
        Assert.Null(said.Experts[0].Proof!.Auc);
        Assert.Contains("NOT KNOWN: an earlier version made it", said.Experts[0].Evidence, StringComparison.Ordinal);
        Assert.Contains(
            "not known which days",
            _bench.Fails(new() { From = "models" }).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Registry.Load(ExpertDefinition.Momentum).Card.Counted());
        File.WriteAllText(path, text);
    }

    private void Where_too_little_is_left_or_the_search_is_silent_nothing_is_known(string resultFile)
    {
        string text = File.ReadAllText(resultFile);
        JsonNode file = JsonNode.Parse(text)!;
        file["days"]!["validation_to"] = $"{_bench.Day(Bars - 30):yyyy-MM-dd}";
        File.WriteAllText(resultFile, file.ToJsonString());
        TrainedSummary few = Train(_bench.Day(680), [], "volatility").Single();
        Assert.Null(few.Test);
        Assert.Equal(EvidenceGap.TooFewDays, few.Evidence!.Gap);
        Assert.Contains(
            $"days up to {_bench.Day(Bars - 30):yyyy-MM-dd}",
            few.Evidence.Reason,
            StringComparison.Ordinal
        );

        file.AsObject().Remove("days");
        File.WriteAllText(resultFile, file.ToJsonString());
        TrainedSummary silent = Train(_bench.Day(680), [], "volatility").Single();
        Assert.Null(silent.Test);
        Assert.Equal(EvidenceGap.SearchDaysNotKnown, silent.Evidence!.Gap);
        Assert.Equal(DayRole.NotKnown, Predict(_bench.Day(Bars - 1)).Experts[2].DayRole);
        File.WriteAllText(resultFile, text);
    }

    [Fact]
    public void A_search_and_a_training_with_their_default_cut_share_the_test_days()
    {
        OptimizeSummary search = Search("volatility", null);
        Capped(search.ResultFile, 2, 3);
        TrainedSummary trained = Train(null, [], "volatility").Single();

        Assert.Equal(_bench.Day((int)(Bars * 0.85)), trained.Test!.From);
        Assert.Equal(search.SeenTo, trained.Evidence!.ChosenTo);
        Assert.Equal(_bench.Day((int)(Bars * 0.85) - Gap - 1), search.SeenTo);
    }

    [Fact]
    public void Thresholds_that_were_fitted_on_test_days_take_the_proof_from_an_expert()
    {
        Train(_bench.Day(640), [], s_names);
        DateOnly? before = Registry.Load(ExpertDefinition.Momentum).ThresholdsTo;
        Assert.True(before < _bench.Day(640));

        Train(_bench.Day(800), [], "volatility");
        TrainedExpert momentum = Registry.Load(ExpertDefinition.Momentum);

        Assert.True(momentum.ThresholdsTo > _bench.Day(640));
        Assert.Equal(EvidenceGap.ThresholdsSawTest, EvidenceView.Of(momentum, simulatedBars: false).Gap);
        Assert.Equal(DayRole.Thresholds, DayRoles.Of(momentum, momentum.ThresholdsTo!.Value));
        Assert.Contains(
            "must not lie before",
            _bench.Fails(new() { From = "models", Start = momentum.ThresholdsTo }).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_evaluation_is_the_models_own_only_with_their_settings_tickers_and_days()
    {
        Train(null, [], "momentum");
        ModelCard card = Registry.Load(ExpertDefinition.Momentum).Card;
        EvaluationResult sample = EvaluationSample.Result("");
        EvaluationResult own = sample with
        {
            Tickers = card.Data.Pool,
            DataHash = card.Data.Hash,
            Settings = sample.Settings with
            {
                Window = card.Window,
                Seed = card.Seed,
                Chosen = new Dictionary<string, string> { ["momentum"] = EvaluationSubject.Text(card.Hyperparameters) },
            },
        };

        Assert.Empty(EvaluationSubject.Differences(own, [card]));
        Assert.Equal([EvaluationDifference.Days], Differs(own with { DataHash = "other" }));
        Assert.Equal([EvaluationDifference.Tickers], Differs(own with { Tickers = ["SIM01"] }));
        Assert.Equal([EvaluationDifference.Models], Differs(own with { Settings = own.Settings with { Seed = 7 } }));
        Assert.Equal(
            [EvaluationDifference.NotKnown],
            Differs(own with { Settings = own.Settings with { Chosen = null } })
        );
        // Trees and a file of another program have neither a window nor a seed.
        ModelCard trees = card with
        {
            Window = 1,
            Seed = 7,
            Serving = new()
            {
                Forecaster = ModelServing.Boosting,
                Named = true,
                BaseRate = 0.5,
                Parts = [],
                Market = [],
                Compared = [],
            },
        };
        EvaluationResult others = own with { Settings = own.Settings with { Seed = 0, Window = 9 } };
        Assert.Empty(EvaluationSubject.Differences(others, [trees]));
        IReadOnlyList<EvaluationDifference> Differs(EvaluationResult e) => EvaluationSubject.Differences(e, [card]);
    }

    private OptimizeSummary Search(string expert, DateOnly? testFrom) =>
        _bench
            .Workflows.Optimize(
                new OptimizeRequest
                {
                    Experts = [expert],
                    Trials = 1,
                    Jobs = 1,
                    Window = 2,
                    TestFrom = testFrom,
                    MaxEpochs = 2,
                },
                null,
                Token
            )
            .Single();

    private IReadOnlyList<TrainedSummary> Train(DateOnly? testFrom, List<string> notes, params string[] experts) =>
        _bench.Workflows.Train(
            new TrainRequest
            {
                Experts = experts.Length == 0 ? s_names : experts,
                TestFrom = testFrom,
                Window = 2,
            },
            new Listener(notes),
            Token
        );

    private Prediction Predict(DateOnly day) =>
        _bench.Workflows.Predict(
            new PredictRequest
            {
                Ticker = "SIM01",
                AsOf = day,
                Log = false,
                Offline = true,
            },
            null,
            Token
        );

    private static void Capped(string file, int cap, int epochs)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.Equal(cap, (int)json["max_epochs"]!);
        json["best_params"]!["epochs"] = epochs;
        json["serves"] = "search";
        File.WriteAllText(file, json.ToJsonString());
    }

    public void Dispose() => _bench.Dispose();

    private sealed class Listener(List<string> notes) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value)
        {
            if (value is Note note)
                lock (notes)
                    notes.Add(note.Text);
        }
    }
}
