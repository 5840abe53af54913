using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>The rows of one table while they are read: cells checked, dates still as text until the
/// whole table has been seen.</summary>
internal sealed class BarRows(BarLayout layout, TableOptions options)
{
    private readonly List<string> _dates = [],
        _times = [],
        _tickers = [];
    private readonly List<long> _lines = [];
    private readonly List<TableEvent> _events = [];
    private readonly RowBuffer<DeliveredBar> _read = new();
    private readonly List<double> _ticks = [];
    private List<DeliveredBar> _bars = [];
    private bool _simulated;

    /// <summary>How the table writes numbers.</summary>
    public NumberForm Numbers { get; init; }

    /// <summary>Whether a row without any value is left out: in a table of several tickers the other
    /// one has a bar that day.</summary>
    public bool SkipsEmptyRows { get; init; }

    /// <summary>How many bars there are so far.</summary>
    public int Count => _read.Count;

    private bool HasTickers => layout.Ticker >= 0;

    public void Add(TableCells cells)
    {
        long line = cells.Line;
        if (cells.Count < layout.Names.Length)
        {
            throw new MarketDataException(
                $"{options.File}: line {line}: {cells.Count} cells, but the header names {layout.Names.Length}. "
                    + "The file may have been cut off; fetch or export it again."
            );
        }

        if (layout.Period >= 0 && cells.Text(layout.Period) is not "D" and var period)
            throw new MarketDataException(
                $"{Place(line, layout.Period)}: bars must be daily (D), but got"
                    + $" '{Quoted.Cell(period)}', which is intraday data or a longer period."
            );

        double open = Number(cells, layout.Open),
            high = Number(cells, layout.High),
            low = Number(cells, layout.Low),
            close = Number(cells, layout.Close),
            volume = layout.Volume < 0 ? 0 : Shares(cells, layout.Volume);
        double adjusted = layout.AdjustedClose < 0 ? close : Number(cells, layout.AdjustedClose);
        double adjustedVolume = layout.AdjustedVolume < 0 ? volume : Shares(cells, layout.AdjustedVolume);
        if (SkipsEmptyRows && double.IsNaN(open) && double.IsNaN(high) && double.IsNaN(low) && double.IsNaN(close))
            return;
        AddEvents(cells);
        if (layout.TickVolume >= 0)
            _ticks.Add(Shares(cells, layout.TickVolume));
        _read.Add(
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
        _dates.Add(cells.Text(layout.Date).Trim());
        _times.Add(layout.Time >= 0 ? cells.Text(layout.Time) : "");
        _lines.Add(line);
        if (HasTickers)
            _tickers.Add(ParseTicker(cells.Text(layout.Ticker), line));
        // One made-up row makes the file one
        _simulated |= layout.Origin >= 0 && cells.Text(layout.Origin) == "simulated";
    }

    /// <summary>The series, one a ticker.</summary>
    /// <param name="ticker">The ticker of rows without one; null for the file's.</param>
    public IReadOnlyList<DeliveredSeries> ToSeries(string? ticker = null)
    {
        if (_read.Count == 0)
            throw new MarketDataException($"{options.File} holds a header but no rows. Export it again, or remove it.");
        _bars = _read.Take();
        NameTickers(ticker);
        UseTicks();
        PartDates();
        RefuseIntraday();
        (DateOnly[] dates, DateForm form) = DateColumn.Parse(
            _dates,
            _lines,
            options.File,
            layout.Names[layout.Date],
            options.DateFormat is { } format ? CellMoment.DateFormat(format) : null,
            row => TickerMarket.Find(_tickers[row])
        );
        var byTicker = new Dictionary<string, (List<DeliveredBar> Bars, List<CorporateAction> Actions)>(
            StringComparer.Ordinal
        );
        for (int i = 0; i < dates.Length; i++)
            _bars[i] = _bars[i] with { Date = dates[i] };
        if (_tickers.TrueForAll(t => t == _tickers[0]))
            byTicker.Add(_tickers[0], (_bars, []));
        else
            for (int i = 0; i < dates.Length; i++)
            {
                if (!byTicker.TryGetValue(_tickers[i], out var own))
                    byTicker.Add(_tickers[i], own = ([], []));
                own.Bars.Add(_bars[i]);
            }

        foreach (TableEvent e in _events)
            byTicker[_tickers[e.Row]].Actions.Add(new(dates[e.Row], e.Kind, e.Value));
        DataOrigin origin = _simulated ? DataOrigin.Simulated : DataOrigin.Observed;
        return
        [
            .. byTicker.Select(t => new DeliveredSeries(
                t.Key,
                options.Source,
                options.File,
                origin,
                t.Value.Bars,
                t.Value.Actions
            )
            {
                DateForm = form,
            }),
        ];
    }

    /// <summary>Gives every row its ticker: the one that was asked for, its own, or the file's.</summary>
    private void NameTickers(string? ticker)
    {
        if (!HasTickers)
        {
            string named = ticker ?? options.FileTicker ?? throw options.NoTicker();
            _tickers.AddRange(Enumerable.Repeat(named, _bars.Count));
            return;
        }

        if (options.Ticker is null)
            return;
        string[] told = [.. _tickers.Distinct(StringComparer.Ordinal).Take(5)];
        if (told.Length > 1)
            throw new MarketDataException(
                $"{options.File}: one ticker was given, {options.Ticker}, but the file holds several:"
                    + $" {string.Join(", ", told)}. Leave it out: the file names them."
            )
            {
                Kind = MarketDataFault.TickerName,
            };
        for (int i = 0; i < _tickers.Count; i++)
            _tickers[i] = options.FileTicker!;
    }

    /// <summary>MetaTrader counts price changes where the market tells no shares: the whole volume is
    /// 0 then.</summary>
    private void UseTicks()
    {
        if (_ticks.Count == 0 || _bars.Any(b => b.Volume > 0))
            return;
        for (int i = 0; i < _bars.Count; i++)
            _bars[i] = _bars[i] with { Volume = _ticks[i], AdjustedVolume = _ticks[i] };
    }

    private void PartDates()
    {
        DateTimeOffset[]? stamps = options.DateFormat is null ? UnixStamps.Read(_dates) : null;
        var clocks = new Dictionary<string, ExchangeCalendar>(StringComparer.Ordinal);
        for (int i = 0; i < _dates.Count; i++)
        {
            if (!clocks.TryGetValue(_tickers[i], out ExchangeCalendar? clock))
                clocks.Add(_tickers[i], clock = TickerMarket.ClockOf(_tickers[i]));
            (string date, string time) = stamps is null
                ? CellMoment.Split(_dates[i], clock)
                : CellMoment.At(stamps[i], clock);
            _dates[i] = date;
            if (layout.Time < 0)
                _times[i] = time;
        }
    }

    /// <summary>Refuses minutes and hours. It needs no dates: a day's text repeats whatever its
    /// form.</summary>
    private void RefuseIntraday()
    {
        var times = _times.ToHashSet(StringComparer.Ordinal);
        if (IntradayRule.AreIntraday(times))
            throw new MarketDataException(
                $"{Place(_lines[0], layout.Time >= 0 ? layout.Time : layout.Date)}: the"
                    + $" rows have {times.Count} different times of day, such as"
                    + $" {string.Join(" and ", times.Where(t => t.Length > 0).Take(2).Select(Quoted.Cell))}: that is"
                    + $" intraday data. {IntradayRule.Advice}"
            );
        if (AreAscending())
            return;
        var days = new Dictionary<(string Ticker, string Date), int>();
        for (int i = 0; i < _bars.Count; i++)
        {
            if (days.TryAdd((_tickers[i], _dates[i]), i))
                continue;
            int first = days[(_tickers[i], _dates[i])];
            if (_times[i] != _times[first] || !_bars[i].Equals(_bars[first]))
                throw new MarketDataException(
                    $"{options.File}: lines {_lines[first]} and {_lines[i]}: two different bars of {_tickers[i]} on"
                        + $" {Quoted.Cell(_dates[i])}"
                        + (
                            _times[i] == _times[first]
                                ? ""
                                : $" ({Quoted.Cell(_times[first])} and {Quoted.Cell(_times[i])})"
                        )
                        + $": that is intraday data, or two series in one file. {IntradayRule.Advice}"
                );
        }
    }

    /// <summary>Whether one ticker's dates are each later in the alphabet than the one before, so that none
    /// stands twice.</summary>
    private bool AreAscending()
    {
        for (int i = 1; i < _dates.Count; i++)
            if (string.CompareOrdinal(_dates[i], _dates[i - 1]) <= 0 || _tickers[i] != _tickers[0])
                return false;
        return true;
    }

    /// <summary>Splits and dividends of a row: no split is 1, or 0 where a provider lists events
    /// only; no dividend is 0. A file without an adjusted close has its dividends in its prices or
    /// nowhere, and nothing could be held against them.</summary>
    private void AddEvents(TableCells cells)
    {
        if (layout.Split >= 0 && EventValue(cells, layout.Split) is var shares and not (1 or 0))
            _events.Add(new(_read.Count, CorporateActionKind.Split, shares));
        if (
            layout is { Dividend: >= 0, AdjustedClose: >= 0 }
            && EventValue(cells, layout.Dividend) is var paid and not 0
        )
            _events.Add(new(_read.Count, CorporateActionKind.Dividend, paid));
    }

    /// <summary>0 where the cell tells of nothing; NaN where it can't be read, which costs the event
    /// and not the file.</summary>
    private double EventValue(TableCells cells, int column)
    {
        if (cells.TryNumber(column, Numbers, out double value))
            return double.IsNaN(value) ? 0 : value;
        string[] parts = cells.Text(column).Trim().Split(':', '/');
        return
            parts.Length == 2
            && CellNumber.TryRead(parts[0].Trim(), Numbers, out double shares)
            && CellNumber.TryRead(parts[1].Trim(), Numbers, out double before)
            ? shares / before
            : double.NaN;
    }

    /// <summary>Stooq writes the market after the ticker: <c>aapl.us</c>.</summary>
    private string ParseTicker(string text, long line)
    {
        string name = text.EndsWith(".us", StringComparison.OrdinalIgnoreCase) ? text[..^3] : text;
        return Ticker.TryParse(name, out Ticker ticker)
            ? options.Placed(ticker)
            : throw new MarketDataException(
                $"{Place(line, layout.Ticker)}: '{Quoted.Cell(text)}' is not a ticker ({Ticker.Rule})."
            );
    }

    private double Number(TableCells cells, int column) =>
        cells.TryNumber(column, Numbers, out double value) ? value : throw NoNumber(cells, column);

    private double Shares(TableCells cells, int column) =>
        cells.TryNumber(column, Numbers, out double value)
        || CellNumber.TryReadCount(cells.Text(column).Trim(), Numbers, out value)
            ? value
            : throw NoNumber(cells, column);

    private MarketDataException NoNumber(TableCells cells, int column) =>
        new(
            $"{Place(cells.Line, column)}: '{Quoted.Cell(cells.Text(column))}' is not a number"
                + (CellNumber.RuleOf(cells.Text(column), Numbers) is { } rule ? $": {rule}. " : ". ")
                + "Correct the cell, or leave it empty if the value is not known."
        );

    private string Place(long line, int column) =>
        $"{options.File}: line {line}, column '{Quoted.Cell(layout.Names[column])}'";

    private readonly record struct TableEvent(int Row, CorporateActionKind Kind, double Value);
}
