using System.Globalization;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Columns;

/// <summary>Takes the rows of a file of columns, and holds them to their rules.</summary>
internal sealed class ColumnRows
{
    private const string TickerName = "ticker",
        DateName = "date",
        KnownName = "known_at";

    private readonly string _file;
    private readonly int _ticker;
    private readonly int _date;
    private readonly int _known;
    private readonly int[] _values;
    private readonly Dictionary<string, List<ColumnEntry>> _entries = new(StringComparer.Ordinal);

    /// <summary>Reads the header.</summary>
    /// <param name="file">What errors call the file.</param>
    /// <param name="header">Names of its columns.</param>
    /// <exception cref="MarketDataException">A column is missing, or given twice.</exception>
    public ColumnRows(string file, IReadOnlyList<string> header)
    {
        _file = file;
        string[] names = [.. header.Select(n => n.Trim())];
        if (names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Error(
                $"the column '{Quoted.Cell(twice.Key)}' must be there once, but is there {twice.Count()} times"
            );
        _ticker = Find(names, TickerName);
        _date = Find(names, DateName);
        _known = Find(names, KnownName);
        if (_ticker < 0 || _date < 0)
            throw Error(
                $"it must have the columns ticker and date (known_at is optional, the others are values), but has"
                    + $" '{Quoted.Header(names)}'"
            );
        _values = [.. Enumerable.Range(0, names.Length).Where(c => c != _ticker && c != _date && c != _known)];
        Names = [.. _values.Select(c => names[c])];
        if (_values.Length == 0)
            throw Error("it must have a column of values beside ticker, date and known_at, but has none");
    }

    /// <summary>Names of the columns of values.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Takes a row.</summary>
    /// <exception cref="MarketDataException">It breaks a rule.</exception>
    public void Add(TableCells row)
    {
        string where = $"line {row.Line}";
        if (row.Count <= Math.Max(Math.Max(_ticker, _date), Math.Max(_known, _values[^1])))
            throw Error($"{where} has {row.Count} cells, fewer than the header");
        string name = row.Text(_ticker).Trim();
        if (!Ticker.TryParse(name, out Ticker ticker))
            throw Error($"{where}: the ticker must be {Ticker.Rule}, but is '{Quoted.Cell(name)}'");
        DateOnly date = Day(row, _date, DateName) ?? throw Error($"{where}: the date must be given, but is empty");
        DateOnly? known = _known < 0 ? null : Day(row, _known, KnownName);
        if (known < date)
            throw Error(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{where}: known_at must not lie before the date {date:yyyy-MM-dd}, but is {known:yyyy-MM-dd}"
                )
            );
        double[] values = new double[_values.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = Value(row, i, where);
        if (!_entries.TryGetValue(ticker, out List<ColumnEntry>? of))
            _entries[ticker] = of = [];
        of.Add(new(date, known ?? date.AddDays(1), values, row.Line));
    }

    /// <summary>The rows by ticker, in the order in which they became known; of one moment the later day
    /// last.</summary>
    /// <exception cref="MarketDataException">A ticker has two rows of a day that are known from the same day
    /// on.</exception>
    public IReadOnlyDictionary<string, ColumnEntry[]> Entries()
    {
        var sorted = new Dictionary<string, ColumnEntry[]>(StringComparer.Ordinal);
        foreach ((string ticker, List<ColumnEntry> entries) in _entries)
        {
            ColumnEntry[] all = [.. entries.OrderBy(e => e.KnownFrom).ThenBy(e => e.Date)];
            for (int i = 1; i < all.Length; i++)
                if (all[i].Date == all[i - 1].Date && all[i].KnownFrom == all[i - 1].KnownFrom)
                    throw Error(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{ticker} must have one row a day, but lines {all[i - 1].Line} and {all[i].Line} are both"
                                + $" of {all[i].Date:yyyy-MM-dd}. A later correction needs a known_at of its own"
                        )
                    );
            sorted[ticker] = all;
        }

        return sorted;
    }

    private double Value(TableCells row, int value, string where)
    {
        int column = _values[value];
        string text = row.Text(column).Trim();
        if (text.Length == 0)
            return double.NaN;
        return row.TryNumber(column, NumberForm.Point, out double number) && double.IsFinite(number)
            ? number
            : throw Error(
                $"{where}: '{Quoted.Cell(Names[value])}' must be a finite number with a decimal point, or empty, but is"
                    + $" '{Quoted.Cell(text)}'"
            );
    }

    private DateOnly? Day(TableCells row, int column, string name)
    {
        string text = row.Text(column).Trim();
        if (text.Length == 0)
            return null;
        // Parquet files give a day as a moment of midnight. Another time of the day may lie after the close, so
        // that its day is not the one to use the value from.
        bool isMidnight =
            text.Length > 11 && text[10] is (' ' or 'T') && text.AsSpan(11).IndexOfAnyExcept("0:.+Z") < 0;
        string day = isMidnight ? text[..10] : text;
        return DateOnly.TryParseExact(
            day,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly at
        )
            ? at
            : throw Error(
                $"line {row.Line}: {name} must be a day as yyyy-MM-dd, without a time, but is '{Quoted.Cell(text)}'"
            );
    }

    private static int Find(string[] names, string name) =>
        Array.FindIndex(names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));

    private MarketDataException Error(string rule) => new($"{_file}: {rule}. Correct the file.");
}
