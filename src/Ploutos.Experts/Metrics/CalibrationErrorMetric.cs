namespace Ploutos.Experts.Metrics;

/// <summary>Expected calibration error with bins of equal count (Nixon et al. 2019): the rows are
/// sorted by probability into bins, equal probabilities together; the error is the mean over rows
/// of |mean probability - frequency of class 1| of their bin. Bins of equal width, which other
/// tools use, would put nearly every forecast of a market's direction into one bin. The bins are
/// those of the full sample in every resample.</summary>
internal static class CalibrationErrorMetric
{
    private const int Bins = 10;
    private const int Terms = 3; // rows, sum of probabilities, rows of class 1

    public static IDayWeightedMetric Prepare(Forecasts forecasts)
    {
        int[] bin = BinOfRow(forecasts.Probability.ToArray());
        double[] p = forecasts.Probability.ToArray();
        bool[] outcome = forecasts.Outcome.ToArray();
        return new DaySums(
            forecasts,
            Bins * Terms,
            (i, sums) =>
            {
                int at = bin[i] * Terms;
                sums[at]++;
                sums[at + 1] += p[i];
                sums[at + 2] += outcome[i] ? 1 : 0;
            },
            Error
        );
    }

    private static double Error(double[] sums)
    {
        double rows = 0,
            error = 0;
        for (int at = 0; at < sums.Length; at += Terms)
        {
            rows += sums[at];
            error += Math.Abs(sums[at + 1] - sums[at + 2]);
        }

        return error / rows;
    }

    private static int[] BinOfRow(double[] probability)
    {
        int n = probability.Length;
        int[] order = [.. Enumerable.Range(0, n)],
            bin = new int[n];
        Array.Sort(probability, order);
        for (int i = 0; i < n; i++)
            bin[order[i]] =
                i > 0 && probability[i] == probability[i - 1] ? bin[order[i - 1]] : (int)((long)i * Bins / n);
        return bin;
    }
}
