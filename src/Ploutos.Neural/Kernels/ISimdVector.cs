namespace Ploutos.Neural.Kernels;

/// <summary>One register of float lanes. Every kernel is written once over this interface and runs
/// on 512-, 256- and 128-bit registers (AVX-512, AVX2 + FMA, ARM AdvSimd) and on a single float,
/// which is the scalar reference. All operations are lane-wise; comparisons are folded into
/// selections so that no mask type is needed.</summary>
/// <typeparam name="TSelf">The implementing register type.</typeparam>
internal interface ISimdVector<TSelf>
    where TSelf : struct, ISimdVector<TSelf>
{
    /// <summary>Number of float lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the matrix-product tile that fit the registers of this width.</summary>
    static abstract int TileRows { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Load(ref float source, nint offset);

    static abstract void Store(TSelf value, ref float destination, nint offset);

    static abstract TSelf Create(float value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a * b + c with one rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Min(TSelf a, TSelf b);

    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Sqrt(TSelf a);

    /// <summary>Nearest whole number, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>2^n for whole n in [-126, 127], by building the exponent bits.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>a in the lanes where x &lt; y, b elsewhere (also where x or y is NaN).</summary>
    static abstract TSelf SelectLess(TSelf x, TSelf y, TSelf a, TSelf b);

    /// <summary>Sum of all lanes, in lane order halving (fixed for a given width).</summary>
    static abstract float Sum(TSelf a);

    /// <summary>Uniform draws in [0, 1) with 24 bits, one a lane: the hash of
    /// <paramref name="first"/> + lane under <paramref name="key"/>. The same counter and key give
    /// the same draw at every register width.</summary>
    static abstract TSelf Uniform(uint first, uint key);
}
