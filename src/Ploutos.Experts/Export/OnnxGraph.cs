using System.Runtime.InteropServices;

namespace Ploutos.Experts.Export;

/// <summary>A graph of ONNX operators that is being built. The field numbers are those of
/// <c>onnx.proto</c> (github.com/onnx/onnx), which never change once they are published.</summary>
/// <param name="name">Of the graph.</param>
internal sealed class OnnxGraph(string name)
{
    /// <summary>The version of the operators.</summary>
    public const int Opset = 17;

    /// <summary>The version of the file format that belongs to <see cref="Opset"/>.</summary>
    private const int FileVersion = 8;

    private const int SingleType = 1,
        WholeType = 7,
        BooleanType = 9;

    private readonly List<ProtoMessage> _nodes = [],
        _constants = [],
        _inputs = [],
        _outputs = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>An input of single-precision numbers: [rows, dimensions].</summary>
    public string Input(string input, string description, params ReadOnlySpan<int> dimensions)
    {
        _inputs.Add(Value(input, description, dimensions));
        return New(input);
    }

    /// <summary>Names a value as an output of single-precision numbers: [rows].</summary>
    public void Output(string output, string description) => _outputs.Add(Value(output, description, []));

    /// <summary>A constant tensor; without dimensions a single number.</summary>
    public string Constant(string constant, ReadOnlySpan<float> values, params ReadOnlySpan<int> dimensions)
    {
        Tensor(constant, SingleType, MemoryMarshal.AsBytes(values), dimensions);
        return New(constant);
    }

    /// <summary>A constant single number.</summary>
    public string Constant(string constant, double value) => Constant(constant, [(float)value]);

    /// <summary>A constant vector of whole numbers, such as a shape.</summary>
    public string Shape(string constant, params ReadOnlySpan<long> values)
    {
        Tensor(constant, WholeType, MemoryMarshal.AsBytes(values), [values.Length]);
        return New(constant);
    }

    /// <summary>A constant index without a dimension.</summary>
    public string Index(string constant, long value)
    {
        Tensor(constant, WholeType, MemoryMarshal.AsBytes([value]), []);
        return New(constant);
    }

    /// <summary>An operator with one output, whose name is returned.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="output">Name of its result.</param>
    /// <param name="inputs">Names of its inputs.</param>
    /// <param name="settings">Whole-number attributes by name; one value is a number, several or an
    /// array a list.</param>
    public string Node(
        string operation,
        string output,
        ReadOnlySpan<string> inputs,
        params ReadOnlySpan<(string Name, object Value)> settings
    )
    {
        var node = new ProtoMessage();
        foreach (string input in inputs)
            node.Text(1, Known(input));
        node.Text(2, output).Text(3, output).Text(4, operation);
        foreach ((string setting, object value) in settings)
            node.Message(5, Attribute(setting, value));
        _nodes.Add(node);
        return New(output);
    }

    /// <summary>Whether each number is missing, as 1 or 0.</summary>
    public string Missing(string output, string input)
    {
        string missing = Node("IsNaN", output + ".bool", [input]);
        return Node("Cast", output, [missing], ("to", SingleType));
    }

    /// <summary>Whether a number is above a half, as a condition.</summary>
    public string AboveHalf(string output, string input) =>
        Node(
            "Cast",
            output,
            [Node("Greater", output + ".above", [input, Constant(output + ".half", 0.5)])],
            ("to", BooleanType)
        );

    /// <summary>The bytes of the model file.</summary>
    /// <param name="version">Of the model.</param>
    /// <param name="metadata">What is known of it.</param>
    public byte[] ToFile(string version, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var graph = new ProtoMessage().Messages(1, _nodes).Text(2, name).Messages(5, _constants);
        graph.Messages(11, _inputs).Messages(12, _outputs);
        return new ProtoMessage()
            .Whole(1, FileVersion)
            .Text(2, "Ploutos")
            .Text(6, $"{name}, version {version}")
            .Message(7, graph)
            .Message(8, new ProtoMessage().Text(1, "").Whole(2, Opset))
            .Messages(14, metadata.Select(m => new ProtoMessage().Text(1, m.Key).Text(2, m.Value)))
            .ToBytes();
    }

    private static ProtoMessage Value(string value, string description, ReadOnlySpan<int> dimensions)
    {
        var shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "rows"));
        foreach (int dimension in dimensions)
            shape.Message(1, new ProtoMessage().Whole(1, dimension));
        var tensor = new ProtoMessage().Whole(1, SingleType).Message(2, shape);
        return new ProtoMessage().Text(1, value).Message(2, new ProtoMessage().Message(1, tensor)).Text(3, description);
    }

    private void Tensor(string constant, int type, ReadOnlySpan<byte> content, ReadOnlySpan<int> dimensions)
    {
        var tensor = new ProtoMessage();
        foreach (int dimension in dimensions)
            tensor.Whole(1, dimension);
        _constants.Add(tensor.Whole(2, type).Text(8, constant).Raw(9, content));
    }

    private static ProtoMessage Attribute(string setting, object value)
    {
        var attribute = new ProtoMessage().Text(1, setting);
        switch (value)
        {
            case int whole:
                return attribute.Whole(3, whole).Whole(20, 2);
            case float single:
                return attribute.Single(2, single).Whole(20, 1);
            case long[] many:
                foreach (long one in many)
                    attribute.Whole(8, one);
                return attribute.Whole(20, 7);
            default:
                throw new ArgumentException($"No attribute holds a {value.GetType().Name}.", nameof(value));
        }
    }

    private string New(string value) =>
        _names.Add(value) ? value : throw new ArgumentException($"The graph has a value '{value}' already.");

    private string Known(string value) =>
        _names.Contains(value) ? value : throw new ArgumentException($"The graph has no value '{value}'.");
}
