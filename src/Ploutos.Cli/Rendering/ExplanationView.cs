using System.Globalization;
using Ploutos.Signals.Predict;
using Ploutos.Workflows;

namespace Ploutos.Cli.Rendering;

/// <summary>Why each expert says what it says: the features and the days that moved it most.</summary>
internal static class ExplanationView
{
    private const int Shown = 5;

    /// <summary>Writes a table of features and one of days for each expert.</summary>
    public static void Write(Output output, TickerExplanation explanation)
    {
        output.Line();
        output.Line(
            "Why: contributions to the logit of UP or HIGH (integrated gradients against the training days' mean), "
                + $"as of {Figures.Day(explanation.AsOf)}"
        );
        foreach (ExpertExplanation expert in explanation.Experts)
        {
            output.Line();
            output.Line(
                $"{expert.Expert}: {expert.Class}, logit {Signed(expert.Margin)} = "
                    + $"{Signed(expert.BaseMargin)} for an average window "
                    + $"{Signed(expert.Margin - expert.BaseMargin - expert.Unexplained)} explained"
                    + $" {Signed(expert.Unexplained)} left over"
            );
            if (expert.CalibrationSlope == 0)
                output.Line(
                    "  The calibration found nothing in the logit on the validation days: "
                        + "the probability is the base rate whatever the features."
                );
            if (expert.Features.Count == 0)
                output.Line(
                    expert.IsForeign
                        ? (
                            expert.Forecaster == "onnx"
                                ? "  An ONNX model serves, which is"
                                : "  Boosted trees serve, which are"
                        ) + " not taken apart."
                        : "  The base rate serves: no feature moved it."
                );
            else
                WriteFeatures(output, expert);
            WriteDays(output, expert);
        }
    }

    private static void WriteFeatures(Output output, ExpertExplanation expert)
    {
        TextTable table = new(
            new("feature"),
            new("value", Right: true),
            new("deviations", Right: true),
            new("contribution", Right: true)
        );
        foreach (FeatureContribution feature in expert.Features.Take(Shown))
            table.Add(
                feature.Feature,
                feature.Value.ToString("0.0000", CultureInfo.InvariantCulture),
                feature.Deviations.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture),
                Signed(feature.Contribution)
            );
        if (expert.Features.Count > Shown)
            table.Add(
                expert.Features.Count == Shown + 1
                    ? "1 other"
                    : string.Create(CultureInfo.InvariantCulture, $"{expert.Features.Count - Shown} others"),
                "",
                "",
                Signed(expert.Features.Skip(Shown).Sum(f => f.Contribution))
            );
        table.Write(output);
    }

    private static void WriteDays(Output output, ExpertExplanation expert)
    {
        if (expert.Days.Count <= 1)
            return;
        TextTable table = new(
            new("bars ago", Right: true),
            new("day"),
            new("contribution", Right: true),
            new("attention", Right: true),
            new("if all days were alike", Right: true)
        );
        foreach (DayContribution day in expert.Days.Take(Shown))
            table.Add(
                Figures.Count(day.Lag),
                Figures.Day(day.Day),
                Signed(day.Contribution),
                Figures.Share(day.Attention),
                Figures.Share(day.AttentionPrior)
            );
        DayContribution[] rest = [.. expert.Days.Skip(Shown)];
        if (rest.Length > 0)
            table.Add(
                string.Create(CultureInfo.InvariantCulture, $"{rest[0].Lag} to {rest[^1].Lag}"),
                "",
                Signed(rest.Sum(d => d.Contribution)),
                Figures.Share(rest.Sum(d => d.Attention)),
                Figures.Share(rest.Sum(d => d.AttentionPrior))
            );
        table.Write(output);
    }

    private static string Signed(double value) =>
        value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
