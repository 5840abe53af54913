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

    [Theory]
    [InlineData(0.010, 0.004, true)]
    [InlineData(0.010, 0.010, false)]
    [InlineData(0.003, 0.004, false)]
    [InlineData(-0.010, 0.004, false)]
    [InlineData(0.010, null, false)]
    public void A_search_pays_by_more_than_one_standard_error(double gain, double? error, bool pays) =>
        Assert.Equal(
            pays,
            new SearchCheck
            {
                From = default,
                To = default,
                Rows = 1,
                BestLogLoss = 0.68,
                DefaultLogLoss = 0.68 + gain,
                Gain = gain,
                StandardError = error,
            }.Pays
        );

    [Fact]
    public void Where_the_defaults_are_the_best_trial_they_serve_without_a_check()
    {
        OptimizeSummary search = Search(new() { Trials = 1, MaxEpochs = 1 });
        Assert.Equal((0, true, "defaults", null), (search.BestTrial, search.IsDefault, search.Serves, search.Check));
        JsonNode file = Written(search);
        Assert.Equal(("defaults", true), ((string?)file["serves"], (bool)file["is_default"]!));
        Assert.Equal("wide", (string?)file["space"]);
        Assert.Equal(16, (double)file["best_params"]!["window"]!);
    }

    [Fact]
    public void Another_best_trial_is_held_against_the_defaults_behind_the_folds_it_was_searched_on()
    {
        // The published space does not hold the defaults, so that the best trial is another one.
        OptimizeSummary search = Search(
            new()
            {
                Trials = 2,
                MaxEpochs = 2,
                Window = 4,
                Space = SearchSpaceKind.Published,
            }
        );
        Assert.False(search.IsDefault);
        SearchCheck check = Assert.IsType<SearchCheck>(search.Check);
        Assert.Equal(search.SeenTo, check.To);
        Assert.True(check.From < check.To && check.Rows > 100);
        Assert.True(check.StandardError > 0);
        Assert.Equal(check.Gain > check.StandardError ? "search" : "defaults", search.Serves);
        Assert.InRange(check.DefaultLogLoss, 0.4, 1);
        // The gain is the mean of the days' means, of which all have three tickers, or nearly.
        Assert.Equal(check.DefaultLogLoss - check.BestLogLoss, check.Gain, 0.003);

        // The window that was asked for is part of what was found.
        JsonNode file = Written(search);
        Assert.Equal(4, (double)file["best_params"]!["window"]!);
        Assert.Equal(check.Gain, (double)file["check"]!["gain"]!, 1e-12);
        Assert.Equal(search.Serves, (string?)file["serves"]);
        Assert.Equal("published", (string?)file["space"]);
        Assert.Equal(search.BestValue, (double)file["best_loss"]!, 1e-12);

        // A second start reads the same from the file.
        OptimizeSummary again = Search(
            new()
            {
                Trials = 2,
                MaxEpochs = 2,
                Window = 4,
                Space = SearchSpaceKind.Published,
                OnlyIfOutdated = true,
            }
        );
        Assert.Equal((0.0, check, search.Serves), (again.Seconds, again.Check, again.Serves));
    }

    [Fact]
    public void A_training_takes_what_the_file_says_serves()
    {
        OptimizeSummary search = Search(new() { Trials = 1, MaxEpochs = 1 });
        JsonNode file = Written(search);
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

    private static JsonNode Written(OptimizeSummary search) => JsonNode.Parse(File.ReadAllText(search.ResultFile))!;

    private OptimizeSummary Search(OptimizeRequest request) =>
        _bench.Workflows.Optimize(request with { Experts = ["volatility"], Jobs = 1 }, null, Token).Single();

    private ModelCard Train()
    {
        _bench.Workflows.Train(new TrainRequest { Experts = ["volatility"], Fixed = true }, null, Token);
        return new ModelRegistry(_bench.Workspace.ModelsFolder).Load(ExpertDefinition.Volatility).Card;
    }

    public void Dispose() => _bench.Dispose();
}
