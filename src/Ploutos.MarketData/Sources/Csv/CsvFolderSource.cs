using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Files;
using Ploutos.MarketData.Sources.Tables;
using Ploutos.MarketData.Sources.Text;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>A folder with one CSV file a ticker, asked like any other source: <c>csv:DIR</c>. Which file is
/// whose is found out once, and again where the folder has changed.</summary>
internal sealed class CsvFolderSource(string folder) : IBarSource
{
    private readonly Lock _gate = new();
    private (DateTime Changed, IReadOnlyDictionary<string, string> Files)? _known;

    public string Name => CsvBarSource.SourceName;

    public string? MissingConfiguration => Directory.Exists(folder) ? null : $"there is no folder '{folder}'";

    public Task<DeliveredSeries> FetchAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        if (MissingConfiguration is { } missing)
            throw new SourceException(
                Name,
                SourceFault.NotConfigured,
                $"{missing}. Name a folder with one file a ticker."
            );
        string file =
            FileOf(ticker)
            ?? throw new SourceException(
                Name,
                SourceFault.UnknownTicker,
                $"the folder '{folder}' has no file named after {ticker}."
            );
        DeliveredSeries series =
            CsvTail.Read(file, first, TableOf(file))
            ?? CsvBarSource.Read(file).FirstOrDefault(s => s.Ticker == ticker)
            ?? throw new SourceException(Name, SourceFault.UnknownTicker, $"{file} holds no rows of {ticker}.");
        List<DeliveredBar> bars = [.. series.Bars.Where(b => b.Date >= first && b.Date <= last)];
        return bars.Count > 0
            ? Task.FromResult(series with { Bars = bars })
            : throw new SourceException(
                Name,
                SourceFault.NoBarsInRange,
                $"{file} has no rows from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}."
            );
    }

    /// <summary>What is known of a file of the folder.</summary>
    internal static TableOptions TableOf(string file) =>
        new()
        {
            File = Quoted.Name(file),
            Source = CsvBarSource.SourceName,
            NamedTicker = FileTicker.Of(Path.GetFileName(file)),
        };

    private string? FileOf(string ticker)
    {
        lock (_gate)
        {
            // A link tells when it was made, and its folder when a file came.
            string real = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder;
            DateTime changed = Directory.GetLastWriteTimeUtc(real);
            if (_known?.Changed != changed)
                _known = (changed, BarFiles.ByTicker(folder));
            return _known.Value.Files.GetValueOrDefault(ticker);
        }
    }
}
