using System.Globalization;
using CsvHelper;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>The rows of one file while they are read: cells checked, dates still as text until the
/// whole file has been seen.</summary>
internal sealed class CsvRows(CsvLayout layout, string file, string? fileTicker)
{
    private readonly List<string> _dates = [],
        _tickers = [];
    private readonly List<long> _lines = [];
    private bool _simulated;
    private readonly List<DeliveredBar> _bars = [];

    public void Add(CsvReader cells)
    {
        long line = cells.LineNumber;
        if (cells.FieldCount < layout.Names.Length)
        {
            throw new MarketDataException(
                $"{file}: line {line}: {cells.FieldCount} cells, but the header names {layout.Names.Length}. "
                    + "The file may have been cut off; fetch or export it again."
            );
        }

        if (layout.Period >= 0 && !cells.GetSpan(layout.Period).SequenceEqual("D"u8))
            throw new MarketDataException(
                $"{file}: line {line}, column '{layout.Names[layout.Period]}': bars must be daily (D), but got"
                    + $" '{cells.GetString(layout.Period)}'."
            );

        double open = Number(cells, layout.Open),
            high = Number(cells, layout.High),
            low = Number(cells, layout.Low),
            close = Number(cells, layout.Close),
            volume = Number(cells, layout.Volume);
        double adjusted = layout.AdjustedClose < 0 ? close : Number(cells, layout.AdjustedClose);
        _bars.Add(new(default, open, high, low, close, volume, adjusted, volume));
        _dates.Add(cells.GetString(layout.Date));
        _lines.Add(line);
        if (layout.Ticker >= 0)
            _tickers.Add(Ticker(cells.GetString(layout.Ticker), line));
        // One made-up row makes the file one
        _simulated |= layout.Origin >= 0 && cells.GetSpan(layout.Origin).SequenceEqual("simulated"u8);
    }

    public IReadOnlyList<DeliveredSeries> ToSeries(string? dateFormat, string source)
    {
        if (_bars.Count == 0)
            throw new MarketDataException($"{file} holds a header but no rows. Export it again, or remove it.");
        DateOnly[] dates = CsvDates.Parse(_dates, _lines, file, layout.Names[layout.Date], dateFormat);
        var byTicker = new Dictionary<string, List<DeliveredBar>>(StringComparer.Ordinal);
        for (int i = 0; i < dates.Length; i++)
        {
            string ticker = layout.Ticker >= 0 ? _tickers[i] : fileTicker!;
            if (!byTicker.TryGetValue(ticker, out List<DeliveredBar>? bars))
                byTicker.Add(ticker, bars = []);
            bars.Add(_bars[i] with { Date = dates[i] });
        }

        return
        [
            .. byTicker.Select(t => new DeliveredSeries(
                t.Key,
                source,
                file,
                _simulated ? DataOrigin.Simulated : DataOrigin.Observed,
                t.Value,
                []
            )),
        ];
    }

    private string Ticker(string text, long line) =>
        TickerSymbol.TryParse(CsvBarFile.WithoutMarket(text), out string ticker)
            ? ticker
            : throw new MarketDataException(
                $"{file}: line {line}, column '{layout.Names[layout.Ticker]}': '{text}' is not a ticker"
                    + $" ({TickerSymbol.Rule})."
            );

    private double Number(CsvReader cells, int column)
    {
        ReadOnlySpan<byte> text = cells.GetSpan(column);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            return value;
        if (text.IsEmpty || IsMissing(cells.GetString(column)))
            return double.NaN;
        throw new MarketDataException(
            $"{file}: line {cells.LineNumber}, column '{layout.Names[column]}': '{cells.GetString(column)}' is not a"
                + $" number. "
                + "Correct the cell, or leave it empty if the value is not known."
        );
    }

    private static bool IsMissing(string text) =>
        text is "-" || text.ToUpperInvariant() is "NULL" or "NA" or "N/A" or "NAN" or "N/D";
}
