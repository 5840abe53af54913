using System.Globalization;
using CsvHelper;
using Ploutos.MarketData;
using Ploutos.MarketData.Sources.Tables;
using Ploutos.Workspace;

namespace Ploutos.Research.Judge;

/// <summary>A row of a file by ticker and date: a score, or a probability with its
/// outcome.</summary>
internal readonly record struct TickerRow(string Ticker, DateOnly Date, double Value, bool Outcome);

/// <summary>A CSV file of returns (<c>date</c>, then a column a strategy), signals (<c>ticker, date,
/// score</c>) or forecasts (<c>ticker, date, probability, outcome</c>); its header says
/// which.</summary>
internal sealed class JudgeFile
{
    private const string Remedy = "Mend the file; nothing was judged.";
    private static readonly CsvReaderOptions s_options = new() { TrimWhitespace = true, TrackLineNumbers = true };
    private readonly string _path;
    private readonly HashSet<(string, DateOnly)> _seen = [];

    private JudgeFile(string path) => _path = path;

    /// <summary>returns, signals or forecasts.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Names of the columns of returns.</summary>
    public string[] Strategies { get; private set; } = [];

    /// <summary>Days of the returns, ascending.</summary>
    public DateOnly[] Days { get; private set; } = [];

    /// <summary>A column a strategy, a return a day.</summary>
    public double[][] Returns { get; private set; } = [];

    /// <summary>Rows of signals or forecasts.</summary>
    public List<TickerRow> Rows { get; } = [];

    public static JudgeFile Read(string path)
    {
        if (!File.Exists(path))
            throw new PloutosException(Fault.WrongUsage, $"A CSV file must be named, but there is no '{path}'.");
        var file = new JudgeFile(path);
        using CsvReader cells = CsvReader.Create(File.OpenRead(path), s_options, leaveOpen: false);
        string[] names = [.. cells.Headers.Select(name => name.Trim())],
            header = Array.ConvertAll(names, name => name.ToLowerInvariant());
        int Column(string name) => Array.IndexOf(header, name);
        int ticker = Column("ticker"),
            date = Column("date"),
            score = Column("score"),
            probability = Column("probability"),
            outcome = Column("outcome");
        if (date >= 0 && ticker >= 0 && probability >= 0 && outcome >= 0)
            file.ReadForecasts(cells, header.Length, (ticker, date, probability, outcome));
        else if (date >= 0 && ticker >= 0 && score >= 0)
            file.ReadSignals(cells, header.Length, (ticker, date, score));
        else if (date >= 0 && ticker < 0 && header.Length > 1 && header.Distinct().Count() == header.Length)
            file.ReadReturns(cells, names, date);
        else
            throw file.Refuse(
                1,
                "the header must be date and one column of returns a strategy, or ticker,date,score, or"
                    + $" ticker,date,probability,outcome, but is '{Quoted.Header(names)}'"
            );
        return file;
    }

    private void ReadReturns(CsvReader cells, string[] names, int date)
    {
        Kind = "returns";
        int[] columns = [.. Enumerable.Range(0, names.Length).Where(c => c != date)];
        Strategies = [.. columns.Select(c => names[c])];
        SortedList<DateOnly, double[]> rows = [];
        while (Next(cells, names.Length))
        {
            DateOnly day = Day(cells, date);
            double[] values = Array.ConvertAll(columns, c => Number(cells, c, names[c], -1, double.MaxValue));
            if (!rows.TryAdd(day, values))
                throw Refuse(cells.LineNumber, $"{day:yyyy-MM-dd} stands twice; there may be one row a day");
        }

        Days = [.. rows.Keys];
        Returns = [.. columns.Select((_, s) => rows.Values.Select(values => values[s]).ToArray())];
    }

    private void ReadSignals(CsvReader cells, int width, (int Ticker, int Date, int Score) at)
    {
        Kind = "signals";
        while (Next(cells, width))
        {
            if (cells.GetString(at.Score) is { Length: > 0 })
                Add(
                    cells,
                    at.Ticker,
                    at.Date,
                    Number(cells, at.Score, "score", -double.MaxValue, double.MaxValue),
                    false
                );
        }
    }

    private void ReadForecasts(CsvReader cells, int width, (int Ticker, int Date, int Probability, int Outcome) at)
    {
        Kind = "forecasts";
        while (Next(cells, width))
        {
            if (
                cells.GetString(at.Probability) is not { Length: > 0 }
                || cells.GetString(at.Outcome) is not { Length: > 0 }
            )
                continue;
            double outcome = Number(cells, at.Outcome, "outcome", 0, 1);
            if (outcome is not (0 or 1))
                throw Refuse(
                    cells.LineNumber,
                    $"the outcome must be 0 or 1, but is '{Quoted.Cell(cells.GetString(at.Outcome))}'"
                );
            Add(cells, at.Ticker, at.Date, Number(cells, at.Probability, "probability", 0, 1), outcome == 1);
        }
    }

    private void Add(CsvReader cells, int ticker, int date, double value, bool outcome)
    {
        if (!Ticker.TryParse(cells.GetString(ticker), out Ticker symbol))
            throw Refuse(
                cells.LineNumber,
                $"the ticker must be {Ticker.Rule}, but is '{Quoted.Cell(cells.GetString(ticker))}'"
            );
        string name = symbol;
        DateOnly day = Day(cells, date);
        if (!_seen.Add((name, day)))
            throw Refuse(cells.LineNumber, $"{name} has a second row on {day:yyyy-MM-dd}; there may be one a day");
        Rows.Add(new(name, day, value, outcome));
    }

    private bool Next(CsvReader cells, int width)
    {
        if (!cells.Read())
            return false;
        return cells.FieldCount >= width
            ? true
            : throw Refuse(cells.LineNumber, $"it has {cells.FieldCount} cells, but the header names {width}");
    }

    private DateOnly Day(CsvReader cells, int column) =>
        DateOnly.TryParseExact(
            cells.GetString(column),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly day
        )
            ? day
            : throw Refuse(
                cells.LineNumber,
                "the date must be written as 2014-01-31 (year-month-day), but is"
                    + $" '{Quoted.Cell(cells.GetString(column))}'"
            );

    private double Number(CsvReader cells, int column, string name, double least, double most) =>
        double.TryParse(cells.GetString(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && value >= least
        && value <= most
            ? value
            : throw Refuse(
                cells.LineNumber,
                $"{name} must be a number{Range(least, most)}, but is '{Quoted.Cell(cells.GetString(column))}'"
            );

    private static string Range(double least, double most) =>
        most == 1 ? $" from {least} to 1"
        : least == -1 ? " of -1 or more (0.01 is one percent)"
        : "";

    private PloutosException Refuse(long line, string why) =>
        new(Fault.Failed, $"{_path}, line {line}: {why}. {Remedy}");
}
