using Ploutos.Research.Training;
using Ploutos.Workflows;

namespace Ploutos.Cli.Rendering;

/// <summary>What trained experts reach out of sample, each figure beside its baseline, and what
/// that means in plain words.</summary>
internal static class TrainedView
{
    /// <summary>AUC of a coin toss.</summary>
    private const double Chance = 0.5;

    /// <summary>Writes the table and one sentence an expert.</summary>
    public static void Write(Output output, IReadOnlyList<TrainedSummary> trained)
    {
        if (trained.Count == 0)
            return;
        SimulatedBanner.Write(output, trained.Any(expert => expert.Simulated));
        FindingsView.Write(output, trained[0].Findings);
        TestMetrics[] tests = [.. trained.Select(expert => expert.Test).OfType<TestMetrics>()];
        output.Line(
            tests.Length == 0 && !trained.Any(IsTested)
                ? "No day is known to be out of sample for any of these experts:"
                : $"Out of sample, {Figures.Day(Days(trained).Min())} to {Figures.Day(Days(trained).Max())}, with 95 %"
                    + " intervals:"
        );
        Table(trained).Write(output);
        foreach (TrainedSummary expert in trained.Where(expert => expert.Test is not null || !IsTested(expert)))
            output.Line(
                expert.Test is { } test
                    ? $"{expert.Expert}: {Verdict(test)}"
                    : $"{expert.Expert}: not known: {expert.Evidence?.Reason}"
            );
        foreach (TrainedSummary expert in trained.Where(expert => expert.Serving is not null))
            output.Line($"{expert.Expert}: served by {expert.Serving!.Text}.");
        foreach (TrainedSummary expert in trained.Where(expert => expert.Comparison is not null))
            ModelsView.WriteComparison(output, expert.Comparison!);
        foreach (TrainedSummary expert in trained.Where(expert => expert.Evidence is { IsNotKnown: false }))
            EvidenceTable.Write(output, expert.Evidence!);
        foreach (TrainedSummary expert in trained.Where(expert => expert.Test?.BestAccuracy is not null))
            output.Line(
                $"{expert.Expert}: a predictor that knows the simulated market's law would be right on"
                    + $" {Figures.Share(expert.Test!.BestAccuracy!.Value)} of the same rows."
            );
        foreach (TrainedSummary expert in trained)
            output.Line(
                $"{expert.Expert}: "
                    + (
                        HasEpochs(expert)
                            ? Figures.Text($"epoch {expert.BestEpoch} of {expert.Epochs}{Settings(expert)}, ")
                            : ""
                    )
                    + Figures.Span(TimeSpan.FromSeconds(expert.Seconds))
                    + (HasEpochs(expert) ? $", hyperparameters from {expert.HyperparametersFrom}{Epochs(expert)}" : "")
                    + $", model {expert.Version} in {expert.Model}"
            );
    }

    private static TextTable Table(IReadOnlyList<TrainedSummary> trained)
    {
        TextTable table = new(
            new("expert"),
            new("rows", Right: true),
            new("accuracy"),
            new("base rate", Right: true),
            new("AUC (chance 0.5)"),
            new("log-loss"),
            new("of base", Right: true)
        );
        foreach (TrainedSummary expert in trained)
        {
            if (expert.Test is not { } test)
            {
                // The risk model has no accuracy of a call: it forecasts in units.
                ExpertEvidence? known = IsTested(expert) ? expert.Evidence : null;
                table.Add(
                    expert.Expert,
                    Figures.Count(known?.Rows ?? 0),
                    known is null ? "not known" : "-",
                    "-",
                    known is null ? "not known" : Of(known.Auc!, Figures.Share),
                    known is null ? "not known" : Of(known.LogLoss!, Figures.Loss),
                    "-"
                );
                continue;
            }

            table.Add(
                expert.Expert,
                Figures.Count(test.Rows),
                Figures.WithInterval(test.Accuracy, Interval(test, "accuracy"), Figures.Share),
                Figures.Share(test.BaseRate),
                Figures.WithInterval(test.Auc, Interval(test, "auc"), Figures.Share),
                Figures.WithInterval(test.LogLoss, Interval(test, "log_loss"), Figures.Loss),
                Figures.Loss(test.BaseLogLoss)
            );
        }
        return table;
    }

    /// <summary>Whether a model without a test of an expert has one against its baselines.</summary>
    private static bool IsTested(TrainedSummary expert) =>
        expert is { Test: null, Evidence: { IsNotKnown: false, Auc: not null, LogLoss: not null } };

    /// <summary>Whether a network was trained that serves, or may.</summary>
    private static bool HasEpochs(TrainedSummary expert) =>
        expert.Epochs > 0 && expert.Serving is not { Named: true, Forecaster: "logistic" or "boosting" or "onnx" };

    private static IEnumerable<DateOnly> Days(IReadOnlyList<TrainedSummary> trained) =>
        trained.SelectMany(expert =>
            expert.Test is { } test ? [test.From, test.To]
            : IsTested(expert) ? new[] { expert.Evidence!.From, expert.Evidence.To }.OfType<DateOnly>()
            : []
        );

    private static string Of(Interval figure, Func<double, string> text) =>
        Figures.WithInterval(figure.Value, [figure.Low, figure.High], text);

    /// <summary>What the intervals allow to be said, and no more.</summary>
    private static string Verdict(TestMetrics test)
    {
        if (Interval(test, "auc") is not [double low, double high] || !double.IsFinite(low + high))
            return "no interval, so nothing can be said.";
        if (low <= Chance && Chance <= high)
            return "near a coin toss: the AUC's interval contains 0.5.";
        if (high < Chance)
            return "worse than a coin toss on these days: the AUC's interval lies below 0.5.";
        bool beatsBase = Interval(test, "log_loss") is [_, double worst] && worst < test.BaseLogLoss;
        return beatsBase
            ? "better than chance: the AUC's interval lies above 0.5, and the log-loss's below that of the base rate."
            : "orders days better than chance (the AUC's interval lies above 0.5), "
                + "but its probabilities are not shown to beat the base rate.";
    }

    private static string Settings(TrainedSummary expert) =>
        expert is { Window: { } window, WeightDecay: { } decay }
            ? Figures.Text($", window {window}, weight decay {decay:0.######}")
            : "";

    /// <summary>A search whose trials were capped says nothing of the epochs beyond.</summary>
    private static string Epochs(TrainedSummary expert) =>
        expert.SearchMaxEpochs is { } cap && cap < expert.MaxEpochs
            ? Figures.Text($" (its trials ran at most {cap} epochs, this training up to {expert.MaxEpochs})")
            : "";

    private static double[]? Interval(TestMetrics test, string metric) => test.Intervals.GetValueOrDefault(metric);
}
