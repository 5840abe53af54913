using System.Globalization;
using Ploutos.MarketData.Store;
using Ploutos.Research.Proof;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.ExpertFiles;

/// <summary>Inputs over all tickers of a day, and columns of files, from the proof to the forecast.</summary>
public sealed class OwnInputProofTests(PlantedMarket market) : IClassFixture<PlantedMarket>
{
    private const string Parts = """
        "inputs": {
          "features": ["market.market_return_5"],
          "expressions": { "rank": "CSRank($close/Ref($close,5))" },
          "columns": { "mood": { "file": "../mood.csv" } }
        },
        "label": { "kind": "relative", "horizon": 3 }
        """;

    private static readonly ProofBudget s_budget = new()
    {
        Tickers = 6,
        Epochs = 2,
        EpochsOfBits = 1,
        EpochsOfPlanted = 2,
        PlantedTickers = 6,
        PlantedBars = 800,
        Shuffles = 1,
        Cuts = 2,
        Resamples = 50,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_proof_alters_bars_and_files_and_passes_on_honest_inputs()
    {
        Write("ranked", Parts);
        ProofReport report = Prove("ranked");
        // Of the coin toss of shuffled labels one draw on a few days says nothing.
        Assert.All(
            report.Checks.Where(c => c.Name is "split" or "scaler" or "future"),
            c => Assert.True(c.Passed, string.Join('\n', c.Faults))
        );
        Assert.Contains("planted of ranked: the files", Assert.Single(report.LeftOut), StringComparison.Ordinal);
        ProofCheck check = report.Checks.Single(c => c.Name == "future");

        Assert.Contains("the rows of ../mood.csv known after them", check.Summary, StringComparison.Ordinal);
        Assert.Contains("replaced, shuffled and left out", check.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forecast_of_one_ticker_reads_the_others_that_it_was_trained_among()
    {
        Write("among", Parts);
        Directory.CreateDirectory(market.Workspace.Root);
        market.Workflows.Train(
            new TrainRequest
            {
                Experts = ["among"],
                Window = 1,
                Fixed = true,
            },
            null,
            Stop
        );
        var request = new PredictRequest { Ticker = "T3", Offline = true };
        double among = market.Workflows.Forecast("among", request, null, Stop).Probability;
        Assert.InRange(among, 0.05, 0.95);
        Assert.Equal(among, market.Workflows.Forecast("among", request, null, Stop).Probability);
    }

    [Fact]
    public void Fewer_than_five_tickers_are_refused_with_what_to_do()
    {
        Write("few", Parts);
        PloutosException error = Assert.Throws<PloutosException>(() =>
            market.Workflows.Train(
                new TrainRequest
                {
                    Experts = ["few"],
                    Window = 1,
                    Fixed = true,
                    Tickers = ["T0", "T1", "T2"],
                },
                null,
                Stop
            )
        );
        Assert.Contains(
            "The expert 'few' looks at all tickers of a day and needs at least 5 of one exchange, but got 3",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private ProofReport Prove(string name) =>
        new ProveWorkflow(market.Workspace, TimeProvider.System, budget: s_budget).Prove(
            new ProveRequest { Experts = [name], Window = 2 },
            null,
            Stop
        );

    private void Write(string name, string parts)
    {
        File.WriteAllText(
            Path.Combine(market.Workspace.ExpertFolder, $"{name}.json"),
            $$"""
            {
              {{parts}},
              "network": { "heads": 2, "classifier_width": 8 },
              "defaults": { "hidden": [8, 8], "epochs": 2, "learning_rate": 3e-3, "weight_decay": 0.1, "dropout": 0 },
              "baselines": ["base_rate"]
            }
            """
        );
        using BarStore store = new DataWorkflow(market.Workspace, TimeProvider.System).OpenStore();
        File.WriteAllLines(
            Path.Combine(market.Workspace.Root, "mood.csv"),
            [
                "ticker,date,mood",
                .. store
                    .List()
                    .SelectMany(t =>
                        store
                            .Read(t.Ticker)
                            .Dates.ToArray()
                            .Select(d =>
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{t.Ticker},{d:yyyy-MM-dd},{d.DayNumber % 11}"
                                )
                            )
                    ),
            ]
        );
    }
}
