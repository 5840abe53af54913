namespace Ploutos.Experts.Metrics;

/// <summary>
/// Area under the ROC curve: how often a row of class 1 was given the higher probability than one of class 0, ties counting half
/// (midranks; Mann and Whitney 1947). 0.5 is a coin toss; NaN where a class is missing. The rows are sorted once; a resample is then one
/// pass of counting, class 0 rows met so far against class 1 rows.
/// </summary>
internal sealed class AreaUnderCurve : IDayWeightedMetric
{
    private readonly int[] _day;
    private readonly int[] _ifPositive; // all bits where class 1 happened, else none: a coin toss is no branch to predict
    private readonly bool[] _endsTie;

    public AreaUnderCurve(Forecasts forecasts)
    {
        int n = forecasts.Count;
        double[] p = forecasts.Probability.ToArray();
        int[] order = [.. Enumerable.Range(0, n)];
        Array.Sort(p, order);
        (_day, _ifPositive, _endsTie) = (new int[n], new int[n], new bool[n]);
        for (int i = 0; i < n; i++)
        {
            _day[i] = forecasts.DayOfRow[order[i]];
            _ifPositive[i] = forecasts.Outcome[order[i]] ? -1 : 0;
            _endsTie[i] = i == n - 1 || p[i + 1] != p[i];
        }
    }

    public double Of(ReadOnlySpan<int> timesDrawn)
    {
        long twiceWins = 0, negatives = 0, positives = 0, tiedNegatives = 0, tiedPositives = 0;
        for (int i = 0; i < _day.Length; i++)
        {
            int weight = timesDrawn[_day[i]], positive = weight & _ifPositive[i];
            tiedPositives += positive;
            tiedNegatives += weight - positive;
            if (!_endsTie[i])
                continue;
            twiceWins += tiedPositives * (2 * negatives + tiedNegatives);
            positives += tiedPositives;
            negatives += tiedNegatives;
            tiedPositives = tiedNegatives = 0;
        }

        return twiceWins / (2.0 * positives * negatives);
    }
}
