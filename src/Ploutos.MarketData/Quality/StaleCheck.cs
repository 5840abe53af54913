namespace Ploutos.MarketData.Quality;

/// <summary>The same prices day after day: the source repeats its last quote.</summary>
internal static class StaleCheck
{
    /// <summary>How many equal bars in a row are reported. Closes of one price for two days are
    /// common; all four prices five times are not.</summary>
    private const int Shortest = 5;

    public static void Inspect(BarSeries series, FindingLog log)
    {
        int start = 0;
        for (int t = 1; t <= series.Count; t++)
        {
            if (t < series.Count && SamePrices(series, t, t - 1))
                continue;
            int run = t - start;
            if (run >= Shortest)
            {
                log.Add(
                    series.Dates[t - 1],
                    QualityReason.StaleRun,
                    run >= 2 * Shortest ? Severity.Serious : Severity.Warning,
                    QualityAction.Kept,
                    $"{run} bars from {series.Dates[start]:yyyy-MM-dd} on have the same open, high, low and close"
                        + $" {series.Close[start]}"
                );
            }

            start = t;
        }
    }

    private static bool SamePrices(BarSeries s, int a, int b) =>
        s.Close[a] == s.Close[b] && s.Open[a] == s.Open[b] && s.High[a] == s.High[b] && s.Low[a] == s.Low[b];
}
