using Ploutos.Signals.Predict;
using Ploutos.Signals.Risk;

namespace Ploutos.Cli.Rendering;

/// <summary>Predictions of several tickers, a row each.</summary>
internal static class PredictionTable
{
    /// <summary>Writes the table, and what the rows have in common.</summary>
    public static void Write(Output output, IReadOnlyList<Prediction> predictions)
    {
        if (predictions.Count == 0)
            return;
        SimulatedBanner.Write(output, predictions.Any(p => p.Simulated));
        TextTable table = new(
            new("ticker"),
            new("signal"),
            new("score", Right: true),
            new("risk 5 d", Right: true),
            new("5 % loss", Right: true),
            new("as of"),
            new("age", Right: true),
            new("proven")
        );
        foreach (Prediction p in predictions)
        {
            RiskHorizon? week = p.Risk?.Horizons.FirstOrDefault(h => h.Bars == 5);
            table.Add(
                p.Ticker,
                p.Signal,
                Figures.Score(p.Score),
                week is null ? "-" : RiskView.Percent(week.Volatility),
                week is null ? "-" : RiskView.Percent(week.LossLimit),
                Figures.Day(p.AsOf),
                $"{Figures.Count(p.DataAgeDays)} d",
                Proven(p)
            );
        }

        table.Write(output);
        foreach (string warning in predictions.SelectMany(p => p.Warnings).Distinct())
            output.Text($"warning: {warning}");
        output.Text("What stands behind one of them: ploutos predict TICKER; --explain says it of each.");
    }

    private static string Proven(Prediction prediction)
    {
        string[] proven = [.. prediction.Experts.Where(e => e.Proven).Select(e => e.Expert)];
        return proven.Length == 0 ? "no expert" : string.Join(", ", proven);
    }
}
