using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ploutos.Benchmarks.Peer;

/// <summary>What one core's multipliers can do at most: ten independent chains of fused
/// multiply-adds that never touch memory. The matrix products are held against this.</summary>
internal static class FusedMultiplyAddPeak
{
    private const int Chains = 10,
        Rounds = 20,
        Steps = 2_000_000;

    /// <summary>Thousand million floating-point operations a second, the best of several rounds; a
    /// multiply-add counts as two.</summary>
    public static double Measure()
    {
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            float sum = Chain(Steps);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            // The sum keeps the chains from being optimised away.
            if (float.IsFinite(sum))
                best = Math.Max(best, 2.0 * Vector256<float>.Count * Chains * Steps / seconds / 1e9);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chain(int steps)
    {
        Vector256<float> x = Vector256.Create(0.999f),
            y = Vector256.Create(1e-3f);
        Vector256<float> a = y,
            b = y,
            c = y,
            d = y,
            e = y,
            f = y,
            g = y,
            h = y,
            i = y,
            j = y;
        for (int s = 0; s < steps; s++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
