using System.Globalization;
using CsvHelper;
using Ploutos.Backtesting.Simulation;
using Ploutos.Experts.Vote;
using Ploutos.MarketData;
using Ploutos.MarketData.Sources.Tables;
using Ploutos.Research.Trials;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary>Signals of a CSV file: <c>ticker</c>, <c>date</c> (yyyy-MM-dd), and one of
/// <c>target</c> (-1 .. 1), <c>signal</c> (STRONG BUY ... STRONG SELL) or <c>score</c> (above 0 is
/// long, below 0 short). Other columns are ignored, and an empty cell is no signal.</summary>
internal static class SignalFile
{
    private static readonly CsvReaderOptions Options = new() { TrimWhitespace = true, TrackLineNumbers = true };
    private static readonly string[] Kinds = ["target", "signal", "score"];

    public static BacktestSignals Read(string path)
    {
        if (!File.Exists(path))
            throw new PloutosException(Fault.WrongUsage, $"signals must name a CSV file, but there is no '{path}'.")
            {
                Remedies = [new ChangeOption("signals", "a CSV file")],
            };
        using CsvReader cells = CsvReader.Create(File.OpenRead(path), Options, leaveOpen: false);
        string[] header = [.. cells.Headers.Select(name => name.Trim().ToLowerInvariant())];
        (string kind, int ticker, int day, int value) = Columns(header, path);
        var rows = new Dictionary<string, SortedList<DateOnly, double>>(StringComparer.Ordinal);
        var said = new Dictionary<(string, DateOnly), SaidSignal>();
        while (cells.Read())
        {
            long line = cells.LineNumber;
            if (cells.FieldCount < header.Length)
                throw Refuse(path, line, $"it has {cells.FieldCount} cells, but the header names {header.Length}");
            if (cells.GetString(value) is not { Length: > 0 } cell)
                continue;
            if (!Ticker.TryParse(cells.GetString(ticker), out Ticker symbol))
                throw Refuse(
                    path,
                    line,
                    $"the ticker must be {Ticker.Rule}, but is '{Quoted.Cell(cells.GetString(ticker))}'"
                );
            string name = symbol;
            if (
                !DateOnly.TryParseExact(
                    cells.GetString(day),
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out DateOnly date
                )
            )
                throw Refuse(
                    path,
                    line,
                    "the date must be written as 2014-01-31 (year-month-day), but is"
                        + $" '{Quoted.Cell(cells.GetString(day))}'"
                );
            if (!rows.TryGetValue(name, out SortedList<DateOnly, double>? days))
                rows[name] = days = [];
            if (!days.TryAdd(date, Target(kind, cell, path, line)))
                throw Refuse(path, line, $"{name} has a second signal on {date:yyyy-MM-dd}; there may be one a day");
            if (kind == "signal")
                said[(name, date)] = new(SignalNames.Parse(cell)!.Value.Text(), null);
            else if (kind == "score")
                said[(name, date)] = new(null, double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        SignalSeries[] series =
        [
            .. rows.OrderBy(r => r.Key, StringComparer.Ordinal)
                .Select(r => new SignalSeries(r.Key, r.Value.Keys.ToArray(), r.Value.Values.ToArray())),
        ];
        return new(
            "file",
            $"{Path.GetFileName(path)}, column {kind}, {Counted.Of(series.Sum(s => s.Days.Length), "signal")} of"
                + $" {Counted.Of(series.Length, "ticker")}",
            $"file {Hash(rows)}",
            false,
            series,
            []
        )
        {
            Said = said,
        };
    }

    private static (string Kind, int Ticker, int Day, int Value) Columns(string[] header, string path)
    {
        string? kind = Kinds.FirstOrDefault(header.Contains);
        int ticker = Array.IndexOf(header, "ticker"),
            day = Array.IndexOf(header, "date");
        return kind is not null && ticker >= 0 && day >= 0
            ? (kind, ticker, day, Array.IndexOf(header, kind))
            : throw Refuse(
                path,
                1,
                $"the header must name ticker, date, and one of target, signal, score, but is"
                    + $" '{Quoted.Header(header)}'"
            );
    }

    private static double Target(string kind, string cell, string path, long line)
    {
        if (kind == "signal")
            return SignalNames.Parse(cell)?.TargetPosition()
                ?? throw Refuse(
                    path,
                    line,
                    "the signal must be STRONG BUY, BUY, HOLD, STRONG HOLD, SELL or STRONG SELL, but is"
                        + $" '{Quoted.Cell(cell)}'"
                );
        return
            double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value is >= -1 and <= 1
            ? kind == "score"
                ? Math.Sign(value)
                : value
            : throw Refuse(path, line, $"the {kind} must be a number from -1 to 1, but is '{Quoted.Cell(cell)}'");
    }

    private static string Hash(Dictionary<string, SortedList<DateOnly, double>> rows) =>
        TrialLedger.Fingerprint(
            string.Join(
                '\n',
                rows.OrderBy(r => r.Key, StringComparer.Ordinal)
                    .SelectMany(r =>
                        r.Value.Select(d =>
                            string.Create(CultureInfo.InvariantCulture, $"{r.Key},{d.Key:yyyy-MM-dd},{d.Value:R}")
                        )
                    )
            )
        );

    private static PloutosException Refuse(string path, long line, string why) =>
        new(Fault.Failed, $"{path}, line {line}: {why}. Mend the file; nothing was run.");
}
