namespace Ploutos.Experts.Metrics;

/// <summary>Area under the ROC curve: how often a row of class 1 was given the higher probability
/// than one of class 0, ties counting half (midranks; Mann and Whitney 1947). 0.5 is a coin toss;
/// NaN where a class is missing. The rows are sorted once; a resample is then one pass of counting,
/// class 0 rows met so far against class 1 rows. With strata (the folds of an evaluation, each with
/// a model of its own) only rows of one stratum are held against each other; the area is that of
/// all such pairs.</summary>
internal sealed class AreaUnderCurve : IDayWeightedMetric
{
    private readonly int[] _day;

    // All bits where class 1 happened, else none: a coin toss is no branch to predict
    private readonly int[] _ifPositive;
    private readonly bool[] _endsTie,
        _endsStratum;

    public AreaUnderCurve(Forecasts forecasts, IReadOnlyList<int>? strata = null)
    {
        int n = forecasts.Count;
        if (strata is not null && strata.Count != n)
            throw new ArgumentException(
                $"There must be one stratum a row, but got {strata.Count} for {n}.",
                nameof(strata)
            );
        double[] p = forecasts.Probability.ToArray();
        int[] order = [.. Enumerable.Range(0, n)];
        Array.Sort(p, order);
        if (strata is not null)
        {
            int[] byStratum = [.. Enumerable.Range(0, n).OrderBy(i => strata[order[i]])];
            (p, order) = ([.. byStratum.Select(i => p[i])], [.. byStratum.Select(i => order[i])]);
        }

        (_day, _ifPositive, _endsTie, _endsStratum) = (new int[n], new int[n], new bool[n], new bool[n]);
        for (int i = 0; i < n; i++)
        {
            _day[i] = forecasts.DayOfRow[order[i]];
            _ifPositive[i] = forecasts.Outcome[order[i]] ? -1 : 0;
            _endsStratum[i] = i == n - 1 || (strata is not null && strata[order[i + 1]] != strata[order[i]]);
            _endsTie[i] = _endsStratum[i] || p[i + 1] != p[i];
        }
    }

    public double Of(ReadOnlySpan<int> timesDrawn)
    {
        long twiceWins = 0,
            pairs = 0,
            negatives = 0,
            positives = 0,
            tiedNegatives = 0,
            tiedPositives = 0;
        for (int i = 0; i < _day.Length; i++)
        {
            int weight = timesDrawn[_day[i]],
                positive = weight & _ifPositive[i];
            tiedPositives += positive;
            tiedNegatives += weight - positive;
            if (!_endsTie[i])
                continue;
            twiceWins += tiedPositives * (2 * negatives + tiedNegatives);
            positives += tiedPositives;
            negatives += tiedNegatives;
            tiedPositives = tiedNegatives = 0;
            if (!_endsStratum[i])
                continue;
            pairs += positives * negatives;
            negatives = positives = 0;
        }

        return twiceWins / (2.0 * pairs);
    }
}
