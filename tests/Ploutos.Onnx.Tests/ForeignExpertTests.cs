using System.Globalization;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Models;
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

namespace Ploutos.Onnx.Tests;

public sealed class ForeignExpertTests : IDisposable
{
    private readonly EvaluationWorkspace _home = new(tickers: 3, bars: 800, parts: new OnnxPart());

    private IPloutosWorkflows Workflows => _home.Workflows;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_model_of_ploutos_comes_back_as_a_file_with_the_same_probabilities()
    {
        Ready();
        Workflows.Train(
            new()
            {
                Experts = ["reversion"],
                Fixed = true,
                Window = 4,
            },
            null,
            Cancellation
        );
        string file = Write("twin", chosenTo: "2000-01-01");
        Workflows.ExportModel(new("reversion", file));
        Workflows.Train(new() { Experts = ["twin"] }, null, Cancellation);
        string[] tickers = [.. Workflows.List().Select(s => s.Ticker)];
        foreach (string ticker in tickers)
        {
            PredictRequest request = new() { Ticker = ticker, Offline = true };
            double network = Workflows.Forecast("reversion", request, null, Cancellation).Probability,
                twin = Workflows.Forecast("twin", request, null, Cancellation).Probability,
                named = Workflows.Forecast(null, request with { Model = file }, null, Cancellation).Probability;
            Assert.Equal(network, twin, 1e-5);
            Assert.Equal(twin, named, 1e-9);
        }

        ExpertForecast forecast = Workflows.Forecast(
            null,
            new()
            {
                Ticker = tickers[0],
                Offline = true,
                Model = file,
            },
            null,
            Cancellation
        );
        Assert.Equal("reversion", forecast.Expert);
        Assert.False(forecast.Proven);
        Assert.StartsWith("twin.onnx (SHA-256 ", forecast.Version, StringComparison.Ordinal);
        ExportedModel again = Workflows.ExportModel(new("twin", _home.Workspace.Root + "/again.onnx"));
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(again.File));
    }

    [Fact]
    public void A_foreign_model_votes_is_recorded_and_replayed()
    {
        Ready();
        string file = Write("mine", chosenTo: "2000-01-01");
        File.WriteAllBytes(file, new OnnxBytes { Inputs = 9, Window = 2 }.Write());
        TrainedSummary trained = Assert.Single(Workflows.Train(new() { Experts = ["mine"] }, null, Cancellation));
        Assert.Equal("onnx", trained.Serving!.Forecaster);
        Assert.NotNull(trained.Test);
        File.WriteAllText(
            _home.Workspace.EnsembleFile,
            """{ "rule": "weighted", "experts": [{ "name": "mine", "weight": 1, "role": "direction" }] }"""
        );
        string ticker = Workflows.List()[0].Ticker;
        Prediction prediction = Workflows.Predict(
            new()
            {
                Ticker = ticker,
                Offline = true,
                Explain = true,
            },
            null,
            Cancellation
        );
        Assert.Equal("mine", Assert.Single(prediction.Experts).Expert);
        Assert.True(Assert.Single(prediction.Explanation!.Experts).IsForeign);
        DateOnly last = Workflows.List().Max(s => s.LastDay);
        IPloutosWorkflows evening = WorkflowFactory.Create(
            _home.Workspace,
            new Clock(last.ToDateTime(new TimeOnly(23, 30))),
            new OnnxPart()
        );
        LiveRun run = evening.LiveOnce(new([ticker], _home.Request.Source, RetrainEvery: 0), null, Cancellation);
        Assert.Equal(1, run.Signals);
        // The file is replaced: what was recorded is made again by the version that made it.
        File.WriteAllBytes(file, new OnnxBytes { Inputs = 9, BothClasses = true }.Write());
        Workflows.Train(new() { Experts = ["mine"] }, null, Cancellation);
        Assert.Equal(2, Workflows.Models("mine").Count);
        ReplayReport replayed = Workflows.Replay(new(), null, Cancellation);
        Assert.Equal(1, replayed.Equal);
        Assert.Empty(replayed.Differences);
    }

    [Fact]
    public void It_is_evaluated_as_it_is_against_the_baselines_and_its_days_are_held_against_it()
    {
        string file = Write("mine", chosenTo: "2099-01-01");
        File.WriteAllBytes(file, new OnnxBytes { Inputs = 9 }.Write());
        EvaluationResult result = _home.Evaluate(_home.Request with { Experts = ["mine"] });
        QuestionEvaluation question = result.Questions.Single(q => q.Question == "mine");
        Assert.Equal("onnx", question.Subject);
        Assert.Null(question.Forecaster("v7.1"));
        Assert.NotNull(question.Compare("onnx", question.BestBaseline));
        Assert.Contains(result.Notes, n => n.Contains("chosen by days up to 2099-01-01", StringComparison.Ordinal));
        File.WriteAllBytes(file, new OnnxBytes { Inputs = 9, BothClasses = true }.Write());
        Assert.NotEqual(result.Id, _home.Evaluate(_home.Request with { Experts = ["mine"] }).Id);
    }

    [Fact]
    public void A_row_that_it_gives_no_probability_of_stops_its_own_ticker_and_no_other()
    {
        Ready();
        // A twentieth of the volume over that of the day before: above 1 where it rises more than twentyfold.
        string file = Write(
            "mine",
            """{ "file": "mine.onnx", "chosen_to": "2000-01-01" }""",
            "",
            """ "expressions": { "busy": "$volume/Ref($volume,1)/10" } """
        );
        File.WriteAllBytes(file, new OnnxBytes { Inputs = 1, Raw = true }.Write());
        Workflows.Train(new() { Experts = ["mine"] }, null, Cancellation);
        File.WriteAllText(
            _home.Workspace.EnsembleFile,
            """{ "rule": "weighted", "experts": [{ "name": "mine", "weight": 1, "role": "direction" }] }"""
        );
        string[] tickers = [.. Workflows.List().Select(s => s.Ticker).Order(StringComparer.Ordinal)];
        DateOnly next = ExchangeCalendars.NewYork.Next(Workflows.List().Max(s => s.LastDay));
        foreach (string ticker in tickers)
            AddBar(ticker, next, volume: ticker == tickers[1] ? 1000 : 1);
        Workflows.Import(new(_home.Request.Source!, null), null, Cancellation);

        PredictRequest request = new()
        {
            Ticker = "",
            Offline = true,
            AcceptSerious = true,
            Log = false,
        };
        PredictionBatch batch = Workflows.PredictMany(null, request, null, Cancellation);
        Assert.Equal([tickers[0], tickers[2]], batch.Predictions.Select(p => p.Ticker));
        (string failed, Exception error) = Assert.Single(batch.Failures);
        Assert.Equal(tickers[1], failed);
        Assert.Contains("must give probabilities from 0 to 1", error.Message, StringComparison.Ordinal);
        LiveRun run = WorkflowFactory
            .Create(_home.Workspace, new Clock(next.ToDateTime(new TimeOnly(23, 30))), new OnnxPart())
            .LiveOnce(new(tickers, _home.Request.Source, RetrainEvery: 0) { AcceptSerious = true }, null, Cancellation);
        Assert.Equal((LiveRunStatus.Waiting, 2), (run.Status, run.Signals));
        Assert.Contains("must give probabilities from 0 to 1", run.WaitingFor[tickers[1]], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2099-01-01", false)]
    [InlineData("2000-01-01", true)]
    public void Days_that_it_may_have_seen_are_no_evidence_on_simulated_bars_either(string chosenTo, bool isTested)
    {
        _ = Onnx.OrSkip();
        Workflows.Import(new("simulated:3", ["SIM01", "SIM02", "SIM03"]), null, Cancellation);
        File.WriteAllBytes(Write("mine", chosenTo), new OnnxBytes { Inputs = 9 }.Write());
        TrainedSummary trained = Assert.Single(Workflows.Train(new() { Experts = ["mine"] }, null, Cancellation));
        Assert.Equal((true, isTested), (trained.Simulated, trained.Test is not null));
        EvaluationResult result = _home.Evaluate(
            new()
            {
                Experts = ["mine"],
                Folds = 2,
                Window = 2,
            }
        );
        Assert.Equal(
            !isTested,
            result.Notes.Any(n => n.Contains($"chosen by days up to {chosenTo}", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void It_is_proven_not_to_look_ahead_and_what_can_not_be_shown_is_named()
    {
        Ready();
        string file = Write("mine", chosenTo: "2000-01-01");
        File.WriteAllBytes(file, new OnnxBytes { Inputs = 9, Window = 2 }.Write());
        ProofReport report = Workflows.Prove(new() { Experts = ["mine"], Noise = 1 }, null, Cancellation);
        Assert.Equal(["split", "future"], report.Checks.Select(c => c.Name));
        Assert.All(report.Checks, c => Assert.True(c.Passed, c.Summary));
        Assert.Contains(report.LeftOut, l => l.Contains("mine.onnx", StringComparison.Ordinal));
    }

    [Fact]
    public void Days_that_the_model_may_have_seen_are_no_evidence()
    {
        Ready();
        string file = Write("mine", chosenTo: "2099-01-01");
        File.WriteAllBytes(file, new OnnxBytes { Inputs = 9 }.Write());
        TrainedSummary trained = Assert.Single(Workflows.Train(new() { Experts = ["mine"] }, null, Cancellation));
        Assert.Null(trained.Test);
    }

    [Theory]
    [InlineData("""{ "file": "mine.onnx" }""", "'onnx.chosen_to' must be given")]
    [InlineData("""{ "file": "mine.onnx", "chosen_to": "soon" }""", "must be a day (yyyy-MM-dd)")]
    [InlineData("""{ "file": "../mine.onnx", "chosen_to": "2015-12-31" }""", "must lie in the folder of the experts")]
    [InlineData("""{ "file": "/etc/passwd", "chosen_to": "2015-12-31" }""", "must lie in the folder of the experts")]
    [InlineData("""{ "file": "none.onnx", "chosen_to": "2015-12-31" }""", "none.onnx', an ONNX model, does not exist")]
    public void An_expert_file_that_breaks_a_rule_names_it(string onnx, string rule)
    {
        Ready();
        Write("mine", onnx, "");
        PloutosException e = Assert.Throws<PloutosException>(() =>
            Workflows.Train(new() { Experts = ["mine"] }, null, Cancellation)
        );
        Assert.Contains(rule, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_a_network_and_a_search_are_refused()
    {
        Ready();
        Write("mine", """{ "file": "mine.onnx", "chosen_to": "2015-12-31" }""", """, "network": { "heads": 2 }""");
        Assert.Contains(
            "'network' belongs to the model network",
            Assert
                .Throws<PloutosException>(() => Workflows.Train(new() { Experts = ["mine"] }, null, Cancellation))
                .Message,
            StringComparison.Ordinal
        );
        Write("mine", chosenTo: "2015-12-31");
        Assert.Contains(
            "mine.onnx",
            Assert
                .Throws<PloutosException>(() =>
                    Workflows.Optimize(new() { Experts = ["mine"], Trials = 1 }, null, Cancellation)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_program_without_the_part_says_so()
    {
        using EvaluationWorkspace home = new(tickers: 1, bars: 400);
        home.Workflows.Import(new(home.Request.Source!, null), null, Cancellation);
        Directory.CreateDirectory(home.Workspace.ExpertFolder);
        string file = Path.Combine(home.Workspace.ExpertFolder, "m.onnx");
        File.WriteAllBytes(file, new OnnxBytes { Inputs = 9 }.Write());
        PloutosException e = Assert.Throws<PloutosException>(() =>
            home.Workflows.Forecast(
                "reversion",
                new()
                {
                    Ticker = home.Workflows.List()[0].Ticker,
                    Offline = true,
                    Model = file,
                },
                null,
                Cancellation
            )
        );
        Assert.Contains("Ploutos.Onnx", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private sealed class Clock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(now, TimeSpan.Zero);
    }

    private void Ready()
    {
        _ = Onnx.OrSkip();
        Workflows.Import(new(_home.Request.Source!, null), null, Cancellation);
    }

    /// <summary>Writes one more bar, like the last one but for its volume.</summary>
    private void AddBar(string ticker, DateOnly day, double volume)
    {
        string file = Path.Combine(_home.Request.Source!["csv:".Length..], ticker + ".csv");
        string[] last = File.ReadAllLines(file)[^1].Split(',');
        last[0] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        last[^1] = (volume * double.Parse(last[^1], CultureInfo.InvariantCulture)).ToString(
            "F0",
            CultureInfo.InvariantCulture
        );
        File.AppendAllLines(file, [string.Join(',', last)]);
    }

    /// <summary>Writes an expert on reversion's inputs; gives the path that its model must have.</summary>
    private string Write(string name, string chosenTo) =>
        Write(name, $$"""{ "file": "{{name}}.onnx", "chosen_to": "{{chosenTo}}" }""", "");

    private string Write(string name, string onnx, string more, string inputs = """ "features": ["reversion"] """)
    {
        Directory.CreateDirectory(_home.Workspace.ExpertFolder);
        File.WriteAllText(
            Path.Combine(_home.Workspace.ExpertFolder, $"{name}.json"),
            $$"""
            {
              "inputs": { {{inputs}} },
              "label": { "kind": "up", "horizon": 1 },
              "model": "onnx",
              "onnx": {{onnx}}{{more}}
            }
            """
        );
        return Path.Combine(_home.Workspace.ExpertFolder, $"{name}.onnx");
    }
}
