using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>Daily bars from CSV: a folder with one file a ticker (the file's name is the ticker),
/// one such file, or one file with a ticker column. Understands the headers of Yahoo, of Stooq
/// (both forms) and of plain <c>Date,Open,High,Low,Close,Volume</c>.</summary>
public static class CsvBarSource
{
    /// <summary>The short name under which the store remembers where bars came from.</summary>
    public const string SourceName = "csv";

    /// <summary>Reads everything below <paramref name="path"/>, a file or a folder; a folder's
    /// files one at a time, as the caller asks for them.</summary>
    /// <param name="path">A file, or a folder whose <c>.csv</c> and <c>.txt</c> files are read in
    /// order of name.</param>
    /// <param name="dateFormat">A .NET date format such as <c>dd/MM/yyyy</c>, for files whose dates
    /// can be read in two ways; null finds it.</param>
    /// <exception cref="MarketDataException">Nothing is there, or a file can't be read; file, line,
    /// column and value are named.</exception>
    public static IEnumerable<DeliveredSeries> Read(string path, string? dateFormat = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (dateFormat is not null)
            CsvDates.Check(dateFormat);
        if (File.Exists(path))
            return CsvBarFile.Read(path, dateFormat);
        if (!Directory.Exists(path))
            throw new MarketDataException(
                $"There is no file or folder '{path}'. Name a CSV file, or a folder with one CSV file a ticker."
            );
        string[] files = Files(path);
        if (files.Length == 0)
            throw new MarketDataException(
                $"The folder '{path}' holds no .csv or .txt file. Put one file a ticker there, named after the ticker"
                    + $" (AAPL.csv)."
            );
        return files.SelectMany(file => OneTicker(file, dateFormat));
    }

    /// <summary>The tickers below a path, without reading the bars where the files' names tell
    /// them.</summary>
    internal static string? FileOf(string folder, string ticker) =>
        Files(folder).FirstOrDefault(f => CsvBarFile.TickerOfFileName(f) == ticker);

    private static string[] Files(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Where(f => Path.GetExtension(f).ToUpperInvariant() is ".CSV" or ".TXT")
                .Order(StringComparer.Ordinal),
        ];

    private static IReadOnlyList<DeliveredSeries> OneTicker(string file, string? dateFormat)
    {
        IReadOnlyList<DeliveredSeries> read = CsvBarFile.Read(file, dateFormat);
        if (read.Count > 1)
        {
            throw new MarketDataException(
                $"{file}: a file in a folder must hold one ticker, but it holds {read.Count}: "
                    + $"{string.Join(", ", read.Take(5).Select(s => s.Ticker))}. Import that file by its own path, or"
                    + $" split it."
            );
        }

        string? named = CsvBarFile.TickerOfFileName(file);
        if (named is not null && read[0].Ticker != named)
        {
            throw new MarketDataException(
                $"{file}: the file is named {named}, but its ticker column says {read[0].Ticker}. "
                    + "Rename the file, or import it by its own path."
            );
        }

        return read;
    }
}
