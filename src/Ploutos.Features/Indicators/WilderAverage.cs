namespace Ploutos.Features.Indicators;

/// <summary>Wilder's smoothing (New Concepts in Technical Trading Systems, 1978): the mean of the
/// first n defined values in a row, then (n - 1)/n of the average and 1/n of the new value. A NaN
/// ends it; it is seeded again from what follows.</summary>
internal struct WilderAverage(int n)
{
    private int _seen;
    private double _value;

    /// <summary>Takes the next value; returns the average, NaN until n values in a row were
    /// defined.</summary>
    public double Next(double x)
    {
        if (double.IsNaN(x))
            (_seen, _value) = (0, 0);
        else if (_seen >= n)
            return _value = (_value * (n - 1) + x) / n;
        else if (++_seen == n)
            return _value = (_value + x) / n;
        else
            _value += x;
        return double.NaN;
    }

    /// <summary>The average at every t. <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Compute(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        var average = new WilderAverage(n);
        for (int t = 0; t < x.Length; t++)
            y[t] = average.Next(x[t]);
    }
}
