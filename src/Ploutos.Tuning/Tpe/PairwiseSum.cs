using System.Runtime.CompilerServices;

namespace Ploutos.Tuning.Tpe;

/// <summary>A sum in NumPy's order: eight running sums over blocks of at most 128, halves added
/// pairwise. The order matters where two candidates are equally good on paper and the last bit
/// decides which one is taken.</summary>
internal static class PairwiseSum
{
    private const int Block = 128;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        if (n < 8)
        {
            double sum = 0;
            foreach (double value in values)
                sum += value;
            return sum;
        }
        if (n > Block)
        {
            int half = n / 2;
            half -= half % 8;
            return Of(values[..half]) + Of(values[half..]);
        }
        double s0 = values[0],
            s1 = values[1],
            s2 = values[2],
            s3 = values[3],
            s4 = values[4],
            s5 = values[5],
            s6 = values[6],
            s7 = values[7];
        int i = 8;
        for (; i < n - n % 8; i += 8)
        {
            s0 += values[i];
            s1 += values[i + 1];
            s2 += values[i + 2];
            s3 += values[i + 3];
            s4 += values[i + 4];
            s5 += values[i + 5];
            s6 += values[i + 6];
            s7 += values[i + 7];
        }
        double total = s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
        for (; i < n; i++)
            total += values[i];
        return total;
    }
}
