using System.Runtime.CompilerServices;

namespace Ploutos.Tuning.Tpe;

/// <summary>The standard normal distribution in logarithms, exact far out in the tails.</summary>
internal static class StandardNormal
{
    /// <summary>log sqrt(2 pi).</summary>
    public const double LogSqrtTwoPi = 0.91893853320467274178;

    private const double SqrtTwo = 1.4142135623730951;
    private const double LogTwo = 0.69314718055994530942;

    /// <summary>P(X &lt;= x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Cdf(double x)
    {
        double z = x / SqrtTwo;
        if (z < -1 / SqrtTwo)
            return 0.5 * ErrorFunction.Erfc(-z);
        return z < 1 / SqrtTwo ? 0.5 + 0.5 * ErrorFunction.Erf(z) : 1 - 0.5 * ErrorFunction.Erfc(z);
    }

    /// <summary>log P(X &lt;= x); below -20 by the asymptotic series of Mills' ratio.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double LogCdf(double x)
    {
        if (x > 6)
            return -Cdf(-x);
        if (x > -20)
            return Math.Log(Cdf(x));
        double inverseSquare = 1 / (x * x),
            sum = 1,
            term = 1,
            previous = 0;
        for (int i = 1; Math.Abs(previous - sum) > double.BitIncrement(1) - 1; i++)
        {
            previous = sum;
            term *= -(2 * i - 1) * inverseSquare;
            sum += term;
        }
        return -0.5 * x * x - Math.Log(-x) - LogSqrtTwoPi + Math.Log(sum);
    }

    /// <summary>The x with <c>LogCdf(x) = logProbability</c>, for a log probability of at most 0.
    /// Newton's method on the lower half, where the logarithm is well conditioned, from the tail's
    /// leading term or the logistic approximation; the upper half is its mirror image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double InverseLogCdf(double logProbability)
    {
        bool upper = logProbability > -LogTwo;
        double target = upper ? Math.Log(-ExpM1(logProbability)) : logProbability;
        if (double.IsNegativeInfinity(target))
            return upper ? double.PositiveInfinity : double.NegativeInfinity;
        double x =
            target < -5
                ? -Math.Sqrt(-2 * (target + LogSqrtTwoPi))
                : -Math.Sqrt(3) / Math.PI * Math.Log(Math.Exp(-target) - 1);
        for (int i = 0; i < 100; i++)
        {
            double log = LogCdf(x);
            double step = (log - target) * Math.Exp(log + 0.5 * x * x + LogSqrtTwoPi);
            x -= step;
            if (Math.Abs(step) < 1e-8 * Math.Abs(x))
                break;
        }
        return upper ? -x : x;
    }

    /// <summary>log(1 + x) without loss for small x; Kahan's quotient, because the framework's own
    /// adds 1 first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log1P(double x)
    {
        double u = 1 + x;
        return u == 1 ? x
            : double.IsInfinity(u) || u <= 0 ? Math.Log(u)
            : Math.Log(u) * x / (u - 1);
    }

    /// <summary>exp(x) - 1 without loss for small x; Kahan's quotient.</summary>
    public static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x
            : u - 1 == -1 ? -1
            : (u - 1) * x / Math.Log(u);
    }

    /// <summary>log(exp(a) + exp(b)).</summary>
    public static double LogAddExp(double a, double b)
    {
        double high = Math.Max(a, b),
            low = Math.Min(a, b);
        return double.IsNegativeInfinity(low) ? high : high + Log1P(Math.Exp(low - high));
    }
}
