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
                    ? RankCorrelation.Of([.. day.Select(i => probability[i])], [.. day.Select(i => moves[i])])
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
}
