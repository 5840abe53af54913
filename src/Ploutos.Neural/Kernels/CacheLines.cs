using System.Runtime.InteropServices;

namespace Ploutos.Neural.Kernels;

/// <summary>Memory that begins on a cache line and never moves: a register of 64 bytes is read in one piece, and
/// threads that write to neighbouring rows do not write to one line.</summary>
internal static class CacheLines
{
    private const int Bytes = 64;

    /// <summary>Zeros, in an array on the heap of pinned objects, which only a collection of all generations
    /// frees: for what is large or lives long.</summary>
    /// <param name="length">How many.</param>
    /// <param name="start">Where the first one lies in the array.</param>
    public static float[] Allocate(int length, out int start)
    {
        float[] all = GC.AllocateArray<float>(length + Bytes / sizeof(float), pinned: true);
        start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(all, 0) & (Bytes - 1)) / sizeof(float);
        return all;
    }
}
