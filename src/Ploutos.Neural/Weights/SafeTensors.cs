using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Ploutos.Neural.Weights;

/// <summary>A named float32 tensor, row-major.</summary>
/// <param name="Name">Unique within a file.</param>
/// <param name="Shape">Lengths of the dimensions; their product is the number of values.</param>
/// <param name="Values">The values.</param>
public sealed record NamedTensor(string Name, int[] Shape, float[] Values);

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors in the order of their bytes.</param>
/// <param name="Metadata">The free text entries of <c>__metadata__</c>.</param>
public sealed record SafeTensorsContent(
    IReadOnlyList<NamedTensor> Tensors,
    IReadOnlyDictionary<string, string> Metadata
);

/// <summary>The safetensors format (Hugging Face, github.com/huggingface/safetensors, "Format"): 8
/// bytes little-endian header length, a JSON header that begins with '{' and may end in spaces,
/// then the tensors' bytes, little-endian and row-major, without holes or overlaps. Nothing in it
/// is executed. Written and read here: dtype F32.</summary>
public static class SafeTensors
{
    private const int LongestHeader = 100_000_000;
    private const string MetadataKey = "__metadata__";

    /// <summary>The bytes of a file with these tensors; the data begins at a multiple of 8 bytes.</summary>
    public static byte[] Serialise(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);
        using var header = new MemoryStream();
        long offset = 0;
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(MetadataKey);
                foreach ((string key, string value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            foreach (NamedTensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int length in tensor.Shape)
                    json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += 4L * tensor.Values.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (header.Length % 8 != 0)
            header.WriteByte((byte)' ');
        byte[] file = new byte[8 + header.Length + offset];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.GetBuffer().AsSpan(0, (int)header.Length).CopyTo(file.AsSpan(8));
        Span<byte> data = file.AsSpan(8 + (int)header.Length);
        foreach (NamedTensor tensor in tensors)
        {
            WriteLittleEndian(tensor.Values, data);
            data = data[(4 * tensor.Values.Length)..];
        }

        return file;
    }

    /// <summary>Reads a file's bytes, checking every rule of the format.</summary>
    /// <exception cref="InvalidDataException">A rule is broken; the message names it and what was
    /// found.</exception>
    public static SafeTensorsContent Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < 8)
            throw Broken($"a file has at least 8 bytes, but this one has {file.Length}");
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (headerLength > LongestHeader || headerLength > (ulong)(file.Length - 8))
            throw Broken(
                $"the header's length must fit the file, but is {headerLength} in a file of {file.Length} bytes"
            );
        ReadOnlySpan<byte> header = file.Slice(8, (int)headerLength),
            data = file[(8 + (int)headerLength)..];
        if (header.IsEmpty || header[0] != (byte)'{')
            throw Broken("the header must begin with '{'");
        var tensors = new List<(NamedTensor Tensor, long Begin, long End)>();
        Dictionary<string, string> metadata = [];
        try
        {
            using JsonDocument json = JsonDocument.Parse(
                Encoding.UTF8.GetString(header),
                new JsonDocumentOptions { AllowDuplicateProperties = false }
            );
            foreach (JsonProperty entry in json.RootElement.EnumerateObject())
            {
                if (entry.Name == MetadataKey)
                    metadata = entry
                        .Value.EnumerateObject()
                        .ToDictionary(m => m.Name, m => m.Value.GetString() ?? throw Broken("metadata must be text"));
                else
                    tensors.Add(ParseTensor(entry, data));
            }
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException(
                $"Not a safetensors file: the header is no valid description of tensors ({e.Message})",
                e
            );
        }

        tensors.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        long at = 0;
        foreach ((NamedTensor tensor, long begin, long end) in tensors)
        {
            if (begin != at)
                throw Broken(
                    $"the tensors' bytes must follow one another without holes or overlaps, but '{tensor.Name}' begins"
                        + $" at {begin} instead of {at}"
                );
            at = end;
        }

        if (at != data.Length)
            throw Broken($"the tensors' bytes must fill the file, but they end at {at} of {data.Length}");
        return new([.. tensors.Select(t => t.Tensor)], metadata);
    }

    private static (NamedTensor, long, long) ParseTensor(JsonProperty entry, ReadOnlySpan<byte> data)
    {
        string? type = entry.Value.GetProperty("dtype").GetString();
        if (type != "F32")
            throw Broken($"'{entry.Name}' has dtype {type}; only F32 is read here");
        int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32())];
        long count = 1;
        foreach (int length in shape)
            count =
                length >= 0 && count * length <= int.MaxValue
                    ? count * length
                    : throw Broken($"'{entry.Name}' has an impossible shape [{string.Join(", ", shape)}]");
        long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(v => v.GetInt64())];
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] > data.Length || offsets[1] - offsets[0] != 4 * count)
            throw Broken(
                $"'{entry.Name}' of shape [{string.Join(", ", shape)}] needs {4 * count} bytes inside the file's"
                    + $" {data.Length}, but its data_offsets are [{string.Join(", ", offsets)}]"
            );
        float[] values = new float[count];
        ReadLittleEndian(data.Slice((int)offsets[0], (int)(4 * count)), values);
        return (new(entry.Name, shape, values), offsets[0], offsets[1]);
    }

    private static void WriteLittleEndian(float[] values, Span<byte> target)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(target);
            return;
        }

        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(target[(4 * i)..], values[i]);
    }

    private static void ReadLittleEndian(ReadOnlySpan<byte> source, float[] values)
    {
        if (BitConverter.IsLittleEndian)
        {
            source.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
            return;
        }

        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(source[(4 * i)..]);
    }

    private static InvalidDataException Broken(string rule) => new($"Not a safetensors file: {rule}.");
}
