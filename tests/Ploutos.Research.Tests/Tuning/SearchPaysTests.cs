using System.Text.Json.Nodes;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Research.Tests.Backtests;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;

namespace Ploutos.Research.Tests.Tuning;

/// <summary>A search serves only where it beats the defaults on a fold that it did not use.</summary>
public sealed class SearchPaysTests : IDisposable
{
    private readonly BacktestBench _bench = new(tickers: 3, bars: 1000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_best_trial_is_held_against_the_defaults_and_the_training_takes_who_serves()
    {
        OptimizeSummary search = _bench
            .Workflows.Optimize(
                new OptimizeRequest
                {
                    Experts = ["volatility"],
                    Trials = 3,
                    Jobs = 1,
                    MaxEpochs = 3,
                },
                null,
                Token
            )
            .Single();
        JsonNode file = JsonNode.Parse(File.ReadAllText(search.ResultFile))!;
        Assert.Equal(search.Serves, (string?)file["serves"]);
        Assert.Equal("wide", (string?)file["space"]);
        Assert.NotNull(file["best_params"]!["window"]);
        Assert.Equal(search.BestValue, (double)file["best_loss"]!, 1e-12);
        if (search.Check is { } check)
        {
            // The fold of the check lies behind all that the trials were judged on.
            Assert.Equal(search.SeenTo, check.To);
            Assert.Equal(check.Gain > check.StandardError, search.Serves == "search");
        }

        // Whatever was found: where the file says that the defaults serve, a training takes them.
        file["serves"] = "defaults";
        file["best_params"]!["learning_rate"] = 0.5;
        File.WriteAllText(search.ResultFile, file.ToJsonString());
        ModelCard kept = Train();
        Assert.Equal(ExpertDefinition.Volatility.Defaults, kept.Hyperparameters);
        Assert.Contains("did not beat", kept.HyperparametersFrom, StringComparison.Ordinal);
        Assert.Equal(SearchKnowledge.Known, kept.Choices!.Search);

        file["serves"] = "search";
        file["best_params"]!["learning_rate"] = 0.0007;
        file["best_params"]!["window"] = 4;
        File.WriteAllText(search.ResultFile, file.ToJsonString());
        ModelCard taken = Train();
        Assert.Equal((4, 0.0007), (taken.Window, taken.Hyperparameters.LearningRate));
    }

    private ModelCard Train()
    {
        _bench.Workflows.Train(new TrainRequest { Experts = ["volatility"], Fixed = true }, null, Token);
        return new ModelRegistry(_bench.Workspace.ModelsFolder).Load(ExpertDefinition.Volatility).Card;
    }

    public void Dispose() => _bench.Dispose();
}
