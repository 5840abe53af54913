using Ploutos.Experts.Baselines;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Export;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Serving;
using Ploutos.Experts.Tests.Risk;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.MarketData;
using Ploutos.Neural.Parameters;

namespace Ploutos.Experts.Tests.Export;

public sealed class ExpertOnnxTests
{
    private const double Tolerance = 1e-5;
    private static readonly IReadOnlyList<BarSeries> s_bars = Markets.Bars(tickers: 6, bars: 900);

    public static TheoryData<string, int> Networks =>
        new(ExpertDefinition.All.SelectMany(e => new[] { 1, 4, 16 }.Select(w => (e.Name, w))));

    [Theory]
    [MemberData(nameof(Networks))]
    public void Onnx_runtime_gives_the_probabilities_of_a_network_on_1000_rows(string expert, int window)
    {
        TrainedExpert model = Trained(expert, window);
        FeatureMatrix[] features = [.. s_bars.Select(b => model.Definition.Features.Compute(b))];
        (int Ticker, int Bar)[] rows =
        [
            .. Enumerable.Range(0, 1000).Select(i => (i % s_bars.Count, model.RequiredBars - 1 + i / s_bars.Count)),
        ];
        int count = model.Definition.Features.Count;
        float[] inputs = new float[rows.Length * window * count];
        int at = 0;
        foreach ((int ticker, int bar) in rows)
            for (int t = bar - window + 1; t <= bar; t++)
                for (int j = 0; j < count; j++)
                    inputs[at++] = (float)features[ticker][t, j];

        using var session = new OnnxSession(ExpertOnnx.Write(model));
        float[] actual = session.Run(ExpertOnnx.Output, (ExpertOnnx.Input, inputs, [rows.Length, window, count]));

        var forecaster = new ExpertForecaster([model]);
        double[] expected = new double[1];
        double low = 1,
            high = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            forecaster.Predict(s_bars[rows[i].Ticker].Slice(0, rows[i].Bar + 1), expected);
            Assert.Equal(expected[0], actual[i], Tolerance);
            (low, high) = (Math.Min(low, expected[0]), Math.Max(high, expected[0]));
        }

        Assert.True(high - low > 0.02, $"The rows must differ for the test to say something: {low} .. {high}.");
    }

    [Fact]
    public void The_file_names_its_inputs_and_what_is_known_of_the_model()
    {
        TrainedExpert model = Trained("reversion", 4);
        using var session = new OnnxSession(ExpertOnnx.Write(model));
        Assert.Equal("reversion", session.Metadata["expert"]);
        Assert.Equal(string.Join(',', model.Definition.Features.Names), session.Metadata["inputs"]);
        Assert.Equal(
            ("4", "1", "DOWN", "UP"),
            (
                session.Metadata["window"],
                session.Metadata["horizon"],
                session.Metadata["class_0"],
                session.Metadata["class_1"]
            )
        );
        Assert.Equal("simulated", session.Metadata["data_origin"]);
    }

    [Fact]
    public void A_forecaster_that_serves_in_the_networks_place_is_what_the_file_holds()
    {
        RiskModel risk = Risks.Model(s_bars);
        RiskHorizonFit fits = risk.Card.Of(RiskTable.Week);
        ModelServing serving = Serving(
            ModelServing.Risk,
            [fits.Market!.Regression.Linear(RiskInputSet.Market), fits.Own.Regression.Linear(RiskInputSet.Own)]
        );
        TrainedExpert model = Served(serving);
        IReadOnlyList<string> names = ExpertOnnx.InputsOf(model);
        using var session = new OnnxSession(ExpertOnnx.Write(model));
        RiskTable table = RiskTable.Build(s_bars);
        TableRow[] rows = [.. Enumerable.Range(700, 150).Select(bar => new TableRow(bar % s_bars.Count, bar))];
        float[] inputs = Inputs(table, rows, names.Count);

        double[] expected = risk.Probabilities(table, rows);
        float[] actual = session.Run(ExpertOnnx.Output, (ExpertOnnx.Input, inputs, [rows.Length, names.Count]));
        for (int i = 0; i < rows.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);

        // Outside the market the ticker's own inputs answer; without one that is needed the base rate does.
        float[] outside = [.. inputs.Select((v, i) => i % names.Count < FeatureSet.Risk.Count ? v : float.NaN)];
        outside[0] = float.NaN;
        actual = session.Run(ExpertOnnx.Output, (ExpertOnnx.Input, outside, [rows.Length, names.Count]));
        expected = fits.Own.Regression.Probabilities(table, RiskInputSet.Own, rows);
        Assert.Equal(0.4, actual[0], Tolerance);
        for (int i = 1; i < rows.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }

    [Fact]
    public void An_expert_that_abstains_gives_its_base_rate_for_every_row()
    {
        TrainedExpert model = Served(Serving(ModelServing.BaseRateName, []));
        int count = ExpertOnnx.InputsOf(model).Count;
        using var session = new OnnxSession(ExpertOnnx.Write(model));
        float[] actual = session.Run(ExpertOnnx.Output, (ExpertOnnx.Input, new float[3 * count], [3, count]));
        Assert.Equal([0.4f, 0.4f, 0.4f], actual.Select(p => MathF.Round(p, 6)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_risk_model_gives_every_figure_of_its_forecast(bool isInMarket)
    {
        RiskModel risk = Risks.Model(s_bars);
        RiskTable table = isInMarket
            ? RiskTable.Build(s_bars)
            : RiskTable.Build(s_bars, MarketFeatures.Compute([s_bars[0]]));
        IReadOnlyList<string> names = RiskOnnx.InputsOf(risk);
        TableRow[] rows = [.. Enumerable.Range(700, 150).Select(bar => new TableRow(bar % s_bars.Count, bar))];
        float[] inputs = Inputs(table, rows, names.Count),
            level = [.. rows.Select(r => (float)table.LevelOf(r))];
        using var session = new OnnxSession(RiskOnnx.Write(risk));
        foreach (int horizon in RiskTable.Horizons)
        {
            HorizonForecast[] expected = [.. rows.Select(r => risk.At(table, r, horizon)!)];
            Func<HorizonForecast, double>[] figures =
            [
                f => f.Volatility,
                f => f.ExpectedVolatility,
                f => f.Low,
                f => f.High,
                f => f.LogLossLimit,
                f => f.ProbabilityHigh,
            ];
            foreach ((string output, Func<HorizonForecast, double> figure) in RiskOnnx.Outputs.Zip(figures))
            {
                float[] actual = session.Run(
                    $"{output}_{horizon}",
                    (RiskOnnx.Input, inputs, [rows.Length, names.Count]),
                    (RiskOnnx.Level, level, [rows.Length])
                );
                for (int i = 0; i < rows.Length; i++)
                    Assert.Equal(figure(expected[i]), actual[i], Tolerance);
            }
        }
    }

    private static float[] Inputs(RiskTable table, TableRow[] rows, int count)
    {
        double[] row = new double[count];
        float[] inputs = new float[rows.Length * count];
        for (int i = 0; i < rows.Length; i++)
        {
            table.CopyInputs(rows[i], RiskInputSet.Market, row);
            if (table.CoverageOf(rows[i]) != MarketCoverage.Covered)
                row.AsSpan(FeatureSet.Risk.Count).Fill(double.NaN);
            for (int j = 0; j < count; j++)
                inputs[i * count + j] = (float)row[j];
        }

        return inputs;
    }

    private static ModelServing Serving(string forecaster, IReadOnlyList<LinearForecaster> parts) =>
        new()
        {
            Forecaster = forecaster,
            Named = true,
            BaseRate = 0.4,
            Parts = parts,
            Market = [.. s_bars.Select(b => b.Ticker)],
            Compared = [],
        };

    private static TrainedExpert Served(ModelServing serving)
    {
        TrainedExpert model = Markets.Untrained(ExpertDefinition.Volatility, s_bars, window: 4);
        return model with { Card = model.Card with { Serving = serving } };
    }

    /// <summary>A network whose weights and batch norms are all away from where they begin.</summary>
    private static TrainedExpert Trained(string expert, int window)
    {
        TrainedExpert model = Markets.Untrained(ExpertDefinition.All.Single(e => e.Name == expert), s_bars, window);
        var random = new Random(11);
        foreach (ParameterTensor tensor in model.Parameters!.Tensors)
            Move(
                tensor,
                model.Parameters!.Values,
                v => v * (1 + 0.3f * random.NextSingle()) + 0.02f * random.NextSingle()
            );
        foreach (ParameterTensor tensor in model.Parameters!.Statistics)
            Move(tensor, model.Parameters!.Running, v => v + 0.5f * random.NextSingle());
        return model;
    }

    private static void Move(ParameterTensor tensor, float[] buffer, Func<float, float> change) =>
        tensor.Write(Array.ConvertAll(tensor.Read(buffer), v => change(v)), buffer);
}
