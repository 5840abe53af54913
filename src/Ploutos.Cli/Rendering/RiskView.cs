using System.Globalization;
using Ploutos.Research.Training;
using Ploutos.Signals.Risk;

namespace Ploutos.Cli.Rendering;

/// <summary>A risk forecast as text.</summary>
internal static class RiskView
{
    private const int MostMoves = 5;

    public static void Write(Output output, RiskReport report)
    {
        SimulatedBanner.Write(output, report.Simulated);
        output.Line($"Risk of {report.Ticker} after {Figures.Day(report.AsOf)}");
        output.Line();
        TextTable table = new(
            new("next"),
            new("volatility a year", Right: true),
            new("80 % interval", Right: true),
            new("expected", Right: true) { Begins = true },
            new("5 % loss limit", Right: true),
            new("above usual", Right: true)
        );
        foreach (RiskHorizon h in report.Horizons)
            table.Add(
                $"{h.Bars} days",
                Percent(h.Volatility),
                $"{Percent(h.Low)} to {Percent(h.High)}",
                Percent(h.ExpectedVolatility),
                Percent(h.LossLimit),
                Percent(h.ProbabilityHigh)
            );
        table.Write(output);
        output.Line();
        output.Line(
            $"Usual level: {Percent(report.UsualVolatility)} a year"
                + (report.SessionsPerYear == 252 ? "." : $" (of {report.SessionsPerYear:0} sessions).")
        );
        WriteChange(output, report);
        output.Line(
            report.UsesMarket
                ? $"The market: {report.MarketTickers} tickers have a value on this day."
                : report.MarketNote!
        );
        output.Line(Sentence(report.Verdict));
        foreach (string note in report.Notes)
            output.Line(note);
        output.Line($"Model: {report.Model}");
    }

    private static void WriteChange(Output output, RiskReport report)
    {
        if (report is not { Since: { } since, LogChange: { } change })
        {
            output.Line("What moved the forecast since the bar before is not known.");
            return;
        }

        output.Line($"Since {Figures.Day(since)}: {Signed(change)} in the forecast of 5 days, of which");
        foreach (RiskMove move in report.Moves.Take(MostMoves))
            output.Line($"  {move.Input.PadRight(18)} {Signed(move.LogChange).PadLeft(8)}");
    }

    internal static string Sentence(ProofVerdict verdict) =>
        verdict switch
        {
            ProofVerdict.Proven => "PROVEN: better than the best baseline on later days, after Holm's correction.",
            ProofVerdict.Unproven =>
                "UNPROVEN: not statistically distinguishable from the best baseline on later days.",
            ProofVerdict.Worse => "WORSE: the best baseline was better on later days.",
            _ => "NOT KNOWN: the model was not tested on later days.",
        };

    internal static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A change of a logarithm as one of the value.</summary>
    private static string Signed(double logChange) =>
        (100 * (Math.Exp(logChange) - 1)).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %";
}
