using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.MarketData.Store;
using Ploutos.Research.Backtests;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.Backtests;

public sealed class OutOfSampleSignalTests
{
    [Fact]
    public void Models_are_traded_on_days_that_they_were_not_chosen_by_and_no_others()
    {
        using var bench = new BacktestBench(tickers: 2, bars: 900);
        DateOnly testFrom = bench.Day(760);
        using BarStore store = new DataWorkflow(bench.Workspace, TimeProvider.System).OpenStore();
        bench.Workflows.Train(
            new TrainRequest { TestFrom = testFrom, Window = 2 },
            null,
            TestContext.Current.CancellationToken
        );
        BacktestResult result = bench.Run(new() { From = "models" });

        Assert.Equal((testFrom, bench.Day(899)), (result.Series.Days[0], result.Series.Days[^1]));
        Assert.Equal("models", result.SignalsFrom);
        Assert.Contains("out of sample from", result.SignalsDetail, StringComparison.Ordinal);
        PloutosException early = bench.Fails(new() { From = "models", Start = testFrom.AddDays(-1) });
        Assert.Equal(Fault.WrongUsage, early.Fault);
        Assert.Contains($"start must not lie before {testFrom:yyyy-MM-dd}", early.Message, StringComparison.Ordinal);

        // The day's signal is what a prediction as of that day says.
        DateOnly day = bench.Day(800);
        BacktestSignals Signals() =>
            ModelSignals.Make(
                bench.Workspace,
                EnsembleDefinition.Published,
                store,
                bench.Market,
                null,
                acceptSerious: false
            );
        BacktestSignals signals = Signals();
        Prediction prediction = bench.Workflows.Predict(
            new PredictRequest
            {
                Ticker = "SIM01",
                AsOf = day,
                Log = false,
                Offline = true,
            },
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            SignalNames.Parse(prediction.RawSignal!)!.Value.TargetPosition(),
            signals.Series[0].Targets[signals.Series[0].Days.IndexOf(day)]
        );

        // Trained again with the same settings on the same days, it is the same configuration.
        bench.Workflows.Train(
            new TrainRequest { TestFrom = testFrom, Window = 2 },
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal((1, 2), (bench.Run(new() { From = "models" }).Evidence is var e ? e.Trials : 0, e.Records));

        // Without a test, the card still knows the first day that chose nothing.
        ForgetTheTest(bench);
        Assert.Equal(testFrom, Signals().Series[0].Days[0]);
    }

    private static void ForgetTheTest(BacktestBench bench)
    {
        var registry = new ModelRegistry(bench.Workspace.ModelsFolder);
        foreach (TrainedExpert model in ExpertDefinition.All.Select(registry.Load))
            registry.Save(
                model with
                {
                    Card = model.Card with { Days = model.Card.Days with { TestFrom = null, TestTo = null } },
                }
            );
    }
}
