using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Tests.Backtests;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.Training;

/// <summary>What the risk model says where it serves the vote, on bars with faults.</summary>
public sealed class ServedMarketTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(850, 899)]
    [InlineData(300, 400)] // a past day: what came to light before it counts, as in the risk forecast of that day
    public void The_vote_and_the_risk_forecast_see_one_market_without_a_ticker_that_has_a_serious_finding(
        int split,
        int day
    )
    {
        using var bench = new BacktestBench(
            tickers: 6,
            bars: 900,
            change: (ticker, t, bar) => ticker == "SIM02" && t >= split ? BacktestBench.Times(bar, 1.0 / 3) : bar
        );
        bench.Workflows.Train(
            new TrainRequest
            {
                Window = 1,
                Fixed = true,
                VolatilityModel = VolatilityModel.Risk,
                AcceptSerious = true,
            },
            null,
            Token
        );
        double[] high =
        [
            .. new[] { false, true }.Select(accept =>
            {
                Prediction said = bench.Workflows.Predict(
                    new()
                    {
                        Ticker = "SIM03",
                        AsOf = bench.Day(day),
                        Log = false,
                        Offline = true,
                        AcceptSerious = accept,
                    },
                    null,
                    Token
                );
                RiskReport risk = bench.Workflows.Risk(
                    new("SIM03", AsOf: bench.Day(day)) { AcceptSerious = accept },
                    null,
                    Token
                );
                Assert.Equal(accept ? 6 : 5, risk.MarketTickers);
                Assert.Equal(risk.Horizons[0].ProbabilityHigh, said.Experts[2].Probability, 1e-12);
                Assert.Equal(risk.Findings, said.Findings);
                Assert.Equal(
                    ("SIM02", accept ? FindingDecision.Accepted : FindingDecision.LeftOut),
                    (Assert.Single(said.Findings).Ticker, said.Findings[0].Decision)
                );
                return said.Experts[2].Probability;
            }),
        ];
        Assert.NotEqual(high[0], high[1]);
    }

    [Fact]
    public void Where_an_input_of_the_risk_model_is_missing_the_expert_abstains_and_the_signal_stays()
    {
        using var bench = new BacktestBench(tickers: 6, bars: 900);
        bench.Workflows.Train(
            new TrainRequest
            {
                Window = 1,
                Fixed = true,
                VolatilityModel = VolatilityModel.Risk,
            },
            null,
            Token
        );
        using BarStore store = new DataWorkflow(bench.Workspace, TimeProvider.System).OpenStore();
        BarSeries bars = store.Read("SIM03");
        var gap = BarSeries.FromBars(
            bars.Ticker,
            bars.Origin,
            [.. Enumerable.Range(0, bars.Count).Select(t => t == 750 ? bars[t] with { Low = 0 } : bars[t])]
        );
        var ensemble = Ensemble.Load(new ModelRegistry(bench.Workspace.ModelsFolder));
        Prediction said = PredictWorkflow.Make(
            gap,
            store.Find("SIM03")!,
            ensemble,
            new() { Ticker = "SIM03" },
            new PredictionBars(store, TimeProvider.System, static () => throw new InvalidOperationException()),
            TimeProvider.System,
            ServingMarkets.Read(store, ensemble.Models)!.On(new SeriousRule(store, accept: false), bench.Day(899))
        );
        Assert.True(said.Experts[2].Abstains);
        Assert.Equal(ensemble.Models[2].Simple!.BaseRate, said.Experts[2].Probability, 1e-12);
        Assert.Equal((0.0, 0.0), (said.Experts[2].Vote, said.Experts[2].Weight));
        Assert.False(said.Experts[0].Abstains);
        Assert.Contains(
            said.Notes,
            n =>
                n.StartsWith(
                    "volatility: an input of the risk model, which serves, is missing",
                    StringComparison.Ordinal
                )
        );
    }
}
