using Ploutos.Research.Training;
using Ploutos.Signals.Daily;

namespace Ploutos.Cli.Rendering;

/// <summary>What became of the daily run's risk forecasts.</summary>
internal static class LiveRiskView
{
    /// <summary>Each figure beside EWMA's of the same days.</summary>
    public static void Write(Output output, LiveRiskScore score)
    {
        output.Line(
            Figures.Text($"Risk:       {score.Rows} forecast(s) of {score.Days} day(s) scored, ")
                + Figures.Text($"{score.From:yyyy-MM-dd} to {score.To:yyyy-MM-dd}, ")
                + "against EWMA(0.94) on the same days"
                + (score.Simulated ? ", on simulated bars" : "")
        );
        output.Line(
            Figures.Text($"            QLIKE {score.Qlike:F3} against {score.EwmaQlike:F3}, ")
                + $"better by {Of(score.QlikeGain)}"
        );
        output.Line(
            Figures.Text($"            log error {score.LogError:F3} against {score.EwmaLogError:F3} ")
                + Figures.Text($"(squares better by {Of(score.LogErrorGain)})")
        );
        output.Line(
            Figures.Text($"            beyond the 5 % limit {score.Beyond.Value:P1} ")
                + Figures.Text($"[{score.Beyond.Low:P1}, {score.Beyond.High:P1}] against {score.EwmaBeyond:P1}")
        );
    }

    private static string Of(Interval gain) => Figures.Text($"{gain.Value:F3} [{gain.Low:F3}, {gain.High:F3}]");
}
