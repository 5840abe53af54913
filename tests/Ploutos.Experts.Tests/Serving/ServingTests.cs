using Ploutos.Experts.Baselines;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Explaining;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Selection;
using Ploutos.Experts.Serving;
using Ploutos.Experts.Tests.Risk;
using Ploutos.Experts.Vote;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Serving;

public sealed class ServingTests : IDisposable
{
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 6, bars: 900);
    private static readonly RiskModel s_risk = Risks.Model(s_bars);
    private static readonly RiskTable s_riskTable = RiskTable.Build(s_bars);
    private static readonly MarketFeatures s_market = MarketFeatures.Compute(s_bars);

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("logistic")]
    [InlineData("har")]
    [InlineData("ewma")]
    [InlineData("deviation20")]
    public void A_baseline_serves_exactly_what_it_forecast_when_it_was_fitted(string name)
    {
        (ExpertTable table, DateSplit split) = Volatility();
        (IReadOnlyList<LinearForecaster> parts, double baseRate) = new SimpleForecasters(table, null).Fit(split, name);
        Baseline baseline = Baseline.Of(ExpertDefinition.Volatility).Single(b => b.Name == name);
        TableRow[] known =
        [
            .. s_bars.SelectMany((b, i) => Rows(i, split.RowsOf(b).Train).Concat(Rows(i, split.RowsOf(b).Validation))),
        ];
        TableRow[] asked = [.. Enumerable.Range(700, 100).Select(t => new TableRow(1, t))];
        double[] expected = baseline.Fit(table, known).Probabilities(asked),
            served = ServedRows
                .Of(
                    Serving(name, parts, baseRate),
                    s_bars,
                    [.. asked.Select(r => new RowKey(1, s_bars[1].Dates[r.Bar]))],
                    market: null
                )
                .Probabilities();
        for (int i = 0; i < asked.Length; i++)
            Assert.Equal(expected[i], served[i], 1e-12);
    }

    [Fact]
    public void The_risk_model_serves_what_it_forecasts_with_the_market_and_without_it()
    {
        TrainedExpert model = Served(Risk());
        var forecaster = new ExpertForecaster([model]);
        foreach (int bar in new[] { 640, 733, 899 })
        {
            BarSeries upTo = s_bars[2].Slice(0, bar + 1);
            double[] p = new double[1];
            forecaster.Predict(upTo, p, s_market);
            Assert.Equal(s_risk.Probabilities(s_riskTable, [new(2, bar)])[0], p[0], 1e-12);

            forecaster.Predict(upTo, p);
            RiskRegression own = s_risk.Card.Of(5).Own.Regression;
            Assert.Equal(own.Probabilities(s_riskTable, RiskInputSet.Own, [new(2, bar)])[0], p[0], 1e-12);
        }
    }

    [Fact]
    public void Many_rows_are_forecast_as_each_alone_by_the_network_and_by_whoever_else_serves()
    {
        (ExpertTable table, _) = Volatility();
        TrainedExpert network = Markets.Untrained(ExpertDefinition.Volatility, s_bars, window: 4);
        foreach (TrainedExpert model in new[] { network, Served(Risk()) })
        {
            ExpertRows rows = table.Rows(b => [new RowRange(b.Count - 3, b.Count)], model.Scaler, model.Window - 1);
            double[] all = ServedRows.Of(model, table, rows, s_market).Probabilities(),
                alone = new double[1];
            for (int r = 0; r < rows.Keys.Count; r++)
            {
                BarSeries bars = s_bars[rows.Keys[r].Ticker];
                if (bars.Dates[^3] > rows.Keys[r].Date)
                    continue; // context
                new ExpertForecaster([model]).Predict(bars.UpTo(rows.Keys[r].Date), alone, s_market);
                Assert.Equal(alone[0], all[r], 1e-6);
            }
        }
    }

    [Fact]
    public void Where_an_input_is_missing_the_base_rate_stands_in_and_abstains_live_and_over_many_rows()
    {
        TrainedExpert model = Served(Risk());
        BarSeries gap = WithoutRangeOn(s_bars[1], 899);
        Assert.Equal(RiskRowState.MissingBars, RiskTable.Build([gap]).StateOf(new(0, 899)));
        double[] p = new double[1];
        bool[] abstains = new bool[1];
        var forecaster = new ExpertForecaster([model]);
        forecaster.Predict(gap, p, s_market, abstains);
        Assert.Equal((0.4, true), (p[0], abstains[0]));

        ServedRows rows = ServedRows.Of(
            model.Simple!,
            [gap],
            [new(0, gap.Dates[100]), new(0, gap.Dates[898]), new(0, gap.Dates[899])],
            s_market
        );
        Assert.Equal([false, false, true], rows.Abstains);
        double[] all = rows.Probabilities();
        Assert.True(double.IsNaN(all[0])); // too few bars: nothing is said, as live
        forecaster.Predict(gap.Slice(0, 899), p, s_market, abstains);
        Assert.Equal((p[0], false), (all[1], abstains[0]));
        Assert.Equal(0.4, all[2], 1e-12);

        // A series that does not move has no usual level to compare with: no risk forecast, and no vote.
        BarSeries still = Still(s_bars[1], from: 640);
        Assert.Equal(RiskRowState.NoMovement, RiskTable.Build([still]).StateOf(new(0, 899)));
        forecaster.Predict(still, p, s_market, abstains);
        Assert.Equal((0.4, true), (p[0], abstains[0]));

        Explanation why = new ExpertExplainer(model).Explain(gap, s_market);
        Assert.Equal(0.4, why.Probability, 1e-12);
        Assert.Empty(why.Features);
    }

    [Fact]
    public void An_expert_that_the_base_rate_serves_has_no_conviction()
    {
        TrainedExpert abstains = Served(Serving(ModelServing.BaseRateName, [], 0.62));
        double[] p = new double[1];
        new ExpertForecaster([abstains]).Predict(s_bars[0], p, s_market);
        Assert.True(abstains.Abstains);
        Assert.Equal(0.62, p[0]);

        ExpertProbabilities said = new(0.7, 0.4, 0.62);
        Assert.NotEqual(
            EnsembleVote.Default.Score(said),
            EnsembleVote.Default.Score(said.Abstaining([false, false, true]))
        );
        VoteResult alone = EnsembleVote.Default.Cast(said.Abstaining([false, true, true]), new(0.1, 0.9));
        Assert.Equal((2 * 0.7) - 1, alone.Score, 1e-12);
        Assert.Equal((0.0, 0.0), (alone.Votes[1].Weight, alone.Votes[2].Weight));
        VoteResult nobody = EnsembleVote.Default.Cast(said.Abstaining([true, true, true]), new(0.1, 0.9));
        Assert.Equal((0.0, Signal.Hold), (nobody.Score, nobody.Signal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_network_whose_calibration_found_nothing_abstains_live_and_over_many_rows(bool chosen)
    {
        TrainedExpert network = Markets.Untrained(ExpertDefinition.Volatility, s_bars, window: 4),
            silent = network with { Calibrator = new(CalibrationMethod.AnchoredPlatt, 0, Math.Log(0.4 / 0.6)) };
        if (chosen)
            silent = silent with { Card = silent.Card with { Serving = Serving(ModelServing.Network, [], 0.4) } };
        Assert.Equal((false, true), (network.Abstains, silent.Abstains));
        double[] p = new double[2];
        bool[] abstains = new bool[2];
        new ExpertForecaster([network, silent]).Predict(s_bars[0], p, s_market, abstains);
        Assert.Equal(0.4, p[1], 1e-12);
        Assert.Equal([false, true], abstains);

        (ExpertTable table, _) = Volatility();
        ExpertRows rows = table.Rows(b => [new RowRange(b.Count - 3, b.Count)], silent.Scaler, silent.Window - 1);
        ServedRows many = ServedRows.Of(silent, table, rows, s_market);
        Assert.Contains(many.Probabilities(), q => Math.Abs(q - 0.4) < 1e-12);
        // A row without a forecast has none from the base rate either, as live.
        Assert.Equal(many.Margins.Select(m => !double.IsNaN(m)), many.Abstains);
        Assert.Equal(many.Margins.Select(double.IsNaN), many.Probabilities().Select(double.IsNaN));
        Assert.DoesNotContain(true, ServedRows.Of(network, table, rows, s_market).Abstains);
    }

    [Fact]
    public void The_card_keeps_who_serves_and_a_changed_number_is_refused()
    {
        var registry = new ModelRegistry(_folder.Path);
        registry.Save(Served(Risk()));
        TrainedExpert read = registry.Load(ExpertDefinition.Volatility);
        double[] before = new double[1],
            after = new double[1];
        new ExpertForecaster([Served(Risk())]).Predict(s_bars[3], before, s_market);
        new ExpertForecaster([read]).Predict(s_bars[3], after, s_market);
        Assert.Equal(before, after);
        Assert.Equal(s_bars.Select(b => b.Ticker), read.Simple!.Market);

        string path = Path.Combine(registry.FolderOf(ExpertDefinition.Volatility), "model.json"),
            text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("\"base_rate\": 0.4", "\"base_rate\": 0.3", StringComparison.Ordinal));
        Assert.Contains(
            "it was changed after it was written",
            Assert.Throws<InvalidDataException>(() => registry.Load(ExpertDefinition.Volatility)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("inputs of a later version")]
    [InlineData("weights are too few")]
    [InlineData("a scale is 0")]
    [InlineData("nobody forecasts")]
    public void A_serving_part_that_cannot_forecast_is_refused_when_it_is_read(string fault)
    {
        LinearForecaster part = Risk().Parts[1];
        ModelServing broken = fault switch
        {
            "inputs of a later version" => Serving("risk", [part with { Inputs = "risk_v9" }], 0.4),
            "weights are too few" => Serving("risk", [part with { Weights = [.. part.Weights.Skip(1)] }], 0.4),
            "a scale is 0" => Serving("risk", [part with { Scale = [.. part.Scale.Select(_ => 0.0)] }], 0.4),
            _ => Serving("risk", [], 0.4),
        };
        var registry = new ModelRegistry(_folder.Path);
        registry.Save(Served(broken));
        Assert.Contains(
            "can't be used",
            Assert.Throws<InvalidDataException>(() => registry.Load(ExpertDefinition.Volatility)).Message,
            StringComparison.Ordinal
        );
    }

    private static (ExpertTable Table, DateSplit Split) Volatility() =>
        (
            ExpertTable.Build([ExpertDefinition.Volatility], s_bars)[0],
            Markets.Split(s_bars, ExpertDefinition.Volatility, 4)
        );

    private static ModelServing Risk()
    {
        RiskHorizonFit fits = s_risk.Card.Of(5);
        return Serving(
            ModelServing.Risk,
            [fits.Market!.Regression.Linear(RiskInputSet.Market), fits.Own.Regression.Linear(RiskInputSet.Own)],
            0.4
        ) with
        {
            Market = s_risk.Card.Data.Tickers,
        };
    }

    private static ModelServing Serving(string name, IReadOnlyList<LinearForecaster> parts, double baseRate) =>
        new()
        {
            Forecaster = name,
            Named = false,
            BaseRate = baseRate,
            Parts = parts,
            Market = [],
            Compared = [new("network", 0.7, 0, null), new(name, 0.6, 0.1, 0.02)],
        };

    /// <summary>A bar without high and low.</summary>
    private static BarSeries WithoutRangeOn(BarSeries bars, int at) =>
        BarSeries.FromBars(
            bars.Ticker,
            bars.Origin,
            [
                .. Enumerable
                    .Range(0, bars.Count)
                    .Select(t => t == at ? bars[t] with { High = double.NaN, Low = double.NaN } : bars[t]),
            ]
        );

    /// <summary>Closes that stay as they are from a bar on, within ranges as before.</summary>
    private static BarSeries Still(BarSeries bars, int from) =>
        BarSeries.FromBars(
            bars.Ticker,
            bars.Origin,
            [
                .. Enumerable
                    .Range(0, bars.Count)
                    .Select(t => t < from ? bars[t] : bars[t] with { Close = bars[from].Close }),
            ]
        );

    private static TrainedExpert Served(ModelServing serving)
    {
        TrainedExpert model = Markets.Untrained(ExpertDefinition.Volatility, s_bars, window: 4);
        return model with { Card = model.Card with { Serving = serving } };
    }

    private static IEnumerable<TableRow> Rows(int ticker, RowRange rows) =>
        Enumerable.Range(rows.Start, rows.Count).Select(t => new TableRow(ticker, t));

    public void Dispose() => _folder.Dispose();
}
