using Google.Protobuf;

namespace Ploutos.Experts.Export;

/// <summary>One message of a protocol-buffer file that is being written, field by field.</summary>
internal sealed class ProtoMessage
{
    private readonly List<Action<CodedOutputStream>> _fields = [];

    /// <summary>A field of a whole number.</summary>
    public ProtoMessage Whole(int field, long value) =>
        Add(field, WireFormat.WireType.Varint, writer => writer.WriteInt64(value));

    /// <summary>A field of a single-precision number.</summary>
    public ProtoMessage Single(int field, float value) =>
        Add(field, WireFormat.WireType.Fixed32, writer => writer.WriteFloat(value));

    /// <summary>A field of text.</summary>
    public ProtoMessage Text(int field, string value) =>
        Add(field, WireFormat.WireType.LengthDelimited, writer => writer.WriteString(value));

    /// <summary>A field of bytes.</summary>
    public ProtoMessage Raw(int field, ReadOnlySpan<byte> value)
    {
        ByteString bytes = ByteString.CopyFrom(value);
        return Add(field, WireFormat.WireType.LengthDelimited, writer => writer.WriteBytes(bytes));
    }

    /// <summary>A field of another message.</summary>
    public ProtoMessage Message(int field, ProtoMessage value) => Raw(field, value.ToBytes());

    /// <summary>The same field once for each message.</summary>
    public ProtoMessage Messages(int field, IEnumerable<ProtoMessage> values) =>
        values.Aggregate(this, (message, value) => message.Message(field, value));

    /// <summary>The message as it stands.</summary>
    public byte[] ToBytes()
    {
        using var content = new MemoryStream();
        using (var writer = new CodedOutputStream(content, leaveOpen: true))
        {
            foreach (Action<CodedOutputStream> field in _fields)
                field(writer);
        }

        return content.ToArray();
    }

    private ProtoMessage Add(int field, WireFormat.WireType type, Action<CodedOutputStream> value)
    {
        _fields.Add(writer =>
        {
            writer.WriteTag(field, type);
            value(writer);
        });
        return this;
    }
}
