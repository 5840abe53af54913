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
/// <param name="LogVolatilityRSquared">The same of the log of volatility itself, of which the
/// level explains a part.</param>
public sealed record RiskScore(
    string Name,
    int Rows,
    double Auc,
    double LogLoss,
    double RSquared,
    double LogVolatilityRSquared
)
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
        double[] levels = [.. rows.Select(r => Math.Log(table.LevelOf(r)))];
        Forecasts forecasts = ForecastsOf(table, horizon, rows, Array.ConvertAll(forecast, logistic.Probability));
        return new(
            name,
            rows.Count,
            Metric.Auc.Of(forecasts),
            Metric.LogLoss.Of(forecasts),
            Explained(targets, forecast),
            Explained([.. targets.Zip(levels, (t, l) => t + l)], [.. forecast.Zip(levels, (f, l) => f + l)])
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

    /// <summary>Share of the variance that the forecasts explain.</summary>
    private static double Explained(double[] actual, double[] forecast)
    {
        double mean = actual.Average(),
            around = actual.Sum(a => (a - mean) * (a - mean)),
            left = actual.Zip(forecast, (a, f) => (a - f) * (a - f)).Sum();
        return around > 0 ? 1 - left / around : double.NaN;
    }
}
