using Ploutos.Tuning.Tpe;

namespace Ploutos.Research.Training;

/// <summary>The distribution of one value as a few quantiles, and how far windows of the same days
/// strayed from it.</summary>
/// <param name="Name">The feature's name, or <c>probability</c>.</param>
/// <param name="Quantiles">The quantiles at 0, 0.01, ..., 1 (linear between order
/// statistics).</param>
/// <param name="PsiLimit">What the population stability index of 99 of 100 windows
/// stayed below.</param>
/// <param name="KsLimit">The same of the Kolmogorov-Smirnov distance.</param>
public sealed record QuantileSketch(string Name, IReadOnlyList<double> Quantiles, double PsiLimit, double KsLimit)
{
    /// <summary>Days of a window, here and in the drift monitor.</summary>
    public const int WindowDays = 60;

    internal const int Points = 101;

    private const int WindowStep = 20,
        Deciles = 10;

    // What an empty bin counts as: the usual floor, so that the index stays finite.
    private const double LeastShare = 1e-4;

    /// <summary>The sketch of values by day, ascending.</summary>
    public static QuantileSketch Of(string name, IReadOnlyList<double[]> days)
    {
        double[] all = [.. days.SelectMany(d => d)];
        Array.Sort(all);
        double[] quantiles = [.. Enumerable.Range(0, Points).Select(i => At(all, i / 100.0))];
        var sketch = new QuantileSketch(name, quantiles, 0, 0);
        var psi = new List<double>();
        var ks = new List<double>();
        for (int start = 0; start + WindowDays <= days.Count; start += WindowStep)
        {
            double[] window = [.. days.Skip(start).Take(WindowDays).SelectMany(d => d)];
            if (window.Length == 0)
                continue;
            Array.Sort(window);
            psi.Add(sketch.Psi(window));
            ks.Add(sketch.Ks(window));
        }

        return sketch with
        {
            PsiLimit = Limit(psi),
            KsLimit = Limit(ks),
        };
    }

    /// <summary>Population stability index: sum over the sketch's deciles of (share now - share
    /// then) ln(share now / share then). Usual reading: below 0.1 nothing, above 0.25 a shift.
    /// Values that change slowly exceed that in any quarter of a year, hence
    /// <see cref="PsiLimit"/>.</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    public double Psi(ReadOnlySpan<double> sorted)
    {
        double psi = 0;
        int below = 0;
        for (int bin = 0; bin < Deciles; bin++)
        {
            int upTo = bin == Deciles - 1 ? sorted.Length : CountUpTo(sorted, Quantiles[(bin + 1) * 10]);
            double now = Math.Max((double)(upTo - below) / sorted.Length, LeastShare),
                then = Math.Max(Share(bin), LeastShare);
            psi += (now - then) * Math.Log(now / then);
            below = upTo;
        }

        return psi;
    }

    /// <summary>Kolmogorov-Smirnov distance: the largest gap between the two distribution
    /// functions, the sketch's being linear between its quantiles.</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    public double Ks(ReadOnlySpan<double> sorted)
    {
        double distance = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            double value = sorted[start]; // at each value, the gap on both sides of its step
            for (end = start + 1; end < sorted.Length && sorted[end] == value;)
                end++;
            distance = Math.Max(distance, Math.Abs(((double)end / sorted.Length) - Cumulative(value)));
            distance = Math.Max(distance, Math.Abs(((double)start / sorted.Length) - Below(value)));
        }

        return distance;
    }

    /// <summary>Share of the sketched values in a decile's bin: a tenth, unless many values are
    /// equal.</summary>
    private double Share(int bin)
    {
        double upper = bin == Deciles - 1 ? 1 : Cumulative(Quantiles[(bin + 1) * 10]),
            lower = bin == 0 ? 0 : Cumulative(Quantiles[bin * 10]);
        return upper - lower;
    }

    /// <summary>Share of the sketched values below a value.</summary>
    private double Below(double value)
    {
        if (value <= Quantiles[0])
            return 0;
        if (value > Quantiles[^1])
            return 1;
        int at = 1;
        while (Quantiles[at] < value)
            at++;
        return (at - 1 + ((value - Quantiles[at - 1]) / (Quantiles[at] - Quantiles[at - 1]))) / 100;
    }

    /// <summary>Share of the sketched values up to and including a value.</summary>
    private double Cumulative(double value)
    {
        if (value < Quantiles[0])
            return 0;
        if (value >= Quantiles[^1])
            return 1;
        int above = 0;
        while (Quantiles[above] <= value)
            above++;
        double low = Quantiles[above - 1],
            high = Quantiles[above];
        return (above - 1 + ((value - low) / (high - low))) / 100;
    }

    private static int CountUpTo(ReadOnlySpan<double> sorted, double value)
    {
        int low = 0,
            high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] <= value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static double Limit(List<double> values)
    {
        values.Sort();
        return At([.. values], 0.99);
    }

    private static double At(double[] sorted, double share)
    {
        if (sorted.Length == 0)
            return 0;
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 == sorted.Length
            ? sorted[below]
            : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
