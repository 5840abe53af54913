using System.Globalization;
using System.Text;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>Writes a series so that <see cref="CsvBarSource"/> reads back the very same bars.</summary>
public static class CsvBarWriter
{
    /// <summary>Writes <c>Date,Open,High,Low,Close,Volume</c>, a missing value as an empty cell;
    /// simulated bars get a column <c>Origin</c>, so that they stay known as such. The file is
    /// there whole or not at all.</summary>
    /// <exception cref="MarketDataException">The file can't be written.</exception>
    public static void Write(BarSeries series, string path)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = Path.GetFullPath(path),
            temporary = Path.Combine(
                Path.GetDirectoryName(full)!,
                $".{Path.GetFileName(full)}.{Environment.ProcessId}.part"
            );
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(Encoding.ASCII.GetBytes(Text(series)));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
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
