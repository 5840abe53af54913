using System.Globalization;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Cli.Rendering;

/// <summary>What was measured of V7 and V7.1, of the baselines, and of V7.1 without its parts; each
/// figure with its interval.</summary>
internal static class EvaluationView
{
    private const string Earlier = "v7";

    /// <summary>The metrics in the order of the table, with their titles.</summary>
    private static readonly (string Name, string Title)[] s_metrics =
    [
        ("accuracy", "accuracy"),
        ("balanced_accuracy", "balanced accuracy"),
        ("precision", "precision"),
        ("recall", "recall"),
        ("f1", "F1"),
        ("false_positive_rate", "false-positive rate"),
        ("auc", "AUC"),
        ("auc_pooled", "AUC, folds pooled"),
        ("log_loss", "log-loss"),
        ("brier", "Brier score"),
        ("calibration_error", "calibration error"),
        ("information_coefficient", "information coeff."),
    ];

    /// <summary>Writes the tables and one sentence a question.</summary>
    public static void Write(Output output, EvaluationResult result)
    {
        SimulatedBanner.Write(output, result.Simulated);
        EvaluationSettings s = result.Settings;
        string days = $"{Figures.Day(s.FirstTest)} to {Figures.Day(s.LastTest)}";
        output.Line(
            Figures.Text(
                $"Out of sample, {days}, {result.Folds.Count} folds ({s.Scheme}), {result.Tickers.Count} tickers, "
            )
                + Figures.Text($"purge {s.Purge} and embargo {s.Embargo} bars, window {s.Window}, seed {s.Seed}; ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{100 * s.Level:0} % intervals by block bootstrap ({s.Resamples} resamples, runs of {s.BlockDays}"
                        + $" days)."
                )
        );
        output.Line();
        if (result.Questions.Any(q => q.Compare(q.Subject, Earlier) is not null))
        {
            output.Line("Improvements, as measured:");
            Improvements(output, result);
            output.Line();
        }

        output.Line("Against the baselines, on the same rows (differences: the judged model less the other):");
        Table(output, result, (q, c) => c.Name == q.Subject);
        foreach (QuestionEvaluation question in result.Questions)
            output.Line($"{question.Question}: {Verdict(question)} {question.Verdict.Text()}.");
        if (result.Questions.Any(q => q.Forecasters.Any(f => f.Kind == "ablation")))
        {
            output.Line();
            output.Line("V7.1 with one part left out (differences: what is left less V7.1):");
            Table(output, result, (q, c) => c.Against == q.Subject);
        }

        if (s.Paths > 1)
            Paths(output, result);
        output.Line();
        foreach (string note in result.Notes)
            output.Line($"note: {note}");
        output.Line(
            $"{Figures.Span(TimeSpan.FromSeconds(result.Seconds))}; forecasts, units and this result in {result.Folder}"
        );
    }

    private static void Improvements(Output output, EvaluationResult result)
    {
        TextTable table = new(
            new("question"),
            new("metric"),
            new("V7", Right: true),
            new("V7.1", Right: true),
            new("difference"),
            new("p (DM)", Right: true),
            new("verdict")
        )
        {
            Keys = 2,
        };
        foreach (QuestionEvaluation question in result.Questions)
        {
            string title = question.Question;
            if (question.Compare(question.Subject, Earlier) is not { } comparison)
                continue;
            foreach ((string name, string metric) in s_metrics)
            {
                MetricDifference d = comparison.Differences[name];
                table.Add(
                    title,
                    metric,
                    Figure(name, d.Other),
                    Figure(name, d.Value),
                    Difference(name, d),
                    PValue(d.PValue),
                    d.Verdict == DifferenceVerdict.Indistinguishable ? "indistinguishable" : StateName.Of(d.Verdict)
                );
                title = "";
            }

            if (
                question.Forecaster(question.Subject)!.MicrosecondsARow is { } mine
                && question.Forecaster(Earlier)!.MicrosecondsARow is { } other
            )
                table.Add(
                    title,
                    "microseconds a row",
                    Micros(other.Value),
                    Micros(mine.Value),
                    Figures.Text($"{mine.Value - other.Value:+0.0;-0.0;0.0}"),
                    "",
                    ""
                );
        }

        table.Write(output);
    }

    private static void Table(Output output, EvaluationResult result, Func<QuestionEvaluation, Comparison, bool> chosen)
    {
        TextTable table = new(
            new("question"),
            new("forecaster"),
            new("accuracy", Right: true),
            new("AUC"),
            new("log-loss"),
            new("IC", Right: true),
            new("AUC difference") { Begins = true },
            new("log-loss difference"),
            new("p (DM)", Right: true)
        )
        {
            Keys = 2,
        };
        foreach (QuestionEvaluation question in result.Questions)
        {
            Add(question.Question, question.Forecaster(question.Subject)!, null);
            foreach (Comparison comparison in question.Comparisons.Where(c => chosen(question, c)))
            {
                string other = comparison.Name == question.Subject ? comparison.Against : comparison.Name;
                Add("", question.Forecaster(other)!, comparison.Differences);
            }
        }

        table.Write(output);

        void Add(string title, ForecasterEvaluation f, IReadOnlyDictionary<string, MetricDifference>? against) =>
            table.Add(
                title,
                f.Name,
                Figure("accuracy", f.Metrics["accuracy"].Value),
                Estimate("auc", f),
                Estimate("log_loss", f),
                Figure("information_coefficient", f.Metrics["information_coefficient"].Value),
                against is null ? "" : Difference("auc", against["auc"]),
                against is null ? "" : Difference("log_loss", against["log_loss"]),
                PValue(against?["log_loss"].PValue)
            );
    }

    private static void Paths(Output output, EvaluationResult result)
    {
        output.Line();
        output.Line(Figures.Text($"Over the {result.Settings.Paths} paths of V7.1 (least, median, most):"));
        TextTable table = new(new("question"), new("accuracy"), new("AUC"), new("log-loss"));
        foreach (QuestionEvaluation question in result.Questions)
        {
            IReadOnlyList<PathScore> paths = question.Forecaster(question.Subject)!.Paths;
            table.Add(
                question.Question,
                Spread("accuracy", paths.Select(p => p.Accuracy)),
                Spread("auc", paths.Select(p => p.Auc)),
                Spread("log_loss", paths.Select(p => p.LogLoss))
            );
        }

        table.Write(output);
    }

    private static string Spread(string metric, IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return $"{Figure(metric, sorted[0])}  {Figure(metric, sorted[sorted.Length / 2])} "
            + $" {Figure(metric, sorted[^1])}";
    }

    /// <summary>What the intervals allow to be said of V7.1 against its best baseline, and no
    /// more.</summary>
    private static string Verdict(QuestionEvaluation question)
    {
        MetricDifference? auc = question.Compare(question.Subject, question.BestBaseline)?.Differences["auc"],
            loss = question.Compare(question.Subject, question.BestBaseline)?.Differences["log_loss"];
        if (auc is null || loss is null)
            return "nothing to compare with.";
        string who = question.Subject switch
        {
            "onnx" => "the ONNX model",
            "boosting" => "the boosted model",
            _ => "V7.1",
        },
            figures = $"AUC {Difference("auc", auc)}, log-loss {Difference("log_loss", loss)}";
        return (auc.Verdict, loss.Verdict) switch
        {
            (DifferenceVerdict.Better, DifferenceVerdict.Better) =>
                $"{who} beats its best baseline, {question.BestBaseline}: {figures}.",
            (DifferenceVerdict.Worse, DifferenceVerdict.Worse) =>
                $"{who} is worse than {question.BestBaseline}: {figures}.",
            (var a, var l) when a == l =>
                $"{who} is statistically indistinguishable from its best baseline, {question.BestBaseline}: {figures}.",
            (var a, var l) => $"{who} against its best baseline, {question.BestBaseline}: AUC {StateName.Of(a)}, "
                + $"log-loss {StateName.Of(l)} ({figures}).",
        };
    }

    private static string Estimate(string name, ForecasterEvaluation f) =>
        Figures.WithInterval(f.Metrics[name].Value, [f.Metrics[name].Low, f.Metrics[name].High], x => Figure(name, x));

    private static string Difference(string name, MetricDifference d) =>
        $"{Signed(name, d.Difference)} [{Signed(name, d.Low)}, {Signed(name, d.High)}]";

    private static string Figure(string name, double value) =>
        name is "log_loss" or "brier" or "calibration_error" ? Figures.Loss(value) : Figures.Share(value);

    private static string Signed(string name, double value) =>
        !double.IsFinite(value) ? "-"
        : name is "log_loss" or "brier" or "calibration_error" or "auc" or "auc_pooled" or "information_coefficient"
            ? Figures.Text($"{value:+0.0000;-0.0000;0.0000}")
        : Figures.Score(value);

    private static string PValue(double? p) =>
        p is not { } value || !double.IsFinite(value) ? ""
        : value < 0.0005 ? "<0.001"
        : Figures.Text($"{value:0.000}");

    private static string Micros(double value) => Figures.Text($"{value:0.0}");
}
