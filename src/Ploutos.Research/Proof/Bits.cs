using System.Runtime.InteropServices;

namespace Ploutos.Research.Proof;

/// <summary>Equality to the last bit, where a missing value equals a missing one.</summary>
internal static class Bits
{
    /// <summary>Index of the first difference, or -1.</summary>
    public static int FirstDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length)
            return Math.Min(a.Length, b.Length);
        if (MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b)))
            return -1;
        for (int i = 0; i < a.Length; i++)
        {
            if (
                BitConverter.DoubleToInt64Bits(a[i]) != BitConverter.DoubleToInt64Bits(b[i])
                && !(double.IsNaN(a[i]) && double.IsNaN(b[i]))
            )
                return i;
        }

        return -1;
    }

    /// <summary>Whether two lists hold the same bits.</summary>
    public static bool Same(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        FirstDifference(a.ToArray(), b.ToArray()) < 0;
}
