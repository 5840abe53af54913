using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Ploutos.Backtesting;

namespace Ploutos.Workflows.Backtests;

/// <summary>
/// Signals of the newest walk-forward evaluation: each was made by models that had seen earlier days alone. A combinatorial evaluation is
/// passed over, because its models learned from days after those they foretold.
/// </summary>
internal static class EvaluationSignals
{
    /// <summary>Whether there is an evaluation with signals.</summary>
    public static bool Exist(Workspace workspace) => Newest(workspace) is not null;

    /// <exception cref="PloutosException">There is none.</exception>
    public static BacktestSignals Read(Workspace workspace)
    {
        (string folder, JsonElement card) = Newest(workspace) ?? throw new PloutosException(ExitCode.NoData,
            "There is no finished walk-forward evaluation with all three experts yet. Run 'ploutos evaluate' first, or use --from models.");
        var rows = new Dictionary<string, (List<DateOnly> Days, List<double> Targets)>(StringComparer.Ordinal);
        using CsvReader cells = CsvReader.Create(File.OpenRead(Path.Combine(folder, "forecasts.csv")), new() { TrackLineNumbers = true }, leaveOpen: false);
        string[] header = [.. cells.Headers];
        int name = Array.IndexOf(header, "ticker"), date = Array.IndexOf(header, "date"), called = Array.IndexOf(header, "signal");
        while (cells.Read())
        {
            if (cells.GetString(called) is not { Length: > 0 } signal)
                continue;
            string ticker = cells.GetString(name);
            if (!rows.TryGetValue(ticker, out (List<DateOnly> Days, List<double> Targets) columns))
                rows[ticker] = columns = ([], []);
            columns.Days.Add(DateOnly.ParseExact(cells.GetString(date), "yyyy-MM-dd", CultureInfo.InvariantCulture));
            columns.Targets.Add(BacktestSignals.TargetOf(signal) ?? throw new InvalidDataException(
                $"'{folder}/forecasts.csv' has an unknown signal '{signal}' on line {cells.LineNumber}. Evaluate again."));
        }

        string id = card.GetProperty("id").GetString()!;
        SignalSeries[] series = [.. rows.Select(r => new SignalSeries(r.Key, r.Value.Days.ToArray(), r.Value.Targets.ToArray()))];
        return new("evaluation", $"evaluation {id}, {card.GetProperty("settings").GetProperty("scheme").GetString()} walk-forward, "
            + $"{card.GetProperty("folds").GetArrayLength()} folds", $"evaluation {id}", card.GetProperty("simulated").GetBoolean(), series, []);
    }

    private static (string Folder, JsonElement Card)? Newest(Workspace workspace)
    {
        if (!Directory.Exists(workspace.EvaluationFolder))
            return null;
        (string Folder, JsonElement Card)? newest = null;
        DateTimeOffset at = DateTimeOffset.MinValue;
        foreach (string folder in Directory.GetDirectories(workspace.EvaluationFolder))
        {
            string path = Path.Combine(folder, "evaluation.json");
            if (!File.Exists(path) || !File.Exists(Path.Combine(folder, "forecasts.csv")))
                continue;
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement card = file.RootElement;
            bool walksForward = card.GetProperty("settings").GetProperty("paths").GetInt32() == 1
                && card.GetProperty("settings").GetProperty("scheme").GetString() != "cpcv";
            bool hasSignals = card.GetProperty("questions").EnumerateArray().Any(q => q.GetProperty("question").GetString() == "ensemble_1d");
            DateTimeOffset made = card.GetProperty("created_at").GetDateTimeOffset();
            if (walksForward && hasSignals && made > at)
                (newest, at) = ((folder, card.Clone()), made);
        }

        return newest;
    }
}
