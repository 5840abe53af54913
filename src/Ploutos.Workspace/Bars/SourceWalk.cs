using Ploutos.MarketData;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Quality;
using Ploutos.Workspace.Events;

namespace Ploutos.Workspace.Bars;

/// <summary>Goes through the series of files or of the simulated market, one after the other, and
/// reports what the checks find.</summary>
public static class SourceWalk
{
    /// <summary>Hands each wanted series to <paramref name="take"/>, which checks it and says what
    /// became of it.</summary>
    /// <param name="stage">The stage's name, for progress.</param>
    /// <param name="spec">Where the series are.</param>
    /// <param name="tickers">Only these; null for all.</param>
    /// <param name="dateFormat">How the files write dates; null finds out.</param>
    /// <param name="take">What to do with a series.</param>
    /// <param name="market">Clean bars of all tickers that suspected splits are held against; asked
    /// for at the end, and only where there are any.</param>
    /// <param name="progress">Told of each series.</param>
    /// <param name="cancellation">Stops between two series.</param>
    /// <exception cref="NoDataException">There are no series, or a wanted one is
    /// missing.</exception>
    public static DataReport Run(
        string stage,
        BarSourceSpec spec,
        IReadOnlyList<string>? tickers,
        string? dateFormat,
        Func<DeliveredSeries, (ImportOutcome Outcome, CheckedSeries Checked)> take,
        Func<IEnumerable<BarSeries>> market,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        progress?.Report(new StageStarted(stage, spec.ToString()));
        HashSet<string>? wanted = tickers is { Count: > 0 } ? [.. TickerNames.Resolve(tickers)] : null;
        (IEnumerable<DeliveredSeries> delivered, int count) = spec.Open(dateFormat);
        var series = new List<ImportedSeries>();
        var findings = new List<QualityFinding>();
        var others = new Lazy<BarSeries[]>(() => [.. market()]);
        var suspects = new List<(BarSeries Series, int At, int Count)>();
        int seen = 0;
        foreach (DeliveredSeries one in delivered)
        {
            cancellation.ThrowIfCancellationRequested();
            seen++;
            if (wanted?.Remove(one.Ticker) != false)
            {
                (ImportOutcome outcome, CheckedSeries result) = take(one);
                series.Add(DataReports.Describe(one.Ticker, outcome, result));
                if (result.Report.CountOf(QualityReason.SuspectedSplit) > 0)
                    suspects.Add((result.Series, findings.Count, result.Report.Findings.Count));
                findings.AddRange(result.Report.Findings);
            }

            progress?.Report(new ItemDone(stage, one.Ticker, seen, Math.Max(count, seen)));
        }

        if (wanted is { Count: > 0 })
            throw new NoDataException(
                $"{spec} has no bars of {string.Join(", ", wanted.Order(StringComparer.Ordinal))}."
            );
        foreach ((BarSeries suspect, int at, int own) in suspects)
        {
            IReadOnlyList<QualityFinding> judged = MarketMoves.Judge(
                suspect,
                findings.GetRange(at, own),
                () => others.Value
            );
            for (int i = 0; i < own; i++)
                findings[at + i] = judged[i];
        }

        return series.Count > 0
            ? DataReports.Of(spec.ToString(), spec.IsSimulated, series, findings)
            : throw new NoDataException(
                $"{spec} holds no bars. A folder must hold a CSV file a ticker, such as AAPL.csv."
            );
    }
}
