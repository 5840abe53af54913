using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Experts.Export;

/// <summary>An attention network as ONNX operators, under the names of its weights file. It gives the
/// margin of the last bar of each window.</summary>
internal static class NetworkGraph
{
    private const float Epsilon = 1e-5f;

    /// <summary>Adds the network.</summary>
    /// <param name="graph">Written to.</param>
    /// <param name="parameters">The trained network.</param>
    /// <param name="inputs">Scaled windows, [rows, L, F], oldest bar first.</param>
    /// <returns>The logit of class 1 less the logit of class 0, [rows].</returns>
    public static string Add(OnnxGraph graph, NetworkParameters parameters, string inputs)
    {
        NetworkShape shape = parameters.Shape;
        string last = graph.Index("last_bar", shape.Window - 1);
        string x = graph.Node("Reshape", "bars", [inputs, graph.Shape("bars.shape", -1, shape.Inputs)]);
        x = BatchNorm(graph, parameters, "input_norm", x);
        for (int i = 0; i < shape.Stack.Length; i++)
        {
            x = Linear(graph, parameters, $"stack.{3 * i}", x);
            x = BatchNorm(graph, parameters, $"stack.{3 * i + 1}", x);
            x = Activated(graph, shape.Activation, $"stack.{3 * i + 2}", x);
        }

        string windows = graph.Shape("windows.shape", -1, shape.Window, shape.Width);
        string features = graph.Node("Reshape", "stack.windows", [x, windows]);
        string newest = graph.Node("Gather", "stack.last", [features, last], ("axis", 1));
        if (shape.HasAttention)
            newest = Join(graph, parameters, x, newest, last);
        string hidden = Linear(graph, parameters, "classifier.0", newest);
        hidden = Activated(graph, shape.Activation, "classifier.1", hidden);
        string logits = Linear(graph, parameters, "classifier.2", hidden);
        return graph.Node(
            "Sub",
            "margin",
            [
                graph.Node("Gather", "logit_1", [logits, graph.Index("class_1", 1)], ("axis", 1)),
                graph.Node("Gather", "logit_0", [logits, graph.Index("class_0", 0)], ("axis", 1)),
            ]
        );
    }

    /// <summary>g = f + skip out(attention(f)) at the last bar. Queries, keys and values lie head by
    /// head: [rows, L, heads, 3, width / heads].</summary>
    private static string Join(OnnxGraph graph, NetworkParameters parameters, string x, string newest, string last)
    {
        NetworkShape shape = parameters.Shape;
        int width = shape.Width / shape.Heads;
        string qkv = Linear(graph, parameters, "qkv", x);
        qkv = graph.Node(
            "Reshape",
            "qkv.heads",
            [qkv, graph.Shape("qkv.shape", -1, shape.Window, shape.Heads, 3, width)]
        );
        qkv = graph.Node("Transpose", "qkv.parts", [qkv], ("perm", new long[] { 3, 0, 2, 1, 4 }));
        string query = graph.Node("Gather", "query.all", [qkv, graph.Index("query.at", 0)], ("axis", 0));
        query = graph.Node("Gather", "query", [query, graph.Shape("query.bar", shape.Window - 1)], ("axis", 2));
        string key = graph.Node("Gather", "key", [qkv, graph.Index("key.at", 1)], ("axis", 0));
        string value = graph.Node("Gather", "value", [qkv, graph.Index("value.at", 2)], ("axis", 0));
        key = graph.Node("Transpose", "key.transposed", [key], ("perm", new long[] { 0, 1, 3, 2 }));
        string scores = graph.Node("MatMul", "scores.products", [query, key]);
        scores = graph.Node("Mul", "scores.scaled", [scores, graph.Constant("scores.scale", 1 / Math.Sqrt(width))]);
        scores = graph.Node("Add", "scores", [scores, Bias(graph, shape)]);
        string weights = graph.Node("Softmax", "weights", [scores], ("axis", -1));
        string mixed = graph.Node("MatMul", "mixed", [weights, value]);
        mixed = graph.Node("Reshape", "mixed.rows", [mixed, graph.Shape("mixed.shape", -1, shape.Width)]);
        string output = Linear(graph, parameters, "out", mixed);
        output = graph.Node("Mul", "out.skipped", [output, graph.Constant("skip", shape.Skip)]);
        return graph.Node("Add", "joined", [newest, output]);
    }

    /// <summary>The linear bias in the lag, [1, heads, 1, L] (Press et al. 2022).</summary>
    private static string Bias(OnnxGraph graph, NetworkShape shape)
    {
        float[] bias = new float[shape.Heads * shape.Window];
        for (int i = 0; i < bias.Length; i++)
        {
            (int head, int bar) = Math.DivRem(i, shape.Window);
            bias[i] = -MathF.Pow(2f, -8f * (head + 1) / shape.Heads) * (shape.Window - 1 - bar);
        }

        return graph.Constant("lag_bias", bias, 1, shape.Heads, 1, shape.Window);
    }

    private static string Linear(OnnxGraph graph, NetworkParameters parameters, string layer, string x) =>
        graph.Node(
            "Gemm",
            layer,
            [x, Tensor(graph, parameters, layer + ".weight"), Tensor(graph, parameters, layer + ".bias")],
            ("transB", 1)
        );

    private static string BatchNorm(OnnxGraph graph, NetworkParameters parameters, string layer, string x) =>
        graph.Node(
            "BatchNormalization",
            layer,
            [
                x,
                Tensor(graph, parameters, layer + ".weight"),
                Tensor(graph, parameters, layer + ".bias"),
                Statistic(graph, parameters, layer + ".running_mean"),
                Statistic(graph, parameters, layer + ".running_var"),
            ],
            ("epsilon", Epsilon)
        );

    /// <summary>GELU is x / 2 (1 + erf(x / sqrt 2)), exactly.</summary>
    private static string Activated(OnnxGraph graph, Activation activation, string layer, string x)
    {
        if (activation != Activation.Gelu)
            return graph.Node(activation == Activation.Tanh ? "Tanh" : "Relu", layer, [x]);
        string inner = graph.Node("Mul", layer + ".inner", [x, graph.Constant(layer + ".root", Math.Sqrt(0.5))]);
        string erf = graph.Node("Erf", layer + ".erf", [inner]);
        string share = graph.Node("Add", layer + ".share", [erf, graph.Constant(layer + ".one", 1)]);
        string half = graph.Node("Mul", layer + ".half", [x, graph.Constant(layer + ".factor", 0.5)]);
        return graph.Node("Mul", layer, [half, share]);
    }

    private static string Tensor(OnnxGraph graph, NetworkParameters parameters, string name)
    {
        ParameterTensor tensor = parameters[name];
        return graph.Constant(name, tensor.Read(parameters.Values), tensor.Shape);
    }

    private static string Statistic(OnnxGraph graph, NetworkParameters parameters, string name)
    {
        ParameterTensor tensor = parameters.Statistics.First(t => t.Name == name);
        return graph.Constant(name, tensor.Read(parameters.Running), tensor.Shape);
    }
}
