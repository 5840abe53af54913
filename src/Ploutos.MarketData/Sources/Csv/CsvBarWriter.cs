using System.Globalization;
using System.Text;
using Ploutos.Storage;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>Writes a series so that <see cref="CsvBarSource"/> reads back the very same bars.</summary>
public static class CsvBarWriter
{
    /// <summary>Writes <c>Date,Open,High,Low,Close,Volume</c>, a missing value as an empty cell;
    /// simulated bars get a column <c>Origin</c>, so that they stay known as such. The write is
    /// atomic.</summary>
    /// <exception cref="MarketDataException">The file can't be written.</exception>
    /// <exception cref="StorageException">Something is there that must not be replaced.</exception>
    public static void Write(BarSeries series, string path, bool replace = false)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            UserFile.Write(path, Text(series), replace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MarketDataException($"{path} can't be written: {e.Message}", e);
        }
    }

    private static string Text(BarSeries series)
    {
        bool simulated = series.Origin == DataOrigin.Simulated;
        var text = new StringBuilder(series.Count * 64)
            .Append("Date,Open,High,Low,Close,Volume")
            .Append(simulated ? ",Origin\n" : "\n");
        for (int t = 0; t < series.Count; t++)
        {
            Bar b = series[t];
            text.Append(
                    CultureInfo.InvariantCulture,
                    $"{b.Date:yyyy-MM-dd},{Cell(b.Open)},{Cell(b.High)},{Cell(b.Low)},{Cell(b.Close)},{Cell(b.Volume)}"
                )
                .Append(simulated ? ",simulated\n" : "\n");
        }

        return text.ToString();
    }

    private static string Cell(double value) =>
        double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
}
