using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Files;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>Daily bars from files, where each must be readable: a folder with one file a ticker (the
/// file's name is the ticker), one such file, or one file with a ticker column.
/// <see cref="BarFiles"/> reads the same and goes on after a file that is not.</summary>
public static class CsvBarSource
{
    /// <summary>The short name under which the store remembers where bars came from.</summary>
    public const string SourceName = BarFiles.SourceName;

    /// <summary>Reads everything below <paramref name="path"/>, a file or a folder; a folder's
    /// files one at a time, as the caller asks for them.</summary>
    /// <param name="path">A file, a path with <c>*</c>, or a folder whose files are read in order of
    /// name.</param>
    /// <param name="dateFormat">A .NET date format such as <c>dd/MM/yyyy</c>, for files whose dates
    /// can be read in two ways; null finds it.</param>
    /// <exception cref="MarketDataException">Nothing is there, or a file can't be read; file, line,
    /// column and value are named.</exception>
    public static IEnumerable<DeliveredSeries> Read(string path, string? dateFormat = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return BarFiles
            .Read([path], new() { DateFormat = dateFormat })
            .SelectMany(reading => reading.Refused is { } refused ? throw refused : reading.Series);
    }
}
