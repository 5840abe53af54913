using Google.Protobuf;

namespace Ploutos.Onnx;

/// <summary>What an ONNX file says of itself, read before anything native sees it: the operator sets, the
/// metadata, and whether it reads other files. The field numbers are those of <c>onnx.proto</c>
/// (github.com/onnx/onnx), which never change once they are published.</summary>
internal sealed class OnnxFile
{
    /// <summary>The oldest operator set that ONNX Runtime reads.</summary>
    public const long OldestOpset = 7;

    private const int DeepestGraph = 16;

    private readonly Dictionary<string, long> _opsets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    private OnnxFile() { }

    /// <summary>The version of each operator set by its domain; the standard one's is empty.</summary>
    public IReadOnlyDictionary<string, long> Opsets => _opsets;

    /// <summary>The metadata by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>The name of a tensor whose numbers lie in another file; null where there is none.</summary>
    public string? External { get; private set; }

    /// <summary>Whether there is a graph at all.</summary>
    public bool HasGraph { get; private set; }

    /// <summary>Reads a file; null where it is no ONNX file.</summary>
    public static OnnxFile? TryRead(byte[] content)
    {
        var file = new OnnxFile();
        try
        {
            Each(content, file.Model);
            return file.HasGraph && file._opsets.Count > 0 ? file : null;
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            return null;
        }
    }

    private void Model(int field, CodedInputStream input)
    {
        switch (field)
        {
            case 7:
                HasGraph = true;
                Graph(input.ReadBytes().ToByteArray(), 0);
                break;
            case 8:
                OperatorSet(input.ReadBytes().ToByteArray());
                break;
            case 14:
                Entry(input.ReadBytes().ToByteArray());
                break;
            case 20: // how to train it: two graphs
                Each(input.ReadBytes().ToByteArray(), In(1, 2, graph => Graph(graph, 0)));
                break;
            case 25:
                Each(input.ReadBytes().ToByteArray(), Function);
                break;
            default:
                input.SkipLastField();
                break;
        }
    }

    private void OperatorSet(byte[] content)
    {
        (string domain, long version) = ("", 0);
        Each(
            content,
            (field, input) =>
            {
                if (field == 1)
                    domain = input.ReadString();
                else if (field == 2)
                    version = input.ReadInt64();
                else
                    input.SkipLastField();
            }
        );
        _opsets[domain == "ai.onnx" ? "" : domain] = version;
    }

    private void Entry(byte[] content)
    {
        (string key, string value) = ("", "");
        Each(
            content,
            (field, input) =>
            {
                if (field == 1)
                    key = input.ReadString();
                else if (field == 2)
                    value = input.ReadString();
                else
                    input.SkipLastField();
            }
        );
        _metadata[key] = value;
    }

    /// <summary>A function of the model: its nodes (7), and the defaults of its attributes (11).</summary>
    private void Function(int field, CodedInputStream input)
    {
        if (field == 7)
            Each(input.ReadBytes().ToByteArray(), (f, node) => Node(f, node, 0));
        else if (field == 11)
            Attribute(input.ReadBytes().ToByteArray(), 0);
        else
            input.SkipLastField();
    }

    /// <summary>Nodes (1) and their attributes; the constants, dense (5) and sparse (15).</summary>
    private void Graph(byte[] content, int depth)
    {
        if (depth > DeepestGraph)
            throw new InvalidDataException($"graphs lie more than {DeepestGraph} deep in one another");
        Each(
            content,
            (field, input) =>
            {
                if (field == 1)
                    Each(input.ReadBytes().ToByteArray(), (f, node) => Node(f, node, depth));
                else if (field == 5)
                    Tensor(input.ReadBytes().ToByteArray());
                else if (field == 15)
                    Sparse(input.ReadBytes().ToByteArray());
                else
                    input.SkipLastField();
            }
        );
    }

    private void Node(int field, CodedInputStream input, int depth)
    {
        if (field == 5)
            Attribute(input.ReadBytes().ToByteArray(), depth);
        else
            input.SkipLastField();
    }

    /// <summary>One tensor (5) or many (10), graphs (6, 11), sparse tensors (22, 23).</summary>
    private void Attribute(byte[] content, int depth) =>
        Each(
            content,
            (field, input) =>
            {
                if (field is 5 or 10)
                    Tensor(input.ReadBytes().ToByteArray());
                else if (field is 6 or 11)
                    Graph(input.ReadBytes().ToByteArray(), depth + 1);
                else if (field is 22 or 23)
                    Sparse(input.ReadBytes().ToByteArray());
                else
                    input.SkipLastField();
            }
        );

    /// <summary>A sparse tensor: its values (1) and their places (2) are tensors.</summary>
    private void Sparse(byte[] content) => Each(content, In(1, 2, Tensor));

    private static Action<int, CodedInputStream> In(int one, int other, Action<byte[]> read) =>
        (field, input) =>
        {
            if (field == one || field == other)
                read(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        };

    private void Tensor(byte[] content)
    {
        string name = "";
        bool isElsewhere = false;
        Each(
            content,
            (field, input) =>
            {
                if (field == 8)
                    name = input.ReadString();
                else if (field == 14)
                    isElsewhere = input.ReadInt32() == 1;
                else
                    input.SkipLastField();
            }
        );
        if (isElsewhere)
            External ??= name;
    }

    private static void Each(byte[] content, Action<int, CodedInputStream> read)
    {
        using var input = new CodedInputStream(content);
        uint tag;
        while ((tag = input.ReadTag()) != 0)
            read(WireFormat.GetTagFieldNumber(tag), input);
    }
}
