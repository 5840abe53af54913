using Ploutos.MarketData;
using Ploutos.MarketData.Quality;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;

namespace Ploutos.Workflows.Data;

/// <summary>Bars into the store, and what is to be said of them.</summary>
internal sealed class DataWorkflow(Workspace workspace, TimeProvider time)
{
    private const string Stage = "import";

    public DataReport Import(ImportRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        workspace.EnsureWritable();
        BarSourceSpec spec = BarSourceSpec.Parse(request.Source);
        using BarStore store = BarStore.Open(workspace.StorePath);
        return Walk(spec, request, delivered =>
        {
            SaveResult saved = store.Save(delivered, time.GetUtcNow(), strict: request.Strict);
            return (saved.Outcome.ToString(), saved.Checked);
        }, progress, cancellation);
    }

    public DataReport Check(ImportRequest? request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        if (request is not null)
        {
            return Walk(BarSourceSpec.Parse(request.Source), request, delivered =>
            {
                CheckedSeries result = QualityCheck.Run(delivered);
                if (request.Strict)
                    result.Report.ThrowIfSerious();
                return ("Checked", result);
            }, progress, cancellation);
        }

        using BarStore store = OpenStore();
        var series = new List<ImportedSeries>();
        var findings = new List<QualityFinding>();
        bool simulated = false;
        foreach (StoredTicker ticker in store.List())
        {
            cancellation.ThrowIfCancellationRequested();
            CheckedSeries result = QualityCheck.Run(store.ReadDelivered(ticker.Ticker));
            series.Add(Describe(ticker.Ticker, "Checked", result));
            findings.AddRange(result.Report.Findings);
            simulated |= ticker.Origin == DataOrigin.Simulated;
        }

        return Report(workspace.StorePath, simulated, series, findings);
    }

    public IReadOnlyList<StoredSeries> List()
    {
        using BarStore store = OpenStore();
        return [.. store.List().Select(t => new StoredSeries(t.Ticker, t.Origin == DataOrigin.Simulated, $"{t.Source} {t.Location}".Trim(), t.Rows, t.FirstDay, t.LastDay, t.FetchedAt, t.Warnings, t.Serious))];
    }

    /// <summary>Opens the store that is there.</summary>
    /// <exception cref="NoDataException">There is none yet.</exception>
    public BarStore OpenStore() => File.Exists(workspace.StorePath)
        ? BarStore.Open(workspace.StorePath)
        : throw new NoDataException($"There are no bars in '{workspace.StorePath}' yet. Import some first: ploutos data import csv:FOLDER, or ploutos data import simulated.");

    private static DataReport Walk(BarSourceSpec spec, ImportRequest request, Func<DeliveredSeries, (string Outcome, CheckedSeries Checked)> take,
        IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        progress?.Report(new StageStarted(Stage, spec.ToString()));
        HashSet<string>? wanted = request.Tickers is { Count: > 0 } tickers ? [.. tickers.Select(TickerSymbol.Parse)] : null;
        (IEnumerable<DeliveredSeries> delivered, int count) = spec.Open(request.DateFormat);
        var series = new List<ImportedSeries>();
        var findings = new List<QualityFinding>();
        int seen = 0;
        foreach (DeliveredSeries one in delivered)
        {
            cancellation.ThrowIfCancellationRequested();
            seen++;
            if (wanted?.Remove(one.Ticker) != false)
            {
                (string outcome, CheckedSeries result) = take(one);
                series.Add(Describe(one.Ticker, outcome, result));
                findings.AddRange(result.Report.Findings);
            }

            progress?.Report(new ItemDone(Stage, one.Ticker, seen, Math.Max(count, seen)));
        }

        if (wanted is { Count: > 0 })
            throw new NoDataException($"{spec} has no bars of {string.Join(", ", wanted.Order(StringComparer.Ordinal))}.");
        return series.Count > 0
            ? Report(spec.ToString(), spec.IsSimulated, series, findings)
            : throw new NoDataException($"{spec} holds no bars. A folder must hold a CSV file a ticker, such as AAPL.csv.");
    }

    private static ImportedSeries Describe(string ticker, string outcome, CheckedSeries result)
    {
        BarSeries bars = result.Series;
        return new(ticker, outcome, result.Report.RowsIn, result.Report.RowsOut, bars.Count > 0 ? bars.Dates[0] : null, bars.Count > 0 ? bars.Dates[^1] : null);
    }

    private static DataReport Report(string source, bool simulated, List<ImportedSeries> series, List<QualityFinding> findings)
        => new(source, simulated, series,
            [.. findings.GroupBy(f => (f.Reason, f.Severity)).OrderByDescending(g => g.Key.Severity).ThenByDescending(g => g.Count())
                .Select(g => new FindingTotal(g.Key.Reason.ToString(), g.Key.Severity.ToString(), g.Count()))],
            [.. findings.Select(f => new DataFinding(f.Ticker, f.Date, f.Reason.ToString(), f.Severity.ToString(), f.Action.ToString(), f.Detail))]);
}
