namespace Ploutos.MarketData.Quality;

/// <summary>Holds two sources' series of one ticker against each other, by their daily returns:
/// levels may differ by the day that adjustments are counted from, returns may not.</summary>
public static class SourceAgreement
{
    private const double Noticed = 0.005,
        Serious = 0.05;

    /// <summary>The days on which the two returns differ by more than half a percent; beyond five
    /// percent it is serious.</summary>
    public static IReadOnlyList<QualityFinding> Compare(
        BarSeries ours,
        string ourSource,
        BarSeries theirs,
        string theirSource
    )
    {
        ArgumentNullException.ThrowIfNull(ours);
        ArgumentNullException.ThrowIfNull(theirs);
        var log = new FindingLog(ours.Ticker);
        int u = 0,
            lastOurs = -1,
            lastTheirs = -1;
        for (int t = 0; t < ours.Count; t++)
        {
            while (u < theirs.Count && theirs.Dates[u] < ours.Dates[t])
                u++;
            if (u == theirs.Count)
                break;
            if (theirs.Dates[u] != ours.Dates[t])
                continue;
            if (lastOurs >= 0)
                Hold(ours, ourSource, theirs, theirSource, (lastOurs, t), (lastTheirs, u), log);
            (lastOurs, lastTheirs) = (t, u);
        }

        return log.ByDate();
    }

    private static void Hold(
        BarSeries ours,
        string ourSource,
        BarSeries theirs,
        string theirSource,
        (int From, int To) a,
        (int From, int To) b,
        FindingLog log
    )
    {
        double one = (ours.Close[a.To] / ours.Close[a.From]) - 1,
            other = (theirs.Close[b.To] / theirs.Close[b.From]) - 1;
        if (Math.Abs(one - other) > Noticed)
        {
            log.Add(
                ours.Dates[a.To],
                QualityReason.SourcesDisagree,
                Math.Abs(one - other) > Serious ? Severity.Serious : Severity.Warning,
                QualityAction.Kept,
                $"return {one:+0.00%;-0.00%} by {ourSource}, {other:+0.00%;-0.00%} by {theirSource}, since"
                    + $" {ours.Dates[a.From]:yyyy-MM-dd}"
            );
        }
    }
}
