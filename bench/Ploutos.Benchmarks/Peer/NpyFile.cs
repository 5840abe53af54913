using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Ploutos.Benchmarks.Peer;

/// <summary>Reads NumPy's <c>.npy</c> files (format versions 1 to 3: magic, version, header
/// length, a Python dictionary, then the values), little-endian and in C order. Specification:
/// numpy.lib.format.</summary>
internal static partial class NpyFile
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array whose elements are <typeparamref name="T"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="descriptor">NumPy's name of the element type: <c>&lt;f4</c>,
    /// <c>&lt;i8</c>.</param>
    /// <exception cref="InvalidDataException">It is no such array; the message names the file and
    /// what it holds.</exception>
    public static (int[] Shape, T[] Values) Read<T>(string path, string descriptor)
        where T : unmanaged
    {
        byte[] bytes = File.ReadAllBytes(path);
        Require(
            bytes.Length >= 12 && bytes.AsSpan(0, 6).SequenceEqual(Magic),
            path,
            "must begin with NumPy's magic bytes"
        );
        bool wide = bytes[6] >= 2;
        int start = wide ? 12 : 10;
        int length = wide
            ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8))
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        Require(length >= 0 && length <= bytes.Length - start, path, "ends within its header");
        string header = Encoding.UTF8.GetString(bytes, start, length);
        Match match = Header().Match(header);
        Require(match.Success, path, $"has a header that is not understood: {header.Trim()}");
        Require(
            match.Groups["descr"].Value == descriptor,
            path,
            $"must hold {descriptor}, but holds {match.Groups["descr"].Value}"
        );
        Require(match.Groups["order"].Value == "False", path, "must be in C order, but is in Fortran's");
        int[] shape =
        [
            .. match
                .Groups["shape"]
                .Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(n => int.Parse(n, CultureInfo.InvariantCulture)),
        ];
        T[] values = MemoryMarshal.Cast<byte, T>(bytes.AsSpan(start + length)).ToArray();
        long count = shape.Aggregate(1L, (product, n) => product * n);
        Require(values.LongLength == count, path, $"must hold {count} values, but holds {values.LongLength}");
        return (shape, values);
    }

    private static void Require(bool holds, string path, string rule)
    {
        if (!holds)
            throw new InvalidDataException($"{path} {rule}. Write it with the peer's 'data' verb.");
    }

    [GeneratedRegex(
        "'descr': *'(?<descr>[^']*)', *'fortran_order': *(?<order>True|False), *'shape': *\\((?<shape>[^)]*)\\)"
    )]
    private static partial Regex Header();
}
