using Ploutos.Experts.Baselines;
using Ploutos.Experts.Metrics;

namespace Ploutos.Experts.Risk;

/// <summary>How far forecasts were off on validation days, by a regression that was fitted on
/// training days alone.</summary>
public sealed record RiskErrors
{
    /// <summary>Share of volatilities that come within the interval of a forecast.</summary>
    public const double IntervalLevel = 0.8;

    /// <summary>Share of moves that fall below the loss limit.</summary>
    public const double LossShare = 0.05;

    /// <summary>The 10 % quantile of realised less forecast log volatility.</summary>
    public required double ResidualLow { get; init; }

    /// <summary>The 90 % quantile of realised less forecast log volatility.</summary>
    public required double ResidualHigh { get; init; }

    /// <summary>The 5 % quantile of log returns over the horizon, each in units of its forecast
    /// daily volatility times the root of the horizon.</summary>
    public required double MoveQuantile { get; init; }

    /// <summary>Validation rows that the quantiles come from.</summary>
    public required int Rows { get; init; }

    /// <summary>Takes the quantiles.</summary>
    /// <param name="table">Inputs and targets.</param>
    /// <param name="horizon">Bars ahead.</param>
    /// <param name="rows">Validation rows, at least one.</param>
    /// <param name="forecast">The log of volatility over the usual level, one a row.</param>
    internal static RiskErrors Of(RiskTable table, int horizon, IReadOnlyList<TableRow> rows, double[] forecast)
    {
        double[] residuals = new double[forecast.Length],
            moves = new double[forecast.Length];
        for (int i = 0; i < forecast.Length; i++)
        {
            var ahead = table.AheadOf(rows[i].Ticker, horizon);
            int bar = rows[i].Bar;
            residuals[i] = ahead.Target(bar) - forecast[i];
            moves[i] = ahead.Move[bar] / (ahead.Level[bar] * Math.Exp(forecast[i]) * Math.Sqrt(horizon));
        }

        Array.Sort(residuals);
        Array.Sort(moves);
        double tail = (1 - IntervalLevel) / 2;
        return new()
        {
            ResidualLow = Percentile.OfSorted(residuals, tail),
            ResidualHigh = Percentile.OfSorted(residuals, 1 - tail),
            MoveQuantile = Percentile.OfSorted(moves, LossShare),
            Rows = rows.Count,
        };
    }

    /// <summary>The rule that quantiles read from a file break, or null.</summary>
    internal string? Fault() =>
        double.IsFinite(ResidualLow + ResidualHigh + MoveQuantile) && ResidualLow <= ResidualHigh
            ? null
            : "the quantiles of its errors must be finite and ascending, but are "
                + $"{ResidualLow}, {ResidualHigh} and {MoveQuantile}";
}
