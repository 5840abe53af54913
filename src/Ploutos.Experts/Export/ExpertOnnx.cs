using System.Globalization;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Serving;

namespace Ploutos.Experts.Export;

/// <summary>A trained expert as an ONNX model: from inputs as Ploutos computes them, unscaled, to the
/// calibrated probability of class 1. Scaler and calibration are inside. The output is what the expert
/// serves: its network, or the simpler forecaster that won on the validation folds.</summary>
public static class ExpertOnnx
{
    /// <summary>The name of the input.</summary>
    public const string Input = "inputs";

    /// <summary>The name of the output, the probability of class 1, [rows].</summary>
    public const string Output = "probability";

    /// <summary>Writes the model; one of another program comes out as it is.</summary>
    /// <param name="model">The expert. A network reads [rows, window, inputs], oldest bar first; a
    /// simpler forecaster [rows, inputs], NaN where one is missing.</param>
    /// <returns>The bytes of the file (operator set 17, single precision).</returns>
    /// <exception cref="ArgumentException">The model is boosted trees.</exception>
    public static byte[] Write(TrainedExpert model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Simple?.Foreign is { } foreign)
            return model.Simple.Forecaster == ModelServing.Onnx
                ? foreign.Content
                : throw new ArgumentException(
                    $"The model of {model.Definition.Name} is boosted trees, which have no ONNX file. Its trees lie in"
                        + $" its folder as {Trees.BoostedTrees.KeptAs}.",
                    nameof(model)
                );
        var graph = new OnnxGraph($"The {model.Definition.Name} expert");
        string logOdds = model.Simple is { } simple ? Simple(graph, simple, InputsOf(model)) : Network(graph, model);
        graph.Node("Sigmoid", Output, [logOdds]);
        graph.Output(Output, $"Probability of {model.Definition.ClassNames.High}, 0 .. 1.");
        return graph.ToFile(model.Card.Version, Metadata(model));
    }

    /// <summary>Names of the inputs, in the order of the columns.</summary>
    public static IReadOnlyList<string> InputsOf(TrainedExpert model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Simple is { Parts.Count: > 0 } simple
            ? simple.Parts.MaxBy(p => p.Names.Count)!.Names
            : model.Definition.Features.Names;
    }

    /// <summary>The log-odds of class 1 by the network, [rows].</summary>
    private static string Network(OnnxGraph graph, TrainedExpert model)
    {
        int count = model.Definition.Features.Count;
        string inputs = graph.Input(Input, "Windows of inputs, oldest bar first, unscaled.", model.Window, count);
        float[] mean = [.. model.Scaler.Mean.Select(m => (float)m)],
            scale = [.. model.Scaler.Scale.Select(s => (float)s)];
        string scaled = graph.Node("Sub", "inputs.centred", [inputs, graph.Constant("scaler.mean", mean, count)]);
        scaled = graph.Node("Div", "inputs.scaled", [scaled, graph.Constant("scaler.scale", scale, count)]);
        if (model.Scaler.ClipAt is { } clip)
            scaled = graph.Node(
                "Clip",
                "inputs.clipped",
                [scaled, graph.Constant("scaler.lowest", -clip), graph.Constant("scaler.highest", clip)]
            );
        string margin = NetworkGraph.Add(graph, model.Parameters!, scaled);
        string slope = graph.Constant("calibration.slope", model.Calibrator.Slope);
        margin = graph.Node("Mul", "margin.calibrated", [margin, slope]);
        return graph.Node(
            "Add",
            "log_odds",
            [margin, graph.Constant("calibration.intercept", model.Calibrator.Intercept)]
        );
    }

    /// <summary>The log-odds by a simpler forecaster, [rows]: the base rate's where an input that it needs
    /// is missing.</summary>
    private static string Simple(OnnxGraph graph, ModelServing simple, IReadOnlyList<string> names)
    {
        string inputs = graph.Input(
            Input,
            "Inputs of the newest bar, unscaled; NaN where one is missing.",
            names.Count
        );
        string baseRate = graph.Constant("base_rate.log_odds", [(float)simple.BaseLogOdds], 1);
        if (simple.Parts.Count == 0)
        {
            string rows = graph.Node(
                "Gather",
                "rows",
                [graph.Node("Shape", "shape", [inputs]), graph.Shape("rows.at", 0)]
            );
            return graph.Node("Expand", "log_odds", [baseRate, rows]);
        }

        LinearForecaster[] parts = [.. simple.Parts.OrderBy(p => p.Names.Count)];
        string value = LinearGraph.Add(graph, parts[0].Inputs, parts[0], inputs);
        foreach (LinearForecaster wider in parts.Skip(1))
        {
            string outside = LinearGraph.IsOutsideMarket(graph, inputs, parts[0].Names.Count, names.Count);
            string other = LinearGraph.Add(graph, wider.Inputs, wider, inputs);
            value = graph.Node("Where", $"{wider.Inputs}.or_own", [outside, value, other]);
        }

        value = graph.Node("Squeeze", "value", [value, graph.Shape("value.axis", 1)]);
        return graph.Node("Where", "log_odds", [graph.Node("IsNaN", "value.missing", [value]), baseRate, value]);
    }

    private static Dictionary<string, string> Metadata(TrainedExpert model)
    {
        ModelCard card = model.Card;
        return new()
        {
            ["expert"] = model.Definition.Name,
            ["version"] = card.Version,
            ["forecaster"] = model.Simple?.Forecaster ?? ModelServing.Network,
            ["inputs"] = string.Join(',', InputsOf(model)),
            ["window"] = (model.Simple is null ? model.Window : 1).ToString(CultureInfo.InvariantCulture),
            ["label"] = card.Label,
            ["horizon"] = card.Horizon.ToString(CultureInfo.InvariantCulture),
            ["class_0"] = model.Definition.ClassNames.Low,
            ["class_1"] = model.Definition.ClassNames.High,
            ["data_origin"] = card.Simulated ? "simulated" : "observed",
            ["trained_at"] = card.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
        };
    }
}
