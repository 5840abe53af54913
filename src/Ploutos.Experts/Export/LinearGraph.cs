using Ploutos.Experts.Serving;

namespace Ploutos.Experts.Export;

/// <summary>Forecasters that are linear in standardised inputs, as ONNX operators.</summary>
internal static class LinearGraph
{
    /// <summary>Adds intercept + sum of weight x standardised input; NaN where an input that is needed
    /// is missing.</summary>
    /// <param name="graph">Written to.</param>
    /// <param name="name">Where the names of its values begin.</param>
    /// <param name="forecaster">What is added.</param>
    /// <param name="inputs">[rows, at least the forecaster's inputs]; the first ones are read.</param>
    /// <returns>[rows, 1].</returns>
    public static string Add(OnnxGraph graph, string name, LinearForecaster forecaster, string inputs)
    {
        int count = forecaster.Names.Count;
        string x = First(graph, $"{name}.inputs", inputs, 0, count);
        string z = graph.Node("Sub", $"{name}.centred", [x, Vector(graph, $"{name}.mean", forecaster.Mean)]);
        z = graph.Node("Div", $"{name}.scaled", [z, Vector(graph, $"{name}.scale", forecaster.Scale)]);
        if (forecaster.Clip is { } clip)
            z = graph.Node(
                "Clip",
                $"{name}.clipped",
                [z, graph.Constant($"{name}.lowest", -clip), graph.Constant($"{name}.highest", clip)]
            );
        string isMissing = graph.Node("IsNaN", $"{name}.is_missing", [x]);
        z = graph.Node("Where", $"{name}.standardised", [isMissing, graph.Constant($"{name}.zero", 0), z]);
        float[] weights = [.. forecaster.Weights.Select(w => (float)w)];
        string sum = graph.Node("MatMul", $"{name}.sum", [z, graph.Constant($"{name}.weights", weights, count, 1)]);
        sum = graph.Node("Add", $"{name}.value", [sum, graph.Constant($"{name}.intercept", forecaster.Intercept)]);
        if (forecaster.Needed == 0)
            return sum;
        string needed = First(graph, $"{name}.needed", graph.Missing($"{name}.missing", x), 0, forecaster.Needed);
        string any = graph.Node("ReduceMax", $"{name}.any_missing", [needed], ("axes", new long[] { 1 }));
        string unknown = graph.Constant($"{name}.unknown", double.NaN);
        return graph.Node("Where", $"{name}.known", [graph.AboveHalf($"{name}.lacks", any), unknown, sum]);
    }

    /// <summary>Whether no input from a column on is there, as a condition, [rows, 1]: the market does
    /// not cover the ticker on that day.</summary>
    public static string IsOutsideMarket(OnnxGraph graph, string inputs, int from, int count)
    {
        string market = First(graph, "market", graph.Missing("market.missing", inputs), from, count - from);
        string all = graph.Node("ReduceMin", "market.none", [market], ("axes", new long[] { 1 }));
        return graph.AboveHalf("market.outside", all);
    }

    /// <summary>Some columns, [rows, count].</summary>
    private static string First(OnnxGraph graph, string name, string inputs, int from, int count)
    {
        long[] columns = [.. Enumerable.Range(from, count).Select(c => (long)c)];
        return graph.Node("Gather", name, [inputs, graph.Shape($"{name}.columns", columns)], ("axis", 1));
    }

    private static string Vector(OnnxGraph graph, string name, IReadOnlyList<double> values) =>
        graph.Constant(name, [.. values.Select(v => (float)v)], values.Count);
}
