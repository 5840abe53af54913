using System.Globalization;
using Ploutos.Experts.Metrics;
using Ploutos.Experts.Registry;
using Ploutos.MarketData.Figures;
using Ploutos.Research.Evaluation;

namespace Ploutos.Research.Judge;

/// <summary>What probabilities were worth, beside the constant that knows the base rate.</summary>
internal static class ForecastsJudge
{
    private const string Share = "share",
        Number = "number",
        Whole = "count";

    /// <summary>Judges forecasts; intervals by days, which are drawn with all of their rows.</summary>
    public static JudgedForecasts Of(IReadOnlyList<TickerRow> rows)
    {
        var forecasts = new Forecasts(
            [.. rows.Select(r => r.Date)],
            [.. rows.Select(r => r.Value)],
            [.. rows.Select(r => r.Outcome)]
        );
        Forecasts constant = forecasts.WithConstant(Metric.BaseRate.Of(forecasts));
        JudgedFigure Of(string name, string title, string unit, Metric metric) =>
            Figure(name, title, unit, BlockBootstrap.Interval(metric, forecasts));
        return new(
            [
                Of("base_rate", "Base rate", Share, Metric.BaseRate),
                Of("auc", "AUC (chance: 0.5)", Number, Metric.Auc),
                Of("brier", "Brier score", Number, Metric.Brier),
                Figure(
                    "brier_gain",
                    "Brier score, gain over the base rate",
                    Number,
                    BlockBootstrap.Difference(Metric.Brier, constant, forecasts)
                ),
                Of("log_loss", "Log-loss", Number, Metric.LogLoss),
                Figure(
                    "log_loss_gain",
                    "Log-loss, gain over the base rate",
                    Number,
                    BlockBootstrap.Difference(Metric.LogLoss, constant, forecasts)
                ),
                Of("calibration_error", "Calibration error", Share, Metric.CalibrationError),
                new("days", "Days", Whole, new(forecasts.Days.Length, null, null)),
            ],
            QuestionScoring.CalibrationCurve(forecasts)
        );
    }

    /// <summary>One sentence.</summary>
    public static string Verdict(JudgedForecasts judged)
    {
        JudgedFigure gain = judged.Figures.First(f => f.Name == "brier_gain"),
            auc = judged.Figures.First(f => f.Name == "auc");
        double days = judged.Figures.First(f => f.Name == "days").Value.Value ?? 0;
        if (auc.Value.Value is null)
            return "All outcomes are alike, so nothing can be said of the forecasts.";
        if (days < EvidenceDaysText.LeastDays)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{days} day(s) are too few to say anything of the forecasts; {EvidenceDaysText.LeastDays} are needed,"
                    + $" since the rows of a day move together."
            );
        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"Brier score {gain.Value.Value:+0.0000;-0.0000;0.0000} [{gain.Value.Low:+0.0000;-0.0000;0.0000},"
                + $" {gain.Value.High:+0.0000;-0.0000;0.0000}] better than the constant base rate, AUC"
                + $" {auc.Value.Value:0.000}"
        );
        return gain.Value switch
        {
            { Low: null } => "The gain has no interval, so nothing can be said of the forecasts.",
            { Low: > 0 } => $"Better than a constant that knows the base rate: {figures}.",
            { High: < 0 } => $"Worse than a constant that knows the base rate: {figures}.",
            _ => $"Not statistically distinguishable from a constant that knows the base rate: {figures}.",
        };
    }

    private static JudgedFigure Figure(string name, string title, string unit, Estimate e) =>
        new(name, title, unit, new(Finite(e.Value), Finite(e.Low), Finite(e.High)));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
