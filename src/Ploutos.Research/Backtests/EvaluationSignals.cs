using System.Globalization;
using CsvHelper;
using Ploutos.Backtesting;
using Ploutos.Backtesting.Simulation;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Vote;
using Ploutos.Research.Evaluation;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Backtests;

/// <summary>Signals of the newest walk-forward evaluation: each was made by models that had seen
/// earlier days alone. A combinatorial evaluation is passed over, because its models learned from
/// days after those they forecast.</summary>
internal static class EvaluationSignals
{
    /// <summary>Whether there is an evaluation with signals.</summary>
    public static bool Exist(WorkspaceFolder workspace, EnsembleDefinition ensemble) =>
        Newest(workspace, ensemble) is not null;

    /// <exception cref="PloutosException">There is none.</exception>
    public static BacktestSignals Read(WorkspaceFolder workspace, EnsembleDefinition ensemble)
    {
        EvaluationResult evaluation =
            Newest(workspace, ensemble)
            ?? throw new PloutosException(
                Fault.NotMadeYet,
                ensemble.IsPublished
                    ? "There is no finished walk-forward evaluation with all three experts yet. Make one, or use the"
                        + " models."
                    : $"There is no finished walk-forward evaluation with the ensemble '{ensemble.Name}' as it is now:"
                        + $" {string.Join(", ", ensemble.Experts.Select(e => e.Name))} beside the three built-in"
                        + " experts. Make one, or use the models."
            )
            {
                Remedies = [new RunEvaluation(), new ChangeOption("from", "models")],
            };
        var said = new Dictionary<(string, DateOnly), SaidSignal>();
        SignalSeries[] series = Series(ForecastFile(workspace, evaluation, ensemble), said);
        return new(
            "evaluation",
            $"evaluation {evaluation.Id}, {evaluation.Settings.Scheme} walk-forward,"
                + $" {Counted.Of(evaluation.Folds.Count, "fold")}"
                + (ensemble.IsPublished ? "" : $", ensemble {ensemble.Name}"),
            $"evaluation {evaluation.Id}" + (ensemble.IsPublished ? "" : $" ensemble {ensemble.Digest}"),
            evaluation.Simulated,
            series,
            []
        )
        {
            Said = said,
            BarsBefore = ensemble.Experts.Max(e => e.Features.RequiredBars) + evaluation.Settings.Window - 2,
        };
    }

    /// <summary>Each ticker's target positions by day, from a file of forecasts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="said">Takes each signal with its score.</param>
    private static SignalSeries[] Series(string file, Dictionary<(string, DateOnly), SaidSignal> said)
    {
        var rows = new Dictionary<string, (List<DateOnly> Days, List<double> Targets)>(StringComparer.Ordinal);
        using CsvReader cells = CsvReader.Create(
            File.OpenRead(file),
            new() { TrackLineNumbers = true },
            leaveOpen: false
        );
        string[] header = [.. cells.Headers];
        int name = Array.IndexOf(header, "ticker"),
            date = Array.IndexOf(header, "date"),
            called = Array.IndexOf(header, "signal"),
            scored = Array.IndexOf(header, "score");
        while (cells.Read())
        {
            if (cells.GetString(called) is not { Length: > 0 } signal)
                continue;
            string ticker = cells.GetString(name);
            if (!rows.TryGetValue(ticker, out (List<DateOnly> Days, List<double> Targets) columns))
                rows[ticker] = columns = ([], []);
            var day = DateOnly.ParseExact(cells.GetString(date), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            columns.Days.Add(day);
            said[(ticker, day)] = new(signal, scored < 0 ? null : Score(cells.GetString(scored)));
            columns.Targets.Add(
                SignalNames.Parse(signal)?.TargetPosition()
                    ?? throw new InvalidDataException(
                        $"'{file}' has an unknown signal '{signal}' on line {cells.LineNumber}. Evaluate again."
                    )
            );
        }

        return [.. rows.Select(r => new SignalSeries(r.Key, r.Value.Days.ToArray(), r.Value.Targets.ToArray()))];
    }

    private static double? Score(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double score) ? score : null;

    private static EvaluationResult? Newest(WorkspaceFolder workspace, EnsembleDefinition ensemble) =>
        EvaluationFile
            .All(workspace)
            .FirstOrDefault(e =>
                e.Settings.Scheme != "cpcv"
                && e.Questions.Any(q => q.Question == "ensemble_1d")
                && File.Exists(ForecastFile(workspace, e, ensemble))
            );

    private static string ForecastFile(
        WorkspaceFolder workspace,
        EvaluationResult evaluation,
        EnsembleDefinition ensemble
    ) => Path.Combine(EvaluationFile.FolderOf(workspace), evaluation.Id, ForecastCsv.NameOf(ensemble));
}
