using Ploutos.Signals.Predict;

namespace Ploutos.Cli.Rendering;

/// <summary>What one expert forecasts.</summary>
internal static class ForecastView
{
    /// <summary>Writes the view.</summary>
    public static void Write(Output output, ExpertForecast forecast)
    {
        SimulatedBanner.Write(output, forecast.Simulated);
        output.Line(
            $"{forecast.Ticker}, {Figures.Day(forecast.AsOf)}: {forecast.Class},"
                + Figures.Text($" {100 * forecast.Probability:0.0} %")
                + (forecast.Abstains ? " (the base rate: the forecast says nothing)" : "")
        );
        output.Line($"  probability that {forecast.Question}; by {forecast.Expert}, model {forecast.Version}");
        output.Line($"  {forecast.Evidence}");
        output.Line($"  bars: {forecast.Source}");
        foreach (string warning in forecast.Warnings)
            output.Line($"warning: {warning}");
        foreach (string note in forecast.Notes)
            output.Line($"note: {note}");
    }
}
