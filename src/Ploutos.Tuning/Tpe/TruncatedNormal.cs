using System.Runtime.CompilerServices;

namespace Ploutos.Tuning.Tpe;

/// <summary>The standard normal distribution cut off below <c>a</c> and above <c>b</c>; the same
/// formulas as Optuna's <c>_truncnorm.py</c>, which follow SciPy's.</summary>
internal static class TruncatedNormal
{
    private const double SqrtTwo = 1.4142135623730951;

    /// <summary>log P(a &lt; X &lt; b). Intervals above 0 are mirrored, because differences near 1
    /// lose their digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LogMass(double a, double b)
    {
        if (a > 0)
            (a, b) = (-b, -a);
        if (b <= 0)
        {
            double logB = StandardNormal.LogCdf(b);
            return logB + StandardNormal.Log1P(-Math.Exp(StandardNormal.LogCdf(a) - logB));
        }
        return StandardNormal.Log1P(-LowerHalfCdf(a) - LowerHalfCdf(-b));
    }

    /// <summary>The quantile of <paramref name="probability"/>, from 0 (a) to 1 (b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Quantile(double probability, double a, double b)
    {
        if (probability == 0)
            return a;
        if (a < 0)
            return StandardNormal.InverseLogCdf(
                StandardNormal.LogAddExp(StandardNormal.LogCdf(a), Math.Log(probability) + LogMass(a, b))
            );
        return -StandardNormal.InverseLogCdf(
            StandardNormal.LogAddExp(StandardNormal.LogCdf(-b), StandardNormal.Log1P(-probability) + LogMass(a, b))
        );
    }

    private static double LowerHalfCdf(double x) => 0.5 * (1 + ErrorFunction.Erf(x / SqrtTwo));
}
