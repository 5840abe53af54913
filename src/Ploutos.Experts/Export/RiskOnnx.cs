using System.Globalization;
using Ploutos.Experts.Risk;
using Ploutos.Experts.Serving;
using Ploutos.Features;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Experts.Export;

/// <summary>The risk model as an ONNX model: from its inputs and a ticker's usual volatility to
/// forecasts in units, for each horizon.</summary>
public static class RiskOnnx
{
    /// <summary>The name of the inputs, [rows, inputs]: NaN where one is missing, and in all of the
    /// market's where the market does not cover the ticker on that day.</summary>
    public const string Input = "inputs";

    /// <summary>The name of the usual volatility a day (<see cref="RiskTable.LevelOf"/>), [rows].</summary>
    public const string Level = "level";

    /// <summary>What is forecast of a horizon of H bars; each is an output NAME_H, [rows]. Volatilities
    /// are a year, the loss limit is a log return.</summary>
    public static IReadOnlyList<string> Outputs { get; } =
    ["volatility", "expected_volatility", "low", "high", "log_loss_limit", "probability_high"];

    /// <summary>Names of the inputs of a model, in the order of the columns.</summary>
    public static IReadOnlyList<string> InputsOf(RiskModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return RiskInputs.Names(HasMarket(model) ? RiskInputSet.Market : RiskInputSet.Own);
    }

    /// <summary>Writes the model.</summary>
    /// <returns>The bytes of the file (operator set 17, single precision).</returns>
    public static byte[] Write(RiskModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        IReadOnlyList<string> names = InputsOf(model);
        int own = RiskInputs.Names(RiskInputSet.Own).Count;
        var graph = new OnnxGraph("The risk model");
        string inputs = graph.Input(Input, "Inputs of the newest bar; NaN where one is missing.", names.Count);
        string level = graph.Input(Level, "The usual volatility of a day: the trailing year's median.");
        level = graph.Node("Unsqueeze", "level.column", [level, graph.Shape("level.axis", 1)]);
        string? outside = HasMarket(model) ? LinearGraph.IsOutsideMarket(graph, inputs, own, names.Count) : null;
        foreach (RiskHorizonFit fits in model.Card.Horizons)
        {
            string forecast = Fit(graph, $"own_{fits.Horizon}", fits.Own, fits.Horizon, inputs, level);
            if (outside is not null)
            {
                string market = Fit(graph, $"market_{fits.Horizon}", fits.Market!, fits.Horizon, inputs, level);
                forecast = graph.Node("Where", $"forecast_{fits.Horizon}", [outside, forecast, market]);
            }

            for (int k = 0; k < Outputs.Count; k++)
            {
                string output = $"{Outputs[k]}_{fits.Horizon}";
                graph.Node("Gather", output, [forecast, graph.Index($"{output}.at", k)], ("axis", 1));
                graph.Output(output, $"{Outputs[k]} of the next {fits.Horizon} bars.");
            }
        }

        return graph.ToFile(model.Card.Version, Metadata(model, names));
    }

    /// <summary>What one fit forecasts, [rows, outputs].</summary>
    private static string Fit(OnnxGraph graph, string name, RiskFit fit, int horizon, string inputs, string level)
    {
        RiskRegression regression = fit.Regression;
        string f = LinearGraph.Add(graph, name, Regression(regression), inputs);
        string perDay = graph.Node("Mul", $"{name}.per_day", [level, graph.Node("Exp", $"{name}.over_level", [f])]);
        double year = Math.Sqrt(SessionsPerYear.NewYork.Sessions);
        float[] factors =
        [
            (float)year,
            (float)(year * fit.Errors.VarianceFactor),
            (float)(year * Math.Exp(fit.Errors.ResidualLow)),
            (float)(year * Math.Exp(fit.Errors.ResidualHigh)),
            (float)(Math.Sqrt(horizon) * fit.Errors.MoveQuantile),
        ];
        string factor = graph.Constant($"{name}.factors", factors, 1, factors.Length);
        string units = graph.Node("Mul", $"{name}.units", [perDay, factor]);
        string slope = graph.Constant($"{name}.slope", regression.Logistic.Slope);
        string logOdds = graph.Node("Mul", $"{name}.sloped", [f, slope]);
        string intercept = graph.Constant($"{name}.high_intercept", regression.Logistic.Intercept);
        logOdds = graph.Node("Add", $"{name}.log_odds", [logOdds, intercept]);
        string p = graph.Node("Sigmoid", $"{name}.high", [logOdds]);
        return graph.Node("Concat", $"{name}.all", [units, p], ("axis", 1));
    }

    private static LinearForecaster Regression(RiskRegression regression) =>
        new()
        {
            Inputs = Input,
            Names = regression.Inputs,
            Mean = regression.Ridge.Mean,
            Scale = regression.Ridge.Deviation,
            Weights = regression.Ridge.Weights,
            Intercept = regression.Ridge.Intercept,
            Clip = RidgeRegression.ClipAt,
            Needed = RiskInputs.HarCount,
        };

    private static bool HasMarket(RiskModel model) => model.Card.Horizons.All(h => h.Market is not null);

    private static Dictionary<string, string> Metadata(RiskModel model, IReadOnlyList<string> names) =>
        new()
        {
            ["expert"] = RiskRegistry.Name,
            ["version"] = model.Card.Version,
            ["inputs"] = string.Join(',', names),
            ["horizons"] = string.Join(',', model.Card.Horizons.Select(h => h.Horizon)),
            ["market"] = string.Join(',', model.Card.Data.Tickers),
            ["data_origin"] = model.Card.Data.Origin == DataOrigin.Simulated ? "simulated" : "observed",
            ["trained_at"] = model.Card.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
        };
}
