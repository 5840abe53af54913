using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Workspace.Events;

namespace Ploutos.Workspace.Bars;

/// <summary>Bars from files or the simulated market into the store, and what lies there.</summary>
public sealed class DataWorkflow(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Reads the requested source into the store. One ticker's error is reported and
    /// leaves the others alone.</summary>
    public DataReport Import(ImportRequest request, IProgress<WorkflowEvent>? progress, CancellationToken cancellation)
    {
        workspace.EnsureWritable();
        BarSourceSpec spec = BarSourceSpec.Parse(request.Source);
        using BarStore store = BarStore.Open(workspace.StorePath);
        return SourceWalk.Run(
            "import",
            spec,
            request.Tickers,
            request.DateFormat,
            delivered =>
            {
                SaveResult saved = store.Save(
                    delivered,
                    time.GetUtcNow(),
                    spec.LastFinished(delivered.Ticker, time.GetUtcNow()),
                    request.Strict
                );
                return (OutcomeOf(saved.Outcome), saved.Checked);
            },
            () => store.ReadEach(store.List().Select(t => t.Ticker)).Series,
            progress,
            cancellation
        );
    }

    private static ImportOutcome OutcomeOf(SaveOutcome outcome) =>
        outcome switch
        {
            SaveOutcome.Created => ImportOutcome.Created,
            SaveOutcome.Extended => ImportOutcome.Extended,
            SaveOutcome.Revised => ImportOutcome.Revised,
            _ => ImportOutcome.Unchanged,
        };

    /// <summary>What the store holds, one entry a ticker.</summary>
    public IReadOnlyList<StoredSeries> List()
    {
        using BarStore store = OpenStore();
        return [.. store.List().Select(Describe)];
    }

    /// <summary>A stored ticker in the words of the contracts.</summary>
    public static StoredSeries Describe(StoredTicker t) =>
        new()
        {
            Ticker = t.Ticker,
            Simulated = t.Origin == DataOrigin.Simulated,
            Source = $"{t.Source} {t.Location}".Trim(),
            Rows = t.Rows,
            FirstDay = t.FirstDay,
            LastDay = t.LastDay,
            FetchedAt = t.FetchedAt,
            Warnings = t.Warnings,
            Serious = t.Serious,
            Vintage = t.Vintage,
        };

    /// <summary>Opens the store that is there.</summary>
    /// <exception cref="NoDataException">There is none yet.</exception>
    public BarStore OpenStore() =>
        File.Exists(workspace.StorePath)
            ? BarStore.Open(workspace.StorePath)
            : throw new NoDataException($"There are no bars in '{workspace.StorePath}' yet.")
            {
                Kind = MarketDataFault.EmptyStore,
            };

    /// <summary>Opens the store, and makes it where there is none.</summary>
    public BarStore OpenOrCreateStore()
    {
        if (!File.Exists(workspace.StorePath))
            workspace.EnsureWritable();
        return BarStore.Open(workspace.StorePath);
    }
}
