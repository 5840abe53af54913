using System.Security.Cryptography;

namespace Ploutos.Tuning.Randomness;

/// <summary>NumPy's legacy generator <c>RandomState</c>: the Mersenne Twister MT19937 (Matsumoto
/// and Nishimura, 1998) seeded by its
/// <c>init_genrand</c>, and the few draws that Optuna makes from it, number for number.</summary>
internal sealed class NumpyRandom
{
    private const int Length = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[Length];
    private int _position = Length;

    /// <param name="seed">0 to 2^32 - 1; a seed from the operating system when null.</param>
    public NumpyRandom(uint? seed)
    {
        uint value = seed ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        for (uint i = 0; i < Length; i++)
        {
            _state[i] = value;
            value = 1812433253u * (value ^ (value >> 30)) + i + 1;
        }
    }

    /// <summary><c>random_sample()</c>: uniform in [0, 1) with 53 bits.</summary>
    public double NextDouble()
    {
        uint high = NextUInt32() >> 5,
            low = NextUInt32() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /// <summary><c>uniform(low, high)</c>.</summary>
    public double Uniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary><c>random_sample(size)</c>.</summary>
    public void Fill(Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = NextDouble();
    }

    /// <summary><c>randint(0, count)</c>: masked rejection over 32-bit words; no word is drawn when
    /// there is one outcome.</summary>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        uint last = (uint)(count - 1);
        if (last == 0)
            return 0;
        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(last);
        uint draw;
        do draw = NextUInt32() & mask;
        while (draw > last);
        return (int)draw;
    }

    /// <summary><c>choice(len(p), size, p=p)</c>: indices drawn by the cumulative probabilities.</summary>
    public void Choose(ReadOnlySpan<double> probabilities, Span<int> indices)
    {
        double[] cumulative = new double[probabilities.Length];
        double sum = 0;
        for (int i = 0; i < cumulative.Length; i++)
            cumulative[i] = sum += probabilities[i];
        for (int i = 0; i < cumulative.Length; i++)
            cumulative[i] /= sum;
        for (int i = 0; i < indices.Length; i++)
            indices[i] = CountUpTo(cumulative, NextDouble());
    }

    /// <summary><c>searchsorted(side="right")</c>: how many entries are at most
    /// <paramref name="value"/>.</summary>
    private static int CountUpTo(double[] sorted, double value)
    {
        int low = 0,
            high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (sorted[middle] <= value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private uint NextUInt32()
    {
        if (_position == Length)
            Twist();
        uint y = _state[_position++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    private void Twist()
    {
        for (int i = 0; i < Length; i++)
        {
            uint y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Length] & 0x7fffffffu);
            _state[i] = _state[(i + Shift) % Length] ^ (y >> 1) ^ ((y & 1) == 0 ? 0u : 0x9908b0dfu);
        }
        _position = 0;
    }
}
