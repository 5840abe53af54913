using Ploutos.MarketData;
using Ploutos.MarketData.Fetching;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Sources.Csv;
using Ploutos.MarketData.Sources.Parquet;
using Ploutos.MarketData.Store;
using Ploutos.Storage;
using Ploutos.Workspace.Events;

namespace Ploutos.Workspace.Bars;

/// <summary>What the store remembers of a ticker's past, as a comparison or as files.</summary>
public sealed class BarHistory(WorkspaceFolder workspace, TimeProvider time)
{
    /// <summary>Compares two vintages of a ticker. <paramref name="after"/> is the newest by
    /// default, <paramref name="before"/> the one before it.</summary>
    /// <exception cref="NoDataException">The store does not hold the ticker.</exception>
    public DataDiff Diff(string ticker, int? before, int? after)
    {
        string name = TickerNames.Parse(ticker);
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        StoredTicker stored =
            store.Find(name)
            ?? throw new NoDataException($"The store has no bars of '{name}'.")
            {
                Kind = MarketDataFault.UnknownTicker,
                Ticker = name,
            };
        int newer = after ?? stored.Vintage;
        int? older = before ?? (newer > 1 ? newer - 1 : null);
        Revision revision = older is null ? new([], [], []) : store.Diff(name, older, newer);
        return new()
        {
            Ticker = name,
            Simulated = stored.Origin == DataOrigin.Simulated,
            Before = older,
            After = newer,
            Vintages =
            [
                .. store
                    .Vintages(name)
                    .Select(v => new Vintage
                    {
                        Number = v.Number,
                        Source = v.Source,
                        Reason = v.Reason,
                        CreatedAt = v.CreatedAt,
                        Rows = v.Rows,
                        FirstDay = v.FirstDay,
                        LastDay = v.LastDay,
                    }),
            ],
            Changed = [.. revision.Changed.Select(c => new ChangedValue(c.Date, c.Field, c.Before, c.After))],
            Added = revision.Added,
            Removed = revision.Removed,
        };
    }

    /// <summary>Writes one file a ticker into the requested folder; without tickers every stored
    /// one.</summary>
    /// <exception cref="NoDataException">The store is empty.</exception>
    public IReadOnlyList<ExportedBars> Export(
        BarExportRequest request,
        IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation
    )
    {
        using BarStore store = new DataWorkflow(workspace, time).OpenStore();
        IReadOnlyList<string> named = NamedTickers.Of(workspace, request.Tickers, store).StoredIn(store, progress);
        string[] tickers = [.. named.Count > 0 ? named : store.List().Select(t => t.Ticker)];
        if (tickers.Length == 0)
            throw new NoDataException("The store is empty.") { Kind = MarketDataFault.EmptyStore };
        string folder = Path.GetFullPath(request.Folder);
        var written = new List<ExportedBars>();
        foreach (string ticker in tickers)
            UserFile.Check(FileOf(folder, Ticker.Parse(ticker), request.Form), request.Replace);
        foreach (string ticker in tickers)
        {
            cancellation.ThrowIfCancellationRequested();
            BarSeries series = store.Read(ticker, request.Vintage);
            string file = FileOf(folder, ticker, request.Form);
            if (request.Form == BarFileForm.Parquet)
                ParquetBarWriter.Write(series, file, request.Replace);
            else
                CsvBarWriter.Write(series, file, request.Replace);
            written.Add(
                new(
                    ticker,
                    series.Origin == DataOrigin.Simulated,
                    file,
                    series.Count,
                    series.Dates[0],
                    series.Dates[^1]
                )
                {
                    Terms =
                        series.Origin == DataOrigin.Simulated
                            ? null
                            : SourceTerms.Of(
                                store.Vintages(ticker).Last(v => v.Number <= (request.Vintage ?? v.Number)).Source
                            ),
                }
            );
            progress?.Report(new ItemDone("export", ticker, written.Count, tickers.Length));
        }

        return written;
    }

    private static string FileOf(string folder, string ticker, BarFileForm form) =>
        form == BarFileForm.Parquet
            ? Path.Combine(folder, $"{ticker}.parquet")
            : MarketDataService.ExportFile(folder, ticker);
}
