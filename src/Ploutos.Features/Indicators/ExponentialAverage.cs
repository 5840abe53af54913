namespace Ploutos.Features.Indicators;

/// <summary>Exponential moving average with alpha = 2 / (n + 1), seeded with the mean of the first
/// n values in a row that are defined, as TA-Lib computes it. A NaN ends the average; it is seeded
/// again from what follows, so that one missing bar neither counts as a value nor spoils the rest of
/// the series.</summary>
internal struct ExponentialAverage(int n)
{
    private readonly double _alpha = 2.0 / (n + 1);
    private int _seen;
    private double _value;

    /// <summary>Takes the next value; returns the average, NaN until n values in a row were
    /// defined.</summary>
    public double Next(double x)
    {
        if (double.IsNaN(x))
            (_seen, _value) = (0, 0);
        else if (_seen >= n)
            return _value += _alpha * (x - _value);
        else if (++_seen == n)
            return _value = (_value + x) / n;
        else
            _value += x;
        return double.NaN;
    }

    /// <summary>The average at every t. <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Compute(ReadOnlySpan<double> x, int n, Span<double> y)
    {
        var average = new ExponentialAverage(n);
        for (int t = 0; t < x.Length; t++)
            y[t] = average.Next(x[t]);
    }
}
