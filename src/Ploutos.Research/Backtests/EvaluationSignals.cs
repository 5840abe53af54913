using System.Globalization;
using CsvHelper;
using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Vote;
using Ploutos.Research.Evaluation;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary>Signals of the newest walk-forward evaluation: each was made by models that had seen
/// earlier days alone. A combinatorial evaluation is passed over, because its models learned from
/// days after those they forecast.</summary>
internal static class EvaluationSignals
{
    /// <summary>Whether there is an evaluation with signals.</summary>
    public static bool Exist(WorkspaceFolder workspace) => Newest(workspace) is not null;

    /// <exception cref="PloutosException">There is none.</exception>
    public static BacktestSignals Read(WorkspaceFolder workspace)
    {
        EvaluationResult evaluation =
            Newest(workspace)
            ?? throw new PloutosException(
                Fault.NotMadeYet,
                "There is no finished walk-forward evaluation with all three experts yet. Make one, or use the models."
            )
            {
                Remedies = [new RunEvaluation(), new ChangeOption("from", "models")],
            };
        string file = ForecastFile(workspace, evaluation);
        var rows = new Dictionary<string, (List<DateOnly> Days, List<double> Targets)>(StringComparer.Ordinal);
        using CsvReader cells = CsvReader.Create(
            File.OpenRead(file),
            new() { TrackLineNumbers = true },
            leaveOpen: false
        );
        string[] header = [.. cells.Headers];
        int name = Array.IndexOf(header, "ticker"),
            date = Array.IndexOf(header, "date"),
            called = Array.IndexOf(header, "signal");
        while (cells.Read())
        {
            if (cells.GetString(called) is not { Length: > 0 } signal)
                continue;
            string ticker = cells.GetString(name);
            if (!rows.TryGetValue(ticker, out (List<DateOnly> Days, List<double> Targets) columns))
                rows[ticker] = columns = ([], []);
            columns.Days.Add(DateOnly.ParseExact(cells.GetString(date), "yyyy-MM-dd", CultureInfo.InvariantCulture));
            columns.Targets.Add(
                SignalNames.Parse(signal)?.TargetPosition()
                    ?? throw new InvalidDataException(
                        $"'{file}' has an unknown signal '{signal}' on line {cells.LineNumber}. Evaluate again."
                    )
            );
        }

        SignalSeries[] series =
        [
            .. rows.Select(r => new SignalSeries(r.Key, r.Value.Days.ToArray(), r.Value.Targets.ToArray())),
        ];
        return new(
            "evaluation",
            $"evaluation {evaluation.Id}, {evaluation.Settings.Scheme} walk-forward, {evaluation.Folds.Count} folds",
            $"evaluation {evaluation.Id}",
            evaluation.Simulated,
            series,
            []
        )
        {
            BarsBefore = ExpertDefinition.All.Max(e => e.Features.RequiredBars) + evaluation.Settings.Window - 2,
        };
    }

    private static EvaluationResult? Newest(WorkspaceFolder workspace) =>
        EvaluationFile
            .All(workspace)
            .FirstOrDefault(e =>
                e.Settings.Scheme != "cpcv"
                && e.Questions.Any(q => q.Question == "ensemble_1d")
                && File.Exists(ForecastFile(workspace, e))
            );

    private static string ForecastFile(WorkspaceFolder workspace, EvaluationResult evaluation) =>
        Path.Combine(EvaluationFile.FolderOf(workspace), evaluation.Id, "forecasts.csv");
}
