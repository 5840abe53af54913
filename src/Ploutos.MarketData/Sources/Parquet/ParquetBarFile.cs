using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Parquet;

/// <summary>Reads a Parquet file of bars, as pandas, polars, DuckDB and this program write it. Only
/// columns that bars need are unpacked.</summary>
internal static class ParquetBarFile
{
    /// <summary>Reads a file, and says whether it names its tickers.</summary>
    /// <exception cref="MarketDataException">It holds no bars, or can't be read.</exception>
    public static (IReadOnlyList<DeliveredSeries> Series, bool HasTickers) Read(Stream stream, TableOptions options)
    {
        SheetRows? rows = null;
        ParquetRows.Read(
            stream,
            options.File,
            header =>
            {
                string[] names = [.. header];
                IReadOnlyList<(string Ticker, BarLayout Layout)>? wide = WideHeader.Find(names);
                BarLayout? layout = wide is null ? BarLayout.Parse(names, options.File) : null;
                rows = layout is null
                    ? SheetRows.Of(wide!, options, NumberForm.Point)
                    : SheetRows.Of(layout, options, NumberForm.Point);
                return [.. layout is null ? wide!.SelectMany(w => w.Layout.Used) : layout.Used];
            },
            row => rows!.Add(row)
        );
        return (rows!.ToSeries(), rows.HasTickers);
    }
}
