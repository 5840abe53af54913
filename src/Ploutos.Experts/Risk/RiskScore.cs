using Ploutos.Experts.Baselines;
using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Risk;

/// <summary>How good one forecaster was on given rows.</summary>
/// <param name="Name">market, own, har, ewma, deviation20.</param>
/// <param name="Rows">Rows scored.</param>
/// <param name="Auc">Area under the ROC curve for HIGH; NaN where one outcome never came.</param>
/// <param name="LogLoss">Mean -log of the probability given to what came, in nats.</param>
/// <param name="RSquared">Share of the variance of the log of volatility over its level that the
/// forecast explains, of targets clipped to -3 .. 3; NaN where these do not vary.</param>
public sealed record RiskScore(string Name, int Rows, double Auc, double LogLoss, double RSquared)
{
    /// <summary>Scores forecasts of the log of volatility over the usual level.</summary>
    public static RiskScore Of(
        string name,
        RiskTable table,
        int horizon,
        IReadOnlyList<TableRow> rows,
        double[] forecast,
        ForecastLogistic logistic
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(logistic);
        double[] targets =
        [
            .. rows.Select(r =>
                Math.Clamp(
                    table.AheadOf(r.Ticker, horizon).Target(r.Bar),
                    -RiskRegression.TargetClip,
                    RiskRegression.TargetClip
                )
            ),
        ];
        double mean = targets.Average(),
            around = targets.Sum(t => (t - mean) * (t - mean)),
            left = targets.Zip(forecast, (t, f) => (t - f) * (t - f)).Sum();
        Forecasts forecasts = ForecastsOf(table, horizon, rows, Array.ConvertAll(forecast, logistic.Probability));
        return new(
            name,
            rows.Count,
            Metric.Auc.Of(forecasts),
            Metric.LogLoss.Of(forecasts),
            around > 0 ? 1 - left / around : double.NaN
        );
    }

    /// <summary>Probabilities of HIGH beside what came.</summary>
    public static Forecasts ForecastsOf(
        RiskTable table,
        int horizon,
        IReadOnlyList<TableRow> rows,
        double[] probability
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        DateOnly[] days = [.. rows.Select(table.DayOf)];
        bool[] high = [.. rows.Select(r => table.AheadOf(r.Ticker, horizon).Label(r.Bar) == 1)];
        return new(days, probability, high);
    }
}
