using System.Runtime.InteropServices;
using Ploutos.Experts.Export;

namespace Ploutos.Onnx.Tests;

/// <summary>ONNX files as other programs write them: a logistic regression on the newest bar, in the forms
/// that the exporters of other libraries give it.</summary>
internal sealed record OnnxBytes
{
    private const int Single = 1,
        Whole = 7,
        Double = 11;

    public int Inputs { get; init; } = 3;

    /// <summary>0 for [rows, inputs].</summary>
    public int Window { get; init; }

    public bool IsDouble { get; init; }

    /// <summary>Softmax of two logits, [rows, 2], as classifiers of scikit-learn give it.</summary>
    public bool BothClasses { get; init; }

    /// <summary>Without the sigmoid.</summary>
    public bool Raw { get; init; }

    public int Opset { get; init; } = 17;

    public string Domain { get; init; } = "";

    public string Operation { get; init; } = "Sigmoid";

    public string Output { get; init; } = "probability";

    public string? Second { get; init; }

    public bool External { get; init; }

    public string? Expert { get; init; }

    /// <summary>The weight of each input.</summary>
    public const float Weight = 0.5f;

    public byte[] Write()
    {
        int type = IsDouble ? Double : Single,
            columns = BothClasses ? 2 : 1;
        List<ProtoMessage> nodes = [];
        string newest = "inputs";
        if (Window > 0)
        {
            nodes.Add(Node("Gather", ["inputs", "last"], "newest").Message(5, Attribute("axis", 1)));
            newest = "newest";
        }

        nodes.Add(Node("MatMul", [newest, "weights"], Raw ? Output : "logits"));
        if (!Raw)
            nodes.Add(
                BothClasses
                    ? Node("Softmax", ["logits"], Output).Message(5, Attribute("axis", 1))
                    : Node(Operation, ["logits"], Output)
            );
        List<ProtoMessage> outputs = [Value(Output, type, "rows", columns)];
        if (Second is not null)
        {
            nodes.Add(Node("Identity", [newest], Second));
            outputs.Add(Value(Second, type, "rows", Inputs));
        }

        ProtoMessage graph = new ProtoMessage().Messages(1, nodes).Text(2, "graph");
        graph.Messages(
            5,
            [Weights(type, columns), Tensor("last", Whole, [], MemoryMarshal.AsBytes([(long)Window - 1]))]
        );
        object[] shape = Window > 0 ? ["rows", Window, Inputs] : ["rows", Inputs];
        graph.Message(11, Value("inputs", type, shape)).Messages(12, outputs);
        ProtoMessage file = new ProtoMessage()
            .Whole(1, 8)
            .Text(2, "another program")
            .Message(7, graph)
            .Message(8, new ProtoMessage().Text(1, Domain).Whole(2, Opset));
        if (Expert is not null)
            file.Message(14, new ProtoMessage().Text(1, "expert").Text(2, Expert));
        return file.ToBytes();
    }

    /// <summary>Class 1 has the weight; of two columns the first has none.</summary>
    private ProtoMessage Weights(int type, int columns)
    {
        double[] values =
        [
            .. Enumerable.Range(0, Inputs * columns).Select(i => i % columns == columns - 1 ? (double)Weight : 0),
        ];
        ProtoMessage tensor = IsDouble
            ? Tensor("weights", type, [Inputs, columns], MemoryMarshal.AsBytes<double>(values))
            : Tensor(
                "weights",
                type,
                [Inputs, columns],
                MemoryMarshal.AsBytes<float>([.. values.Select(v => (float)v)])
            );
        return External
            ? tensor.Message(13, new ProtoMessage().Text(1, "location").Text(2, "../../etc/passwd")).Whole(14, 1)
            : tensor;
    }

    private static ProtoMessage Node(string operation, string[] inputs, string output)
    {
        var node = new ProtoMessage();
        foreach (string input in inputs)
            node.Text(1, input);
        return node.Text(2, output).Text(3, output).Text(4, operation);
    }

    private static ProtoMessage Attribute(string name, int value) =>
        new ProtoMessage().Text(1, name).Whole(3, value).Whole(20, 2);

    private static ProtoMessage Tensor(string name, int type, int[] dimensions, ReadOnlySpan<byte> content)
    {
        var tensor = new ProtoMessage();
        foreach (int dimension in dimensions)
            tensor.Whole(1, dimension);
        return tensor.Whole(2, type).Text(8, name).Raw(9, content);
    }

    private static ProtoMessage Value(string name, int type, params object[] dimensions)
    {
        var shape = new ProtoMessage();
        foreach (object dimension in dimensions)
            shape.Message(
                1,
                dimension is int size
                    ? new ProtoMessage().Whole(1, size)
                    : new ProtoMessage().Text(2, (string)dimension)
            );
        ProtoMessage tensor = new ProtoMessage().Whole(1, type).Message(2, shape);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor));
    }
}
