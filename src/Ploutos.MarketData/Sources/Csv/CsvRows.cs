using System.Globalization;
using CsvHelper;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>The rows of one file while they are read: cells checked, dates still as text until the
/// whole file has been seen.</summary>
internal sealed class CsvRows(CsvLayout layout, string file, string? fileTicker)
{
    private readonly List<string> _dates = [],
        _tickers = [];
    private readonly List<long> _lines = [];
    private readonly List<string> _times = [];
    private readonly List<CsvEvent> _events = [];
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
                    + $" '{cells.GetString(layout.Period)}', which is intraday data or a longer period."
            );

        double open = Number(cells, layout.Open),
            high = Number(cells, layout.High),
            low = Number(cells, layout.Low),
            close = Number(cells, layout.Close),
            volume = Number(cells, layout.Volume);
        double adjusted = layout.AdjustedClose < 0 ? close : Number(cells, layout.AdjustedClose);
        double adjustedVolume = layout.AdjustedVolume < 0 ? volume : Number(cells, layout.AdjustedVolume);
        AddEvents(cells);
        _bars.Add(
            new()
            {
                Date = default,
                Open = open,
                High = high,
                Low = low,
                Close = close,
                Volume = volume,
                AdjustedClose = adjusted,
                AdjustedVolume = adjustedVolume,
            }
        );
        (string date, string time) = CsvMoment.Split(cells.GetString(layout.Date));
        _dates.Add(date);
        _times.Add(layout.Time >= 0 ? cells.GetString(layout.Time) : time);
        _lines.Add(line);
        if (layout.Ticker >= 0)
            _tickers.Add(ParseTicker(cells.GetString(layout.Ticker), line));
        // One made-up row makes the file one
        _simulated |= layout.Origin >= 0 && cells.GetSpan(layout.Origin).SequenceEqual("simulated"u8);
    }

    public IReadOnlyList<DeliveredSeries> ToSeries(string? dateFormat, string source)
    {
        if (_bars.Count == 0)
            throw new MarketDataException($"{file} holds a header but no rows. Export it again, or remove it.");
        RefuseIntraday();
        DateOnly[] dates = CsvDates.Parse(
            _dates,
            _lines,
            file,
            layout.Names[layout.Date],
            dateFormat is null ? null : CsvMoment.DateFormat(dateFormat)
        );
        var byTicker = new Dictionary<string, (List<DeliveredBar> Bars, List<CorporateAction> Actions)>(
            StringComparer.Ordinal
        );
        for (int i = 0; i < dates.Length; i++)
        {
            if (!byTicker.TryGetValue(TickerOf(i), out var ticker))
                byTicker.Add(TickerOf(i), ticker = ([], []));
            ticker.Bars.Add(_bars[i] with { Date = dates[i] });
        }

        foreach (CsvEvent e in _events)
            byTicker[TickerOf(e.Row)].Actions.Add(new(dates[e.Row], e.Kind, e.Value));
        DataOrigin origin = _simulated ? DataOrigin.Simulated : DataOrigin.Observed;
        return
        [
            .. byTicker.Select(t => new DeliveredSeries(t.Key, source, file, origin, t.Value.Bars, t.Value.Actions)),
        ];
    }

    private string TickerOf(int row) => layout.Ticker >= 0 ? _tickers[row] : fileTicker!;

    /// <summary>Refuses minutes and hours. It needs no dates: a day's text repeats whatever its
    /// form.</summary>
    private void RefuseIntraday()
    {
        var times = _times.ToHashSet(StringComparer.Ordinal);
        if (IntradayRule.AreIntraday(times))
            throw new MarketDataException(
                $"{file}: line {_lines[0]}, column '{layout.Names[layout.Time >= 0 ? layout.Time : layout.Date]}': the"
                    + $" rows have {times.Count} different times of day, such as"
                    + $" {string.Join(" and ", times.Where(t => t.Length > 0).Take(2))}: that is intraday data."
                    + $" {IntradayRule.Advice}"
            );
        var days = new Dictionary<(string Ticker, string Date), int>();
        for (int i = 0; i < _bars.Count; i++)
        {
            if (days.TryAdd((TickerOf(i), _dates[i]), i))
                continue;
            int first = days[(TickerOf(i), _dates[i])];
            if (_times[i] != _times[first] || !_bars[i].Equals(_bars[first]))
                throw new MarketDataException(
                    $"{file}: lines {_lines[first]} and {_lines[i]}: two different bars of {TickerOf(i)} on {_dates[i]}"
                        + $"{(_times[i] == _times[first] ? "" : $" ({_times[first]} and {_times[i]})")}: that is"
                        + $" intraday data, or two series in one file. {IntradayRule.Advice}"
                );
        }
    }

    /// <summary>Splits and dividends of a row: no split is 1, or 0 where a provider lists events
    /// only; no dividend is 0. A file without an adjusted close has its dividends in its prices or
    /// nowhere, and nothing could be held against them.</summary>
    private void AddEvents(CsvReader cells)
    {
        if (layout.Split >= 0 && EventValue(cells, layout.Split) is var shares and not (1 or 0))
            _events.Add(new(_bars.Count, CorporateActionKind.Split, shares));
        if (
            layout is { Dividend: >= 0, AdjustedClose: >= 0 }
            && EventValue(cells, layout.Dividend) is var paid and not 0
        )
            _events.Add(new(_bars.Count, CorporateActionKind.Dividend, paid));
    }

    /// <summary>0 where the cell tells of nothing; NaN where it can't be read, which costs the event
    /// and not the file.</summary>
    private static double EventValue(CsvReader cells, int column)
    {
        string text = cells.GetString(column).Trim();
        if (CsvNumber.TryRead(text, out double value))
            return double.IsNaN(value) ? 0 : value;
        string[] parts = text.Split(':', '/');
        return
            parts.Length == 2
            && CsvNumber.TryRead(parts[0].Trim(), out double shares)
            && CsvNumber.TryRead(parts[1].Trim(), out double before)
            ? shares / before
            : double.NaN;
    }

    private string ParseTicker(string text, long line) =>
        Ticker.TryParse(CsvBarFile.WithoutMarket(text), out Ticker ticker)
            ? ticker
            : throw new MarketDataException(
                $"{file}: line {line}, column '{layout.Names[layout.Ticker]}': '{text}' is not a ticker"
                    + $" ({Ticker.Rule})."
            );

    private double Number(CsvReader cells, int column)
    {
        ReadOnlySpan<byte> text = cells.GetSpan(column);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            return value;
        if (CsvNumber.TryRead(cells.GetString(column).Trim(), out value))
            return value;
        throw new MarketDataException(
            $"{file}: line {cells.LineNumber}, column '{layout.Names[column]}': '{cells.GetString(column)}' is not a"
                + $" number. "
                + "Correct the cell, or leave it empty if the value is not known."
        );
    }

    private readonly record struct CsvEvent(int Row, CorporateActionKind Kind, double Value);
}
