namespace Ploutos.MarketData.Simulation;

/// <summary>The standard normal distribution and its inverse.</summary>
internal static class NormalLaw
{
    private static readonly double[] s_erfc =
    [
        -1.26551223,
        1.00002368,
        0.37409196,
        0.09678418,
        -0.18628806,
        0.27886807,
        -1.13520398,
        1.48851587,
        -0.82215223,
        0.17087277,
    ];

    /// <summary>Phi(x), by the rational Chebyshev fit of erfc in Numerical Recipes (erfcc);
    /// absolute error below 1e-7.</summary>
    public static double Distribution(double x)
    {
        double z = Math.Abs(x) / Math.Sqrt(2),
            t = 1 / (1 + (0.5 * z)),
            polynomial = 0;
        for (int i = s_erfc.Length - 1; i >= 0; i--)
            polynomial = (polynomial * t) + s_erfc[i];
        double tail = 0.5 * t * Math.Exp(polynomial - (z * z));
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The x with Phi(x) = p: the rational fit of Abramowitz and Stegun (26.2.23), and two
    /// steps of Newton; its Phi is p within 1e-7 for p in 0.001 .. 0.999.</summary>
    /// <param name="p">Above 0, below 1.</param>
    public static double Quantile(double p)
    {
        double t = Math.Sqrt(-2 * Math.Log(Math.Min(p, 1 - p))),
            x =
                t
                - (
                    (2.515517 + (t * (0.802853 + (t * 0.010328))))
                    / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))
                );
        x = p < 0.5 ? -x : x;
        for (int step = 0; step < 2; step++)
            x -= (Distribution(x) - p) / (Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI));
        return x;
    }
}
