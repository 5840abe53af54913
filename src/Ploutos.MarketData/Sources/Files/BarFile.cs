using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Excel;
using Ploutos.MarketData.Sources.Parquet;
using Ploutos.MarketData.Sources.Tables;
using Ploutos.MarketData.Sources.Text;

namespace Ploutos.MarketData.Sources.Files;

/// <summary>Reads one content, of whatever kind its first bytes say.</summary>
internal static class BarFile
{
    private const int MostInMemory = 512 << 20;

    /// <summary>The series, one a ticker, and whether the content names its tickers.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="refuse">What speaks against unpacking it to so many bytes.</param>
    /// <param name="options">What is known of it.</param>
    /// <exception cref="MarketDataException">It holds no bars, or can't be read.</exception>
    public static (IReadOnlyList<DeliveredSeries> Series, bool HasTickers) Read(
        PeekedStream stream,
        Func<long, MarketDataException?> refuse,
        TableOptions options
    )
    {
        switch (FileKinds.Of(stream.Head, out string? found))
        {
            case FileKind.Foreign:
                throw new MarketDataException($"{options.File} {found}") { Kind = MarketDataFault.FileKind };
            case FileKind.Gzip:
                throw new MarketDataException($"{options.File} is packed twice. Unpack it once.")
                {
                    Kind = MarketDataFault.FileKind,
                };
            case FileKind.Zip:
                MemoryStream workbook = InMemory(stream, options);
                PackedFile.RequireWorkbook(workbook, options.File, refuse);
                return WorkbookFile.Read(workbook, options);
            case FileKind.Parquet:
                return ParquetBarFile.Read(InMemory(stream, options), options);
            default:
                using (var text = new StreamReader(stream))
                    return CsvBarFile.Read(text, options);
        }
    }

    /// <summary>Both libraries go to and fro in a file.</summary>
    private static MemoryStream InMemory(PeekedStream stream, TableOptions options)
    {
        var memory = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (memory.Length + read > MostInMemory)
                throw new MarketDataException(
                    $"{options.File} is larger than {MostInMemory >> 20} MiB. Split it by ticker or by year."
                )
                {
                    Kind = MarketDataFault.FileKind,
                };
            memory.Write(buffer, 0, read);
        }

        memory.Position = 0;
        return memory;
    }
}
