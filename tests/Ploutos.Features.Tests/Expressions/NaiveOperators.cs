namespace Ploutos.Features.Tests.Expressions;

/// <summary>Every function of the language as its definition reads: one window at a time, nothing
/// shared. Windows hold no missing value.</summary>
internal static class NaiveOperators
{
    public static readonly IReadOnlyDictionary<string, Func<double, double, double>> OfTwo = new Dictionary<
        string,
        Func<double, double, double>
    >
    {
        ["X+Y"] = (x, y) => x + y,
        ["X-Y"] = (x, y) => x - y,
        ["X*Y"] = (x, y) => x * y,
        ["X/Y"] = (x, y) => x / y,
        ["X>Y"] = (x, y) => x > y ? 1 : 0,
        ["X<Y"] = (x, y) => x < y ? 1 : 0,
        ["-X"] = (x, _) => -x,
        ["Log(X)"] = (x, _) => Math.Log(x),
        ["Abs(X)"] = (x, _) => Math.Abs(x),
        ["Sign(X)"] = (x, _) => Math.Sign(x),
        ["Power(X,Y)"] = Math.Pow,
        ["Greater(X,Y)"] = Math.Max,
        ["Less(X,Y)"] = Math.Min,
        ["If(X>Y,X,2*Y)"] = (x, y) => x > y ? x : 2 * y,
        ["And(X>Y,X>0)"] = (x, y) => x > y && x > 0 ? 1 : 0,
        ["Or(X>Y,X>0)"] = (x, y) => x > y || x > 0 ? 1 : 0,
    };

    public static readonly IReadOnlyDictionary<string, Func<double[], double[], double>> OfWindow = new Dictionary<
        string,
        Func<double[], double[], double>
    >
    {
        ["Mean(X,N)"] = (x, _) => x.Average(),
        ["Sum(X,N)"] = (x, _) => x.Sum(),
        ["Std(X,N)"] = (x, _) => Math.Sqrt(Products(x, x) / (x.Length - 1)),
        ["Var(X,N)"] = (x, _) => Products(x, x) / (x.Length - 1),
        ["Max(X,N)"] = (x, _) => x.Max(),
        ["Min(X,N)"] = (x, _) => x.Min(),
        ["IdxMax(X,N)"] = (x, _) => Array.IndexOf(x, x.Max()) + 1,
        ["IdxMin(X,N)"] = (x, _) => Array.IndexOf(x, x.Min()) + 1,
        ["Quantile(X,N,0.8)"] = (x, _) => Quantile(x, 0.8),
        ["Quantile(X,N,0)"] = (x, _) => x.Min(),
        ["Quantile(X,N,1)"] = (x, _) => x.Max(),
        ["Med(X,N)"] = (x, _) => Quantile(x, 0.5),
        ["Rank(X,N)"] = (x, _) => (x.Count(v => v < x[^1]) + 0.5 * (x.Count(v => v == x[^1]) + 1)) / x.Length,
        ["Corr(X,Y,N)"] = (x, y) =>
            IsFlat(x) || IsFlat(y) ? double.NaN : Products(x, y) / Math.Sqrt(Products(x, x) * Products(y, y)),
        ["Cov(X,Y,N)"] = (x, y) => Products(x, y) / (x.Length - 1),
        ["Slope(X,N)"] = (x, _) => Slope(x),
        ["Rsquare(X,N)"] = (x, _) => IsFlat(x) ? double.NaN : Slope(x) * Products(x, Places(x)) / Products(x, x),
        ["Resi(X,N)"] = (x, _) => Deviations(x)[^1] - Slope(x) * (x.Length - 1) / 2,
        ["WMA(X,N)"] = (x, _) => x.Select((v, i) => (i + 1) * v).Sum() / Places(x).Sum(),
        ["Skew(X,N)"] = (x, _) => Skewness(x),
        ["Kurt(X,N)"] = (x, _) => Kurtosis(x),
        ["Mad(X,N)"] = (x, _) => Deviations(x).Average(Math.Abs),
    };

    private static bool IsFlat(double[] x) => x.All(v => v == x[0]);

    private static double[] Places(double[] x) => [.. x.Select((_, i) => i + 1.0)];

    private static double Products(double[] x, double[] y) => Deviations(x).Zip(Deviations(y), (a, b) => a * b).Sum();

    // Relative to the first value, so that no rounding of a large mean gets into a small deviation.
    private static double[] Deviations(double[] x)
    {
        double mean = x.Average(v => v - x[0]);
        return [.. x.Select(v => v - x[0] - mean)];
    }

    private static double Slope(double[] x) => Products(x, Places(x)) / Products(Places(x), Places(x));

    private static double Quantile(double[] x, double share)
    {
        double[] sorted = [.. x.Order()];
        double place = share * (x.Length - 1);
        int lower = (int)Math.Floor(place),
            upper = Math.Min(lower + 1, x.Length - 1);
        return sorted[lower] + (place - lower) * (sorted[upper] - sorted[lower]);
    }

    private static double Skewness(double[] x)
    {
        double n = x.Length,
            m2 = Products(x, x) / n,
            m3 = Deviations(x).Sum(d => d * d * d) / n;
        return IsFlat(x) ? double.NaN : Math.Sqrt(n * (n - 1)) / (n - 2) * m3 / Math.Pow(m2, 1.5);
    }

    private static double Kurtosis(double[] x)
    {
        double n = x.Length,
            m2 = Products(x, x) / n,
            m4 = Deviations(x).Sum(d => d * d * d * d) / n;
        return IsFlat(x) ? double.NaN : (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * m4 / (m2 * m2) - 3 * (n - 1));
    }
}
