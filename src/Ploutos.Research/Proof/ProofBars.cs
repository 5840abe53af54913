using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Proof;

/// <summary>The bars that a proof works on: those of a source, checked but not stored, or of the
/// store; a sample where no tickers are named.</summary>
internal sealed class ProofBars(WorkspaceFolder workspace, TimeProvider time)
{
    /// <param name="wanted">A source as in <see cref="ImportRequest"/>; null for the store.</param>
    /// <param name="tickers">Only these; null or empty for a sample.</param>
    /// <param name="most">Tickers of a sample, spread evenly over those with the most bars.</param>
    /// <param name="progress">Told of what is read.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="NoDataException">There are no bars.</exception>
    public (IReadOnlyList<BarSeries> Bars, string Source) Read(
        string? wanted,
        IReadOnlyList<string>? tickers,
        int most,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        List<BarSeries> all = [];
        string source;
        if (wanted is not null)
        {
            BarSourceSpec spec = BarSourceSpec.Parse(wanted);
            DateTimeOffset now = time.GetUtcNow();
            SourceWalk.Run(
                new("read", spec) { Tickers = tickers, Whole = true },
                delivered =>
                {
                    CheckedSeries result = QualityCheck.Run(
                        delivered,
                        spec.LastFinished(TickerMarket.ClockOf(delivered.Ticker), now)
                    );
                    if (result.Series.Count > 0)
                        all.Add(result.Series);
                    return (ImportOutcome.Checked, result);
                },
                () => all,
                progress,
                cancellation
            );
            source = spec.ToString();
        }
        else
        {
            using BarStore store = new DataWorkflow(workspace, time).OpenStore();
            var named = NamedTickers.Of(workspace, tickers, store);
            all.AddRange(TrainingBars.ReadNamed(store, named, progress).Series);
            source = workspace.StorePath;
        }

        if (all.Count == 0)
            throw new NoDataException($"{source} holds no bars.");
        return (tickers is { Count: > 0 } ? all : Sample(all, most), source);
    }

    private static List<BarSeries> Sample(List<BarSeries> all, int tickers)
    {
        if (all.Count <= tickers)
            return all;
        int most = all.Max(b => b.Count);
        List<BarSeries> whole =
        [
            .. all.Where(b => b.Count >= 0.9 * most).OrderBy(b => b.Ticker, StringComparer.Ordinal),
        ];
        return whole.Count <= tickers
            ? whole
            : [.. Enumerable.Range(0, tickers).Select(i => whole[(int)((long)i * whole.Count / tickers)])];
    }
}
