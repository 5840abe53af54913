using System.Globalization;
using Ploutos.Research.Training;
using Ploutos.Workflows;

namespace Ploutos.Cli.Rendering;

/// <summary>An expert beside its baselines, on the same test rows.</summary>
internal static class EvidenceTable
{
    /// <summary>Writes the verdict and a row a baseline; a star marks the best baseline of each
    /// measure.</summary>
    public static void Write(Output output, ExpertEvidence evidence)
    {
        output.Line(
            $"{evidence.Expert}: {evidence.Verdict.Text()}{(evidence.Proven ? "" : $", {evidence.Reason}")}. "
                + "Gains over the baselines on the same rows, above 0 is better:"
        );
        foreach (string line in RemedyText.Lines(evidence.Remedies))
            output.Line(line);
        TextTable table = new(
            new("baseline"),
            new("AUC"),
            new("gain in AUC"),
            new("log-loss") { Begins = true },
            new("gain in log-loss")
        );
        foreach (BaselineComparison baseline in evidence.Baselines)
            table.Add(
                baseline.Name,
                Figures.Share(baseline.Auc.Value) + (baseline.BestByAuc ? "*" : ""),
                Gain(baseline.AucGain, "+0.000;-0.000;0.000"),
                Figures.Loss(baseline.LogLoss.Value) + (baseline.BestByLogLoss ? "*" : ""),
                Gain(baseline.LogLossGain, "+0.0000;-0.0000;0.0000")
            );
        table.Write(output);
    }

    private static string Gain(Interval gain, string format) =>
        $"{gain.Value.ToString(format, CultureInfo.InvariantCulture)} "
        + $"[{gain.Low.ToString(format, CultureInfo.InvariantCulture)},"
        + $" {gain.High.ToString(format, CultureInfo.InvariantCulture)}]";
}
