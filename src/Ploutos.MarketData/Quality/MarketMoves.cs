namespace Ploutos.MarketData.Quality;

/// <summary>Holds suspected splits against the other tickers: on a day on which the whole market
/// moved, a share that moved further the same way was most likely not split. The judgement is made
/// when findings are read, from what is known then, so that the order of imports does not
/// matter.</summary>
public static class MarketMoves
{
    /// <summary>Other tickers that must have traded on both days.</summary>
    private const int FewestOthers = 5;

    /// <summary>The market moved where half of the others moved by more than this (as a
    /// logarithm).</summary>
    private const double MarketMoved = 0.04;

    /// <summary>How many times the market's move a share's may be.</summary>
    private const double MostTimes = 5;

    /// <summary>The findings, with each suspected split that the market explains named as its
    /// move.</summary>
    /// <param name="series">The ticker's clean bars.</param>
    /// <param name="findings">Its findings.</param>
    /// <param name="others">Clean bars of other tickers; asked for only where a split is suspected,
    /// and the ticker itself may be among them.</param>
    public static IReadOnlyList<QualityFinding> Judge(
        BarSeries series,
        IReadOnlyList<QualityFinding> findings,
        Func<IEnumerable<BarSeries>> others
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(others);
        if (!findings.Any(IsJudged))
            return findings;
        BarSeries[] market = [.. others().Where(o => o.Ticker != series.Ticker && o.Origin == series.Origin)];
        return [.. findings.Select(f => IsJudged(f) ? Judge(series, f, market) : f)];
    }

    /// <summary>Whether other tickers can change what a finding says.</summary>
    internal static bool IsJudged(QualityFinding finding) => finding.Reason == QualityReason.SuspectedSplit;

    private static QualityFinding Judge(BarSeries series, QualityFinding finding, BarSeries[] market)
    {
        int t = series.Dates.BinarySearch(finding.Date);
        if (t < 1)
            return finding;
        DateOnly before = series.Dates[t - 1];
        double own = Math.Log(series.Close[t] / series.Close[t - 1]);
        double[] moves = [.. market.Select(o => Move(o, before, finding.Date)).OfType<double>().Where(double.IsFinite)];
        if (moves.Length < FewestOthers)
            return finding;
        double median = Medians.Of(moves);
        bool explained =
            Math.Abs(median) > MarketMoved
            && Math.Sign(median) == Math.Sign(own)
            && Math.Abs(own) <= MostTimes * Math.Abs(median);
        if (!explained)
            return finding;
        InvariantText detail =
            $"moved {Math.Exp(own) - 1:+0.0%;-0.0%} on a day on which {moves.Length} other stored tickers moved"
            + $" {Math.Exp(median) - 1:+0.0%;-0.0%} (median): the market's move rather than a split, though the price"
            + $" opened near a split's ratio";
        return finding with
        {
            Reason = QualityReason.MarketMove,
            Severity = Severity.Warning,
            Detail = detail.ToString(),
        };
    }

    /// <summary>The logarithmic move from one day's close to the other's; null where either day has
    /// no bar.</summary>
    private static double? Move(BarSeries series, DateOnly from, DateOnly to)
    {
        int a = series.Dates.BinarySearch(from),
            b = series.Dates.BinarySearch(to);
        return a >= 0 && b >= 0 ? Math.Log(series.Close[b] / series.Close[a]) : null;
    }
}
