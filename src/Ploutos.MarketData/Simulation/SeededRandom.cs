namespace Ploutos.MarketData.Simulation;

/// <summary>xoshiro256** seeded by SplitMix64 (Blackman and Vigna, https://prng.di.unimi.it),
/// and normal variates by Marsaglia's polar method. Written out because the runtime promises no
/// sequence for its own generator across versions, and simulated bars must be the same
/// everywhere.</summary>
internal sealed class SeededRandom
{
    private ulong _a,
        _b,
        _c,
        _d;
    private double _spare = double.NaN;

    public SeededRandom(long seed, long stream)
    {
        ulong mix = unchecked((ulong)seed + (0xD1B54A32D192ED03UL * (ulong)(stream + 1)));
        (_a, _b, _c, _d) = (Mix(ref mix), Mix(ref mix), Mix(ref mix), Mix(ref mix));
    }

    /// <summary>Uniform in (0, 1): never 0, so that its logarithm is finite.</summary>
    public double Uniform() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Normal, mean 0 and variance 1.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            double spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        double u,
            v,
            s;
        do
        {
            u = (2 * Uniform()) - 1;
            v = (2 * Uniform()) - 1;
            s = (u * u) + (v * v);
        } while (s is >= 1 or 0);
        double scale = Math.Sqrt(-2 * Math.Log(s) / s);
        _spare = v * scale;
        return u * scale;
    }

    private ulong Next()
    {
        ulong result = ulong.RotateLeft(_b * 5, 7) * 9,
            t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    private static ulong Mix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
