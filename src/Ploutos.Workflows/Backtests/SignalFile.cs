using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Ploutos.Backtesting;
using Ploutos.MarketData;
using Ploutos.Workflows.Ledger;

namespace Ploutos.Workflows.Backtests;

/// <summary>
/// Signals of a CSV file: <c>ticker</c>, <c>date</c> (yyyy-MM-dd), and one of <c>target</c> (-1 .. 1), <c>signal</c> (STRONG BUY ... STRONG
/// SELL) or <c>score</c> (above 0 is long, below 0 short). Other columns are ignored, and an empty cell is no signal.
/// </summary>
internal static class SignalFile
{
    private static readonly string[] Kinds = ["target", "signal", "score"];

    public static BacktestSignals Read(string path)
    {
        if (!File.Exists(path))
            throw new PloutosException(ExitCode.WrongUsage, $"--signals must name a CSV file, but there is no '{path}'.");
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = bad => throw Refuse(path, bad.Context?.Parser?.Row ?? 0, "the quotes of a cell do not end"),
        });
        string kind = Header(csv, path);
        var rows = new Dictionary<string, SortedList<DateOnly, double>>(StringComparer.Ordinal);
        while (csv.Read())
        {
            if (csv.GetField(kind) is not { Length: > 0 } cell)
                continue;
            int line = csv.Parser.Row;
            string name = csv.GetField("ticker") ?? "", day = csv.GetField("date") ?? "";
            if (!TickerSymbol.TryParse(name, out string ticker))
                throw Refuse(path, line, $"the ticker must be {TickerSymbol.Rule}, but is '{name}'");
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
                throw Refuse(path, line, $"the date must be written as 2014-01-31 (year-month-day), but is '{day}'");
            if (!rows.TryGetValue(ticker, out SortedList<DateOnly, double>? days))
                rows[ticker] = days = [];
            if (!days.TryAdd(date, Target(kind, cell, path, line)))
                throw Refuse(path, line, $"{ticker} has a second signal on {date:yyyy-MM-dd}; there may be one a day");
        }

        SignalSeries[] series = [.. rows.OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new SignalSeries(r.Key, r.Value.Keys.ToArray(), r.Value.Values.ToArray()))];
        return new("file", $"{Path.GetFileName(path)}, column {kind}, {series.Sum(s => s.Days.Length)} signals of {series.Length} ticker(s)",
            $"file {Hash(rows)}", false, series, []);
    }

    private static string Header(CsvReader csv, string path)
    {
        string[] header = csv.Read() && csv.ReadHeader() ? [.. csv.HeaderRecord!.Select(h => h.Trim().ToLowerInvariant())] : [];
        string[] missing = [.. new[] { "ticker", "date" }.Except(header)];
        if (missing.Length > 0)
            throw Refuse(path, 1, $"the header must name ticker, date, and one of target, signal, score, but {string.Join(" and ", missing)} "
                + $"is missing in '{string.Join(',', header)}'");
        return Kinds.FirstOrDefault(header.Contains)
            ?? throw Refuse(path, 1, $"the header must name one of target, signal, score, but is '{string.Join(',', header)}'");
    }

    private static double Target(string kind, string cell, string path, int line)
    {
        if (kind == "signal")
            return BacktestSignals.TargetOf(cell)
                ?? throw Refuse(path, line, $"the signal must be STRONG BUY, BUY, HOLD, STRONG HOLD, SELL or STRONG SELL, but is '{cell}'");
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= -1 and <= 1
            ? kind == "score" ? Math.Sign(value) : value
            : throw Refuse(path, line, $"the {kind} must be a number from -1 to 1, but is '{cell}'");
    }

    private static string Hash(Dictionary<string, SortedList<DateOnly, double>> rows)
        => TrialLedger.Fingerprint(string.Join('\n', rows.OrderBy(r => r.Key, StringComparer.Ordinal).SelectMany(r => r.Value.Select(d
            => string.Create(CultureInfo.InvariantCulture, $"{r.Key},{d.Key:yyyy-MM-dd},{d.Value:R}")))));

    private static PloutosException Refuse(string path, int line, string why)
        => new(ExitCode.Failed, $"{path}, line {line}: {why}. Mend the file; nothing was run.");
}
