using System.Globalization;
using Ploutos.Research.Training;
using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;
using Ploutos.Workflows;

namespace Ploutos.Cli.Rendering;

/// <summary>The prediction as the guide shows it, followed by what is needed to judge it.</summary>
internal static class PredictionPanel
{
    private const int Width = 60;

    private static readonly string[] Keycaps = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"];

    /// <summary>Writes the panel, then what must be known to judge it: as-of date, data, score, whether each
    /// expert is proven, warnings. All of it fits on one screen.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="isVerbose">Also the days' roles, the vote, who serves, the evidence with its figures, and what
    /// can be done.</param>
    public static void Write(Output output, Prediction prediction, bool isVerbose = false)
    {
        SimulatedBanner.Write(output, prediction.Simulated);
        WritePanel(output, prediction);
        output.Line();
        WriteGrounds(output, prediction, isVerbose);
        if (prediction.Explanation is { } explanation)
            ExplanationView.Write(output, explanation);
    }

    private static void WritePanel(Output output, Prediction prediction)
    {
        string rule = new('=', Width);
        output.Line(rule);
        output.Line($"🤖 PLOUTOS V7 ENSEMBLE - {prediction.Ticker}");
        output.Line(rule);
        foreach ((ExpertOpinion expert, int i) in prediction.Experts.Select((e, i) => (e, i)))
        {
            string keycap = i < Keycaps.Length ? Keycaps[i] : $"{i + 1}.";
            output.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{keycap}  {Title(expert.Expert) + " Expert:",-22}{expert.Class,-4}"
                        + $" ({100 * expert.Probability,5:0.0}%){(expert.Abstains ? " abstains" : "")}"
                )
            );
        }

        output.Line(new string('-', Width));
        output.Line($"📢 {"FINAL SIGNAL:",-23}{prediction.Signal}");
        if (Week(prediction) is { } week)
            output.Line(
                $"📉 {"RISK OF 5 DAYS:",-23}{RiskView.Percent(week.Volatility)} a year, 5 % loss limit"
                    + $" {RiskView.Percent(week.LossLimit)}"
            );
        output.Line(rule);
    }

    private static void WriteGrounds(Output output, Prediction prediction, bool isVerbose)
    {
        string age = prediction.DataAgeDays == 1 ? "1 day old" : $"{Figures.Count(prediction.DataAgeDays)} days old";
        output.Text(
            $"As of:     {Figures.Day(prediction.AsOf)}, {age}"
                + (prediction.OutOfSample == false ? ", IN SAMPLE or not known to be out of it" : "")
        );
        if (isVerbose && prediction.Experts.All(expert => expert.DayRole is not null))
            output.Text(
                "Day:       "
                    + string.Join(", ", prediction.Experts.Select(e => $"{e.Expert}: {e.DayRole!.Value.Text()}"))
            );
        output.Text($"Data:      {prediction.Source}{(prediction.Simulated ? ", SIMULATED" : "")}");
        output.Text(
            $"Score:     {Figures.Score(prediction.Score)}; "
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"BUY or SELL beyond {prediction.WeakThreshold:0.000}, STRONG beyond"
                        + $" {prediction.StrongThreshold:0.000}"
                )
        );
        if (isVerbose)
            WriteVote(output, prediction);
        if (isVerbose && Week(prediction) is { } week)
            output.Text(
                $"Risk:      80 % interval {RiskView.Percent(week.Low)} to {RiskView.Percent(week.High)}; usual level"
                    + $" {RiskView.Percent(prediction.Risk!.UsualVolatility)} a year; {prediction.Risk.Verdict.Text()}"
            );
        if (prediction.GateReason is { } reason)
            output.Text(
                prediction.Signal == prediction.RawSignal
                    ? $"Gate:      not applied (--ungated); it would not be shown as STRONG: {reason}"
                    : $"Gate:      {prediction.Signal} instead of {prediction.RawSignal}: {reason} (--ungated shows"
                        + $" the vote's own signal)"
            );
        if (isVerbose)
            WriteEvidence(output, prediction);
        else
            WriteVerdicts(output, prediction);
        foreach (string note in prediction.Notes)
            output.Text($"note: {note}");
        foreach (string warning in prediction.Warnings)
            output.Text($"warning: {warning}");
        if (!isVerbose)
            output.Text($"More:      ploutos predict {prediction.Ticker} --verbose, or --explain");
        else
            foreach (
                string line in RemedyText.Lines([
                    .. prediction.Cautions.SelectMany(c => c.Remedies),
                    .. prediction.Experts.SelectMany(e => e.Proof?.Remedies ?? []),
                ])
            )
                output.Text(line);
    }

    private static void WriteVote(Output output, Prediction prediction)
    {
        if (prediction.Ensemble is { } ensemble)
            output.Text(
                $"Vote:      {ensemble.Name}, {ensemble.Rule}: "
                    + string.Join(
                        ", ",
                        ensemble.Voters.Select(v =>
                            string.Create(CultureInfo.InvariantCulture, $"{v.Expert} {v.Weight} {v.Role}")
                        )
                    )
            );
    }

    /// <summary>Whether each expert is proven, in one line.</summary>
    private static void WriteVerdicts(Output output, Prediction prediction) =>
        output.Text(
            "Evidence:  "
                + string.Join(
                    ", ",
                    prediction.Experts.Select(e =>
                        $"{e.Expert} {(e.Verdict ?? (e.Proven ? ProofVerdict.Proven : ProofVerdict.NotKnown)).Text()}"
                    )
                )
                + (prediction.Risk is { } risk ? $", risk {risk.Verdict.Text()}" : "")
        );

    private static void WriteEvidence(Output output, Prediction prediction)
    {
        if (prediction.Experts.Any(e => e.Serving is not null))
            output.Line("Served by:");
        foreach (ExpertOpinion expert in prediction.Experts.Where(e => e.Serving is not null))
            output.Text($"  {expert.Expert,-12}{expert.Serving!.Text}");
        output.Line("Evidence:");
        foreach (ExpertOpinion expert in prediction.Experts)
            output.Text($"  {expert.Expert,-12}{expert.Evidence}");
    }

    private static RiskHorizon? Week(Prediction prediction) =>
        prediction.Risk?.Horizons.FirstOrDefault(h => h.Bars == 5);

    private static string Title(string expert) => char.ToUpperInvariant(expert[0]) + expert[1..];
}
