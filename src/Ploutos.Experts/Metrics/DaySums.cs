namespace Ploutos.Experts.Metrics;

/// <summary>A metric that is a function of sums over rows (accuracy, log-loss, ...): the sums of
/// each day are taken once, so that a resample costs a few additions a day, however many rows a day
/// has.</summary>
internal sealed class DaySums : IDayWeightedMetric
{
    private readonly double[] _sums;
    private readonly int _terms;
    private readonly Func<double[], double> _metric;

    /// <param name="forecasts">The rows.</param>
    /// <param name="terms">How many sums there are.</param>
    /// <param name="addRow">Adds row i to the sums of its day.</param>
    /// <param name="metric">The metric from the totals of all days.</param>
    public DaySums(Forecasts forecasts, int terms, Action<int, Span<double>> addRow, Func<double[], double> metric)
    {
        (_terms, _metric) = (terms, metric);
        _sums = new double[forecasts.Days.Length * terms];
        for (int i = 0; i < forecasts.Count; i++)
            addRow(i, _sums.AsSpan(forecasts.DayOfRow[i] * terms, terms));
    }

    /// <summary>The metric of one day alone.</summary>
    public double OfDay(int day) => _metric(_sums.AsSpan(day * _terms, _terms).ToArray());

    public double Of(ReadOnlySpan<int> timesDrawn)
    {
        double[] totals = new double[_terms];
        for (int day = 0; day < timesDrawn.Length; day++)
            for (int k = 0; k < _terms; k++)
                totals[k] += timesDrawn[day] * _sums[day * _terms + k];
        return _metric(totals);
    }
}
