using Parquet;
using Parquet.Schema;
using Ploutos.Storage;

namespace Ploutos.MarketData.Sources.Parquet;

/// <summary>Writes a series as Parquet, with the types that pandas, polars and DuckDB read: a date,
/// five doubles, the ticker as text.</summary>
public static class ParquetBarWriter
{
    private static readonly string[] Names = ["Open", "High", "Low", "Close", "Volume"];

    /// <summary>Writes <c>Date, Open, High, Low, Close, Volume, Ticker</c>, a missing value as null;
    /// simulated bars get a column <c>Origin</c>, so that they stay known as such. The write is
    /// atomic.</summary>
    /// <param name="series">The bars; prices in currency units, volume in shares.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="replace">Whether a file that exists is replaced.</param>
    /// <exception cref="MarketDataException">The file can't be written.</exception>
    /// <exception cref="StorageException">Something is there that must not be replaced.</exception>
    public static void Write(BarSeries series, string path, bool replace = false)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using var content = new MemoryStream();
            WriteAsync(series, content).GetAwaiter().GetResult();
            UserFile.Write(path, content.ToArray(), replace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MarketDataException($"{path} can't be written: {e.Message}", e);
        }
    }

    private static async Task WriteAsync(BarSeries series, Stream content)
    {
        bool simulated = series.Origin == DataOrigin.Simulated;
        var date = new DataField<DateOnly>("Date");
        DataField<double>[] values = [.. Names.Select(name => new DataField<double>(name, true))];
        var ticker = new DataField("Ticker", typeof(string), isNullable: false);
        var origin = new DataField("Origin", typeof(string), isNullable: false);
        var schema = new ParquetSchema([date, .. values, ticker, .. simulated ? [origin] : Array.Empty<Field>()]);
        await using ParquetWriter writer = await ParquetWriter
            .CreateAsync(schema, content, new() { CompressionMethod = CompressionMethod.Snappy })
            .ConfigureAwait(false);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<DateOnly>(date, series.Dates.ToArray()).ConfigureAwait(false);
        double[][] columns =
        [
            series.Open.ToArray(),
            series.High.ToArray(),
            series.Low.ToArray(),
            series.Close.ToArray(),
            series.Volume.ToArray(),
        ];
        for (int c = 0; c < columns.Length; c++)
        {
            double?[] column = Array.ConvertAll(columns[c], v => double.IsNaN(v) ? (double?)null : v);
            await group.WriteAsync<double>(values[c], (ReadOnlyMemory<double?>)column).ConfigureAwait(false);
        }

        await group.WriteAsync(ticker, Alike(series.Ticker, series.Count)).ConfigureAwait(false);
        if (simulated)
            await group.WriteAsync(origin, Alike("simulated", series.Count)).ConfigureAwait(false);
    }

    private static string[] Alike(string text, int rows)
    {
        string[] all = new string[rows];
        Array.Fill(all, text);
        return all;
    }
}
