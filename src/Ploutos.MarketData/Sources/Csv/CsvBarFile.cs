using CsvHelper;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>Reads one CSV file into one series a ticker. Missing cells become NaN; what is no
/// number is an error with its place.</summary>
internal static class CsvBarFile
{
    private static readonly CsvReaderOptions Options = new() { TrimWhitespace = true, TrackLineNumbers = true };

    public static IReadOnlyList<DeliveredSeries> Read(string file, string? dateFormat)
    {
        try
        {
            using var reader = new StreamReader(file);
            return Read(reader, file, dateFormat);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MarketDataException($"{file} can't be read: {e.Message}", e);
        }
    }

    /// <summary>Reads text that came from <paramref name="file"/> (a path, or an address, for
    /// messages).</summary>
    public static IReadOnlyList<DeliveredSeries> Read(
        TextReader reader,
        string file,
        string? dateFormat,
        string? ticker = null,
        string source = CsvBarSource.SourceName
    )
    {
        using CsvReader cells = CsvReader.Create(reader, Options, leaveOpen: true);
        CsvLayout layout = CsvLayout.Parse([.. cells.Headers], file);
        string? named = ticker ?? TickerOfFileName(file);
        if (layout.Ticker < 0 && named is null)
        {
            throw new MarketDataException(
                $"{file}: no ticker column, and the file's name is not a ticker ({Ticker.Rule}). "
                    + "Name the file after its ticker (AAPL.csv), or add a column 'Ticker'."
            );
        }

        var rows = new CsvRows(layout, file, named);
        while (cells.Read())
            rows.Add(cells);
        return rows.ToSeries(dateFormat, source);
    }

    /// <summary>The ticker in a file's name (<c>AAPL.csv</c>, <c>aapl.us.txt</c>), or null where
    /// the name is none.</summary>
    public static string? TickerOfFileName(string file) =>
        Ticker.TryParse(WithoutMarket(Path.GetFileNameWithoutExtension(file)), out Ticker ticker)
            ? ticker.Symbol
            : null;

    /// <summary>Stooq writes the market after the ticker: <c>aapl.us</c>.</summary>
    public static string WithoutMarket(string name) =>
        name.EndsWith(".us", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
}
