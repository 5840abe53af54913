namespace Ploutos.Experts.Metrics;

/// <summary>Information coefficient (Grinold and Kahn 2000, ch. 6, in ranks): on each day
/// Spearman's correlation over the tickers between what was forecast and how far things then moved,
/// ties by midrank; the mean over days, -1 .. 1, 0 for no skill. A day of fewer than three rows, or
/// on which all forecasts or all moves are equal, has none and is left out; NaN where no day has
/// one. Unlike an AUC over pooled rows it asks only about the order of tickers within a day, so
/// that a forecast of the whole market's direction scores 0.</summary>
internal sealed class InformationCoefficient : IDayWeightedMetric
{
    private const int FewestRows = 3;
    private readonly double[] _ofDay;

    public InformationCoefficient(Forecasts forecasts, IReadOnlyList<double> moves)
    {
        if (moves.Count != forecasts.Count)
            throw new ArgumentException(
                $"There must be one move a row, but got {moves.Count} for {forecasts.Count}.",
                nameof(moves)
            );
        var rows = new List<int>[forecasts.Days.Length];
        for (int i = 0; i < forecasts.Count; i++)
        {
            if (!double.IsNaN(moves[i]))
                (rows[forecasts.DayOfRow[i]] ??= []).Add(i);
        }

        double[] probability = forecasts.Probability.ToArray();
        _ofDay = Array.ConvertAll(
            rows,
            day =>
                day is { Count: >= FewestRows }
                    ? Correlation(Ranks([.. day.Select(i => probability[i])]), Ranks([.. day.Select(i => moves[i])]))
                    : double.NaN
        );
    }

    /// <inheritdoc/>
    public double Of(ReadOnlySpan<int> timesDrawn)
    {
        double sum = 0,
            days = 0;
        for (int day = 0; day < _ofDay.Length; day++)
        {
            if (double.IsNaN(_ofDay[day]))
                continue;
            sum += timesDrawn[day] * _ofDay[day];
            days += timesDrawn[day];
        }

        return sum / days;
    }

    /// <summary>Ranks from 1, equal values sharing the mean of theirs.</summary>
    private static double[] Ranks(double[] values)
    {
        int n = values.Length;
        int[] order = [.. Enumerable.Range(0, n)];
        Array.Sort((double[])values.Clone(), order);
        double[] ranks = new double[n];
        for (int i = 0, end; i < n; i = end)
        {
            for (end = i + 1; end < n && values[order[end]] == values[order[i]]; end++) { }

            for (int k = i; k < end; k++)
                ranks[order[k]] = 0.5 * (i + end + 1);
        }

        return ranks;
    }

    private static double Correlation(double[] a, double[] b)
    {
        double mean = 0.5 * (a.Length + 1),
            ab = 0,
            aa = 0,
            bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double da = a[i] - mean,
                db = b[i] - mean;
            (ab, aa, bb) = (ab + da * db, aa + da * da, bb + db * db);
        }

        return aa == 0 || bb == 0 ? double.NaN : ab / Math.Sqrt(aa * bb);
    }
}
