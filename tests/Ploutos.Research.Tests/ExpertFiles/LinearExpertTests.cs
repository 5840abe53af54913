using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;

namespace Ploutos.Research.Tests.ExpertFiles;

/// <summary>An expert whose model is a logistic regression, from its file to forecast and evaluation.</summary>
public sealed class LinearExpertTests(PlantedMarket market) : IClassFixture<PlantedMarket>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void It_finds_the_planted_effect_is_proven_and_forecasts()
    {
        Write("line");
        TrainRequest request = new() { Experts = ["line"], OnlyOutdated = true };
        TrainedSummary trained = market.Workflows.Train(request, null, Stop).Single();

        Assert.Equal(("logistic", true), (trained.Serving!.Forecaster, trained.Serving.Named));
        Assert.InRange(trained.Test!.Accuracy, 0.58, 0.67);
        Assert.True(trained.Evidence!.Proven, trained.Evidence.Reason);
        Assert.Equal(0.0, market.Workflows.Train(request, null, Stop).Single().Seconds);
        ExpertForecast forecast = market.Workflows.Forecast(
            "line",
            new PredictRequest { Ticker = "T0", Offline = true },
            null,
            Stop
        );
        Assert.InRange(forecast.Probability, 0.15, 0.85);
        Assert.Contains("logistic", trained.Serving.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_judges_it_in_the_place_of_the_network()
    {
        Write("judged");
        QuestionEvaluation question = market
            .Workflows.Evaluate(
                new EvaluateRequest
                {
                    Experts = ["judged"],
                    Folds = 2,
                    Window = 1,
                },
                null,
                Stop
            )
            .Questions.Single();

        Assert.Equal(ProofVerdict.Proven, question.Verdict);
        Assert.StartsWith("logistic regression", question.Forecaster("v7.1")!.Description, StringComparison.Ordinal);
        Assert.Null(question.Forecaster("logistic"));
    }

    [Fact]
    public void A_search_has_nothing_to_look_for()
    {
        Write("sought");
        Assert.Contains(
            "there is nothing to search",
            Assert
                .Throws<PloutosException>(() =>
                    market.Workflows.Optimize(new OptimizeRequest { Experts = ["sought"], Trials = 1 }, null, Stop)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private void Write(string name) =>
        File.WriteAllText(
            Path.Combine(market.Workspace.ExpertFolder, $"{name}.json"),
            $$"""
            {
              "model": "linear",
              "inputs": { "expressions": { "effect": "{{PlantedMarket.Effect}}" } },
              "label": { "kind": "up", "horizon": 1 },
              "baselines": ["base_rate", "momentum_12_1", "reversal_5"]
            }
            """
        );
}
