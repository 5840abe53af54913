namespace Ploutos.Neural.Kernels;

/// <summary>A 32-bit integer hash as a counter-based generator: draw i under a key is Mix(i, key),
/// so any range of draws can be made by any thread, and made again. The mixer is "lowbias32" (C.
/// Wellons, hash-prospector, 2018; bias 0.17) with the key added between its two rounds, where it
/// no longer merely permutes the counters.</summary>
internal static class CounterHash
{
    public const uint Multiplier1 = 0x7feb352d;
    public const uint Multiplier2 = 0x846ca68b;

    /// <summary>2^-24: maps the top 24 bits of a hash to [0, 1).</summary>
    public const float Scale = 1f / (1 << 24);

    /// <summary>The hash of a counter under a key.</summary>
    public static uint Mix(uint counter, uint key)
    {
        uint x = counter;
        x ^= x >> 16;
        x *= Multiplier1;
        x ^= key;
        x ^= x >> 15;
        x *= Multiplier2;
        return x ^ (x >> 16);
    }
}
