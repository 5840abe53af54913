using Ploutos.Experts.Definitions;
using Ploutos.Experts.Vote;
using Ploutos.MarketData;
using Ploutos.Research.Backtests;
using Ploutos.Research.ExpertFiles;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Tests;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.Tests.ExpertFiles;

/// <summary>An effect that no built-in feature holds, from the expert's file to a STRONG signal.</summary>
public sealed class PlantedVoteTests(PlantedMarket market) : IClassFixture<PlantedMarket>
{
    private static readonly CancellationToken s_stop = TestContext.Current.CancellationToken;

    [Fact]
    public void An_expert_that_is_proven_makes_STRONG_reachable_and_its_accuracy_is_the_best_possible()
    {
        TrainedSummary trained = Train();
        Assert.True(trained.Evidence!.Proven, trained.Evidence.Reason);
        // Half of the scores are those of quiet days, and of one size.
        Ensemble(market.Workspace.EnsembleFile, """[{ "name": "echo", "weight": 1 }]""", weak: 20, strong: 40);

        ExpertDefinition echo = new ExpertCatalog(market.Workspace).Get("echo");
        var signals = new Dictionary<double, HashSet<string>>();
        (int right, int best, int rows) = (0, 0, 0);
        using (MarketData.Store.BarStore store = new DataWorkflow(market.Workspace, TimeProvider.System).OpenStore())
            foreach (string ticker in store.List().Select(t => t.Ticker).Take(3))
            {
                BarSeries bars = store.Read(ticker);
                double[] effect = echo.Features.Compute(bars).Column(0).ToArray();
                for (int t = bars.Count - 30; t < bars.Count - 1; t++)
                {
                    Prediction said = market.Workflows.Predict(
                        new PredictRequest
                        {
                            Ticker = ticker,
                            AsOf = bars.Dates[t],
                            Offline = true,
                            Log = false,
                        },
                        null,
                        s_stop
                    );
                    Assert.Equal("echo", said.Experts.Single().Expert);
                    if (!signals.TryGetValue(effect[t], out HashSet<string>? seen))
                        signals[effect[t]] = seen = [];
                    seen.Add(said.Signal);
                    bool rose = bars.Close[t + 1] > bars.Close[t];
                    // The best predictor follows the effect; without it, either way is as good.
                    if (effect[t] != 0)
                        (right, best, rows) = (
                            right + (said.Experts[0].Probability > 0.5 == rose ? 1 : 0),
                            best + (effect[t] > 0 == rose ? 1 : 0),
                            rows + 1
                        );
                }
            }

        Assert.Equal([Signal.StrongBuy.Text()], signals[1]);
        Assert.Equal([Signal.StrongSell.Text()], signals[-1]);
        Assert.DoesNotContain(signals[0], s => s.StartsWith("STRONG ", StringComparison.Ordinal) && s != "STRONG HOLD");
        Assert.True(rows > 20);
        Assert.InRange(right, best - 0.01 * rows, rows);
    }

    [Fact]
    public void Ensembles_stand_side_by_side_and_a_backtest_takes_each()
    {
        Train();
        Directory.CreateDirectory(market.Workspace.EnsembleFolder);
        Ensemble(Named("alone"), """[{ "name": "echo", "weight": 1 }]""", 20, 40);
        Ensemble(Named("sure"), """[{ "name": "echo", "weight": 1 }]""", 40, 40);
        File.WriteAllText(Named("bad"), "{ }");
        foreach (string name in (string[])["alone", "sure"])
            new Models.ThresholdRefit(
                market.Workspace,
                TimeProvider.System,
                new EnsembleCatalog(market.Workspace).Get(name)
            ).Ensure();
        BacktestResult alone = Backtest("alone"),
            sure = Backtest("sure");
        Assert.Contains("ensemble alone (echo 1)", alone.SignalsDetail, StringComparison.Ordinal);
        Assert.Contains("ensemble sure (echo 1)", sure.SignalsDetail, StringComparison.Ordinal);

        IReadOnlyList<EnsembleView> all = market.Workflows.Ensembles();
        Assert.Contains("'experts' must list", all.Single(e => e.Name == "bad").Problem, StringComparison.Ordinal);
        Assert.Empty(all.Single(e => e.Name == "alone").Notes);
        EnsembleView published = all.Single(e => e.Name == "published");
        // Nothing trains experts that do not vote: neither the training of 'echo' nor a prediction by it.
        Assert.All(published.Voters, v => Assert.Null(v.Version));
        Assert.NotEmpty(published.Notes);
    }

    [Fact]
    public void The_proof_passes_on_the_file()
    {
        var budget = new ProofBudget
        {
            Tickers = 3,
            Epochs = 4,
            EpochsOfBits = 1,
            EpochsOfPlanted = 4,
            PlantedTickers = 2,
            PlantedBars = 800,
            Shuffles = 1,
            Cuts = 2,
            Resamples = 100,
        };
        ProofReport report = new ProveWorkflow(market.Workspace, TimeProvider.System, budget: budget).Prove(
            new ProveRequest { Experts = ["echo"], Window = 4 },
            null,
            s_stop
        );
        Assert.True(report.Passed, string.Join("\n", report.Checks.SelectMany(c => c.Faults)));
        Assert.Contains("future", report.Checks.Select(c => c.Name));
    }

    private TrainedSummary Train() =>
        market
            .Workflows.Train(
                new TrainRequest
                {
                    Experts = ["echo"],
                    Window = 1,
                    Fixed = true,
                    OnlyOutdated = true,
                },
                null,
                s_stop
            )
            .Single();

    private BacktestResult Backtest(string ensemble) =>
        market.Workflows.Backtest(new BacktestRequest { From = "models", Ensemble = ensemble }, null, s_stop);

    private string Named(string name) => Path.Combine(market.Workspace.EnsembleFolder, $"{name}.json");

    private static void Ensemble(string path, string experts, double weak, double strong) =>
        File.WriteAllText(
            path,
            $$"""{ "experts": {{experts}}, "weak_percentile": {{weak}}, "strong_percentile": {{strong}} }"""
        );
}
