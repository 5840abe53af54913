using System.Collections.Concurrent;
using CsvHelper;
using Ploutos.MarketData.Sources.Files;
using Ploutos.MarketData.Sources.Parquet;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Columns;

/// <summary>Values by ticker and day from a CSV or Parquet file: the columns <c>ticker</c>, <c>date</c>,
/// <c>known_at</c> (optional: the first day that may use the row), and values. A row without
/// <c>known_at</c> may be used from the day after its date on.</summary>
public sealed class ColumnFile
{
    private const int LongestRecord = 1 << 20,
        MostInMemory = 512 << 20;

    private static readonly ConcurrentDictionary<string, ColumnFile> s_read = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly (long Length, DateTime Written) _stamp;
    private readonly IReadOnlyDictionary<string, ColumnEntry[]> _entries;

    private ColumnFile(
        string path,
        (long, DateTime) stamp,
        IReadOnlyList<string> names,
        IReadOnlyDictionary<string, ColumnEntry[]> entries
    ) => (_path, _stamp, Names, _entries) = (path, stamp, names, entries);

    /// <summary>Names of the columns of values.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Its tickers, in no order.</summary>
    public IEnumerable<string> Tickers => _entries.Keys;

    /// <summary>Reads a file, or takes it as it was read before where it did not change since.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MarketDataException">There is none, it can't be read, or a row breaks a rule: the
    /// message names line, rule and value.</exception>
    public static ColumnFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new FileInfo(Path.GetFullPath(path));
        if (!file.Exists)
            throw new MarketDataException(
                $"There is no file '{Quoted.Name(file.FullName)}' of columns. Put it there, or change its name"
                    + " where it is asked for."
            );
        (long, DateTime) stamp = (file.Length, file.LastWriteTimeUtc);
        return s_read.TryGetValue(file.FullName, out ColumnFile? known) && known._stamp == stamp
            ? known
            : s_read[file.FullName] = Of(file.FullName, stamp, ReadNow(file.FullName));
    }

    /// <summary>The same file with another future: what becomes known after a day is made up, left out, or
    /// changes places. For proofs that nothing up to the day depends on it.</summary>
    /// <param name="last">The last day that stays as it is.</param>
    /// <param name="future">What becomes of the rows.</param>
    /// <param name="seed">Of what is made up, and of the places.</param>
    public ColumnFile After(DateOnly last, ColumnFuture future, int seed)
    {
        var random = new Random(seed);
        var entries = new Dictionary<string, ColumnEntry[]>(StringComparer.Ordinal);
        foreach ((string ticker, ColumnEntry[] rows) in _entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            ColumnEntry[] kept = [.. rows.Where(r => r.KnownFrom <= last)],
                later = [.. rows.Where(r => r.KnownFrom > last)];
            double[][] values = [.. later.Select(r => r.Values)];
            if (future == ColumnFuture.Shuffled)
                random.Shuffle(values);
            else
                values = [.. values.Select(v => Array.ConvertAll(v, x => (1e3 * random.NextDouble()) - 500 + (2 * x)))];
            entries[ticker] =
                future == ColumnFuture.LeftOut
                    ? kept
                    : [.. kept, .. later.Zip(values, (r, v) => r with { Values = v })];
        }

        return new(_path, _stamp, Names, entries);
    }

    private static ColumnFile Of(string path, (long, DateTime) stamp, ColumnRows rows) =>
        new(path, stamp, rows.Names, rows.Entries());

    /// <summary>A column on the days of a ticker's bars: of what is known on a day the value of the latest
    /// date; NaN where there is none yet, where it is empty, and where it is stale.</summary>
    /// <param name="bars">The ticker's bars.</param>
    /// <param name="column">One of <see cref="Names"/>.</param>
    /// <param name="staleAfter">Calendar days from a value's date after which it is missing; null for
    /// never.</param>
    /// <returns>One value a bar.</returns>
    /// <exception cref="MarketDataException">There is no such column.</exception>
    public double[] On(BarSeries bars, string column, int? staleAfter)
    {
        ArgumentNullException.ThrowIfNull(bars);
        int at = -1;
        for (int i = 0; i < Names.Count; i++)
            if (Names[i] == column)
                at = i;
        if (at < 0)
            throw new MarketDataException(
                $"{Quoted.Name(_path)} has no column '{Quoted.Cell(column)}'. It has: {Quoted.Header(Names)}."
            );
        double[] values = new double[bars.Count];
        Array.Fill(values, double.NaN);
        if (!_entries.TryGetValue(bars.Ticker, out ColumnEntry[]? entries))
            return values;
        ColumnEntry? best = null;
        int next = 0;
        for (int t = 0; t < values.Length; t++)
        {
            DateOnly day = bars.Dates[t];
            for (; next < entries.Length && entries[next].KnownFrom <= day; next++)
                if (best is null || entries[next].Date >= best.Date)
                    best = entries[next];
            if (best is not null && !(day.DayNumber - best.Date.DayNumber > staleAfter))
                values[t] = best.Values[at];
        }

        return values;
    }

    private static ColumnRows ReadNow(string path)
    {
        string shown = Quoted.Name(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MostInMemory)
                throw new MarketDataException($"{shown} is larger than {MostInMemory >> 20} MiB. Split it.");
            byte[] head = new byte[FileKinds.HeadBytes];
            int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            FileKind kind = FileKinds.Of(head.AsSpan(0, read), out string? found);
            return kind switch
            {
                FileKind.Parquet => OfParquet(stream, shown),
                FileKind.Foreign => throw new MarketDataException($"{shown} {found}"),
                FileKind.Gzip or FileKind.Zip => throw new MarketDataException(
                    $"{shown} must be a text or a Parquet file, but is packed. Unpack it."
                ),
                _ => OfText(stream, shown),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MarketDataException($"{shown} can't be read: {Quoted.Cell(e.Message)}", e);
        }
    }

    private static ColumnRows OfText(Stream stream, string shown)
    {
        try
        {
            using CsvReader cells = CsvReader.Create(
                stream,
                new()
                {
                    TrimWhitespace = true,
                    TrackLineNumbers = true,
                    MaxRecordSize = LongestRecord,
                },
                leaveOpen: true
            );
            var rows = new ColumnRows(shown, [.. cells.Headers]);
            var row = new TextCells(cells);
            while (cells.Read())
                rows.Add(row);
            return rows;
        }
        catch (CsvFormatException e)
        {
            throw new MarketDataException(
                $"{shown}: line {e.LineNumber}: the text is not parted into cells by commas as its header is. Export"
                    + " the file again.",
                e
            );
        }
    }

    private static ColumnRows OfParquet(Stream stream, string shown)
    {
        ColumnRows? rows = null;
        ParquetRows.Read(
            stream,
            shown,
            names =>
            {
                rows = new ColumnRows(shown, names);
                return [.. Enumerable.Range(0, names.Count)];
            },
            row => rows!.Add(row)
        );
        return rows!;
    }

    private sealed class TextCells(CsvReader cells) : TableCells
    {
        public override long Line => cells.LineNumber;

        public override int Count => cells.FieldCount;

        public override string Text(int column) => cells.GetString(column);
    }
}
