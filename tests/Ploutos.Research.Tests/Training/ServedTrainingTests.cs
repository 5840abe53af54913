using Ploutos.Experts;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Serving;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Neural.Threading;
using Ploutos.Research.Backtests;
using Ploutos.Research.Models;
using Ploutos.Research.Tests.Backtests;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.Training;

/// <summary>Who serves, from the training to the signal, on one small market.</summary>
public sealed class ServedTrainingTests : IDisposable
{
    private readonly BacktestBench _bench = new(tickers: 6, bars: 900);

    /// <summary>As the store has them: the files hold four decimals.</summary>
    private BarSeries[] Stored
    {
        get
        {
            using BarStore store = new DataWorkflow(_bench.Workspace, TimeProvider.System).OpenStore();
            return [.. store.List().Select(t => store.Read(t.Ticker))];
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ModelRegistry Registry => new(_bench.Workspace.ModelsFolder);

    private RiskRegistry Risk => new(_bench.Workspace.ModelsFolder);

    [Fact]
    public void Fixed_keeps_the_defaults_and_the_network_bit_for_bit()
    {
        Train(
            new TrainRequest
            {
                Experts = ["volatility"],
                Window = 4,
                Fixed = true,
            }
        );
        TrainedExpert model = Registry.Load(ExpertDefinition.Volatility);
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Volatility], Stored)[0];
        DateOnly[] calendar = TradingCalendar.Union(Stored);
        PipelineRun plain = TrainingPipeline.Production.Run(
            table,
            DateSplit.At(calendar, calendar[765], 5, 4),
            new() { Window = 4 },
            new CoreBudget(1),
            cancellation: Token
        );
        Assert.Equal(plain.Fitted.Training.Parameters.Values, model.Parameters!.Values);
        Assert.Equal(plain.Calibrator, model.Calibrator);
        Assert.Null(model.Card.Selection);
        Assert.Null(model.Card.Serving);
        Assert.Equal("network", ServingSummary.Of(model.Card).Forecaster);
    }

    [Fact]
    public void The_risk_model_serves_the_vote_the_backtest_and_the_explanation_where_it_is_asked_for()
    {
        Train(
            new TrainRequest
            {
                Window = 1,
                Fixed = true,
                VolatilityModel = VolatilityModel.Risk,
            }
        );
        TrainedExpert model = Registry.Load(ExpertDefinition.Volatility);
        Assert.Equal((ModelServing.Risk, true), (model.Simple!.Forecaster, model.Simple.Named));
        Assert.Equal(Risk.Current, model.Simple.RiskVersion);
        Assert.Equal(6, model.Simple.Market.Count);

        Prediction said = Predict(
            new()
            {
                Ticker = "SIM02",
                Log = false,
                Offline = true,
                Explain = true,
            }
        );
        RiskModel risk = Risk.Load();
        var table = RiskTable.Build(Stored);
        int last = table.Bars[1].Count - 1;
        double expected = risk.Probabilities(table, [new(1, last)])[0];
        Assert.Equal(expected, said.Experts[2].Probability, 1e-12);
        Assert.Equal("risk", said.Experts[2].Serving!.Forecaster);
        Assert.Contains("the risk model", said.Experts[2].Serving!.Text, StringComparison.Ordinal);

        ExpertExplanation why = said.Explanation!.Experts[2];
        Assert.Equal(("risk", 16), (why.Forecaster, why.Features.Count));
        Assert.Equal(why.Margin, why.BaseMargin + why.Features.Sum(f => f.Contribution), 1e-9);
        Assert.Equal(expected, 1 / (1 + Math.Exp(-why.Margin)), 1e-12);

        BacktestResult traded = _bench.Run(new() { From = "models", Explain = true });
        Assert.True(traded.Series.Days.Count > 100);
        Assert.Contains("volatility: the risk model serves, so the network is not explained.", traded.Notes);
    }

    [Fact]
    public void The_folds_decide_and_the_card_says_what_was_compared()
    {
        Train(new TrainRequest { Experts = ["volatility"] });
        ModelCard card = Registry.Load(ExpertDefinition.Volatility).Card;
        Assert.Equal(
            ["network", "risk", "base_rate", "logistic", "har", "ewma", "deviation20"],
            card.Serving!.Compared.Select(c => c.Name)
        );
        // One that is better by more than a standard error serves, of several the best; else the network.
        ServingScore network = card.Serving.Compared[0];
        Assert.All(
            card.Serving.Compared.Skip(1),
            c => Assert.Equal(Math.Sign(network.LogLoss - c.LogLoss), Math.Sign(c.Gain))
        );
        Assert.Equal(
            card.Serving.Compared.Where(c => c.StandardError is { } error && c.Gain > error)
                .OrderBy(c => c.LogLoss)
                .FirstOrDefault(network)
                .Name,
            card.Serving.Forecaster
        );
        Assert.False(card.Serving.Named);
        ModelFold own = card.Selection!.Folds[^1];
        Assert.Equal(
            BaseRateLoss(card.Selection.Folds),
            card.Serving.Compared.Single(c => c.Name == "base_rate").LogLoss,
            1e-9
        );
        Assert.Equal((card.Days.TrainTo, card.Days.ValidationTo), (own.TrainTo, own.ValidationTo));
        Assert.Equal(16, card.PurgedWindow);
        Assert.Equal(card.Choices!.ValidationTo, card.Choices.LastDay);

        // The same again is not needed; other settings are.
        TrainedSummary same = Train(new TrainRequest { Experts = ["volatility"], OnlyOutdated = true }),
            other = Train(
                new TrainRequest
                {
                    Experts = ["volatility"],
                    OnlyOutdated = true,
                    Fixed = true,
                }
            );
        Assert.Equal((card.Version, 0.0), (same.Version, same.Seconds));
        Assert.NotEqual(card.Version, other.Version);
    }

    [Fact]
    public void Rows_of_an_epoch_are_a_setting_of_the_training_that_its_card_keeps()
    {
        var drawn = new TrainRequest
        {
            Experts = ["volatility"],
            OnlyOutdated = true,
            Fixed = true,
            EpochRows = 1024,
        };
        TrainedSummary first = Train(drawn),
            same = Train(drawn),
            all = Train(drawn with { EpochRows = null });
        Assert.Equal((first.Version, 0.0), (same.Version, same.Seconds));
        Assert.NotEqual(first.Version, all.Version);
    }

    [Fact]
    public void Batches_by_rows_are_a_setting_of_the_training_that_its_card_keeps()
    {
        var byRows = new TrainRequest
        {
            Experts = ["volatility"],
            OnlyOutdated = true,
            Fixed = true,
            AutoBatch = true,
        };
        TrainedSummary first = Train(byRows),
            same = Train(byRows),
            own = Train(byRows with { AutoBatch = false });
        Assert.Equal((first.Version, 0.0), (same.Version, same.Seconds));
        Assert.NotEqual(first.Version, own.Version);
    }

    [Fact]
    public void An_expert_that_the_base_rate_serves_abstains_from_the_vote()
    {
        Train(new TrainRequest { Window = 1, Fixed = true });
        Prediction before = Predict(
            new()
            {
                Ticker = "SIM01",
                Log = false,
                Offline = true,
            }
        );
        TrainedExpert momentum = Registry.Load(ExpertDefinition.Momentum);
        Registry.Save(
            momentum with
            {
                Card = momentum.Card with
                {
                    Serving = new()
                    {
                        Forecaster = ModelServing.BaseRateName,
                        Named = false,
                        BaseRate = 0.53,
                        Parts = [],
                        Market = [],
                        Compared = [new("network", 0.70, 0, null), new("base_rate", 0.69, 0.01, 0.002)],
                    },
                },
            }
        );
        Prediction after = Predict(
            new()
            {
                Ticker = "SIM01",
                Log = false,
                Offline = true,
            }
        );
        Assert.NotEqual(0, before.Experts[0].Weight);
        Assert.Equal((0.53, 0.0, 0.0), (after.Experts[0].Probability, after.Experts[0].Vote, after.Experts[0].Weight));
        Assert.True(after.Experts[0].Abstains);
        Assert.Contains("abstains", after.Experts[0].Serving!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expert_that_is_worse_than_its_best_baseline_is_called_so_and_never_proven()
    {
        Train(
            new TrainRequest
            {
                Experts = ["momentum"],
                Window = 1,
                Fixed = true,
            }
        );
        TrainedExpert model = Registry.Load(ExpertDefinition.Momentum);
        ModelEvidence evidence = model.Evidence!;
        BaselineEvidence best = evidence.BestByAuc with { AucGain = new(-0.02, -0.03, -0.01) };
        TrainedExpert worse = model with { Evidence = evidence with { Baselines = [best] } };
        ExpertEvidence said = EvidenceView.Of(worse, simulatedBars: model.Card.Simulated);
        Assert.Equal((ProofVerdict.Worse, false), (said.Verdict, said.Proven));
        Assert.StartsWith("WORSE: AUC", EvidenceView.Line(said, worse.Card), StringComparison.Ordinal);
        Assert.Contains("worse beyond chance in AUC", said.Reason, StringComparison.Ordinal);
        Assert.False(SignalGate.Standing(worse, model.Card.Simulated).Proven);
        Assert.Equal(
            ProofVerdict.NotKnown,
            EvidenceView.Of(model with { Evidence = null }, model.Card.Simulated).Verdict
        );
    }

    [Fact]
    public void A_network_that_was_asked_for_beside_fixed_settings_need_not_be_trained_again()
    {
        TrainRequest request = new()
        {
            Experts = ["volatility"],
            Window = 1,
            Fixed = true,
            VolatilityModel = VolatilityModel.Network,
            OnlyOutdated = true,
        };
        Assert.True(Train(request).Seconds > 0);
        Assert.Equal(0.0, Train(request).Seconds);
        Assert.Equal(0.0, Train(request with { VolatilityModel = VolatilityModel.Auto }).Seconds);
        Assert.True(Train(request with { VolatilityModel = VolatilityModel.Risk }).Seconds > 0);
    }

    [Theory]
    [InlineData(290)]
    [InlineData(340)]
    [InlineData(420)]
    public void A_history_that_is_short_for_a_years_momentum_still_trains_the_expert(int bars)
    {
        using BacktestBench bench = new(tickers: 3, bars);
        bench.Workflows.Train(new TrainRequest { Experts = ["reversion"], Window = 1 }, null, Token);
        TrainedExpert model = new ModelRegistry(bench.Workspace.ModelsFolder).Load(ExpertDefinition.Reversion);
        IEnumerable<string> compared = model.Card.Serving!.Compared.Select(c => c.Name);
        Assert.Contains("base_rate", compared);
        Assert.DoesNotContain("momentum_12_1", compared);
        // On test rows it is held against all of them, where need be as the base rate.
        Assert.Equal(ExpertDefinition.Reversion.Baselines, model.Evidence!.Baselines.Select(b => b.Name));
    }

    [Fact]
    public void A_summary_says_that_a_network_without_a_slope_abstains()
    {
        Train(
            new TrainRequest
            {
                Experts = ["momentum"],
                Window = 1,
                Fixed = true,
            }
        );
        ModelCard card = Registry.Load(ExpertDefinition.Momentum).Card;
        ServingSummary silent = ServingSummary.Of(card with { CalibrationSlope = 0 }),
            loud = ServingSummary.Of(card with { CalibrationSlope = 0.5 });
        Assert.Equal(("network", true), (silent.Forecaster, silent.Abstains));
        Assert.Contains("so the expert abstains", silent.Text, StringComparison.Ordinal);
        Assert.Equal(("network", false), (loud.Forecaster, loud.Abstains));
    }

    /// <summary>The log-loss of each fold's training share of class 1 on its validation rows that have all
    /// features.</summary>
    private double BaseRateLoss(IReadOnlyList<ModelFold> folds)
    {
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Volatility], Stored)[0];
        int window = Registry.Load(ExpertDefinition.Volatility).Window;
        double loss = 0;
        int rows = 0;
        foreach (ModelFold fold in folds)
        {
            bool[] known = [.. Labels(fold.TrainFrom, fold.TrainTo, 0)];
            double rate = known.Average(one => one ? 1.0 : 0);
            foreach (bool one in Labels(fold.ValidationFrom, fold.ValidationTo, window))
                (loss, rows) = (loss - Math.Log(one ? rate : 1 - rate), rows + 1);
        }

        return loss / rows;

        IEnumerable<bool> Labels(DateOnly from, DateOnly to, int complete)
        {
            for (int ticker = 0; ticker < table.Bars.Count; ticker++)
            {
                int[] runs = table.FeaturesOf(ticker).CompleteRuns();
                double[] labels = table.LabelsOf(ticker).ToArray();
                for (int row = 0; row < labels.Length; row++)
                    if (
                        table.Bars[ticker].Dates[row] is var day
                        && day >= from
                        && day <= to
                        && runs[row] >= complete
                        && !double.IsNaN(labels[row])
                    )
                        yield return labels[row] == 1;
            }
        }
    }

    private TrainedSummary Train(TrainRequest request) => _bench.Workflows.Train(request, null, Token)[^1];

    private Prediction Predict(PredictRequest request) => _bench.Workflows.Predict(request, null, Token);

    public void Dispose() => _bench.Dispose();
}
