using System.Runtime.CompilerServices;

namespace Ploutos.Neural.Kernels;

/// <summary>A single float: the scalar reference that every wider path is held against.</summary>
internal readonly struct Lanes1(float value) : ISimdVector<Lanes1>
{
    private readonly float _v = value;

    public static int Count => 1;

    public static int TileRows => 1;

    public static Lanes1 Zero => default;

    public static Lanes1 Load(ref float source, nint offset) => new(Unsafe.Add(ref source, offset));

    public static void Store(Lanes1 value, ref float destination, nint offset) =>
        Unsafe.Add(ref destination, offset) = value._v;

    public static Lanes1 Create(float value) => new(value);

    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a._v + b._v);

    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a._v - b._v);

    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a._v * b._v);

    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a._v / b._v);

    public static Lanes1 MultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(MathF.FusedMultiplyAdd(a._v, b._v, c._v));

    public static Lanes1 Min(Lanes1 a, Lanes1 b) => new(a._v < b._v ? a._v : b._v);

    public static Lanes1 Max(Lanes1 a, Lanes1 b) => new(a._v > b._v ? a._v : b._v);

    public static Lanes1 Abs(Lanes1 a) => new(MathF.Abs(a._v));

    public static Lanes1 Sqrt(Lanes1 a) => new(MathF.Sqrt(a._v));

    public static Lanes1 Round(Lanes1 a) => new(MathF.Round(a._v, MidpointRounding.ToEven));

    public static Lanes1 PowerOfTwo(Lanes1 n) => new(BitConverter.Int32BitsToSingle(((int)n._v + 127) << 23));

    public static Lanes1 SelectLess(Lanes1 x, Lanes1 y, Lanes1 a, Lanes1 b) => x._v < y._v ? a : b;

    public static float Sum(Lanes1 a) => a._v;

    public static Lanes1 Uniform(uint first, uint key) => new((CounterHash.Mix(first, key) >> 8) * CounterHash.Scale);
}
