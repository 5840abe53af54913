using Ploutos.Experts.Baselines;
using Ploutos.Experts.Metrics;
using Ploutos.Features.Labels;

namespace Ploutos.Experts.Risk;

/// <summary>How far forecasts are off on days that their regression was not fitted on. The days of
/// training and validation are cut into <see cref="Folds"/> blocks; each validates once, by a
/// regression of the other blocks, without the rows whose future overlaps the block's (purged
/// cross-validation, Lopez de Prado 2018, ch. 7). One validation stretch alone would be a draw of
/// the market's weather: taken from 2012 and 2013, the 80 % interval of 21 bars held 70 % of
/// 2014 to 2017.</summary>
public sealed record RiskErrors
{
    /// <summary>Blocks of days that validate in turn.</summary>
    public const int Folds = 5;

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

    /// <summary>Root of the mean of exp(2 residual), residuals clipped to -3 .. 3: by how much the
    /// root of the expected variance lies above the forecast, which is the volatility in the middle
    /// (Duan 1983).</summary>
    public required double VarianceFactor { get; init; }

    /// <summary>Rows that validated.</summary>
    public required int Rows { get; init; }

    /// <summary>Takes the errors by cross-validation.</summary>
    /// <param name="table">Targets and days.</param>
    /// <param name="horizon">Bars ahead.</param>
    /// <param name="sample">Rows of training and validation.</param>
    internal static RiskErrors CrossValidated(RiskTable table, int horizon, RiskSample sample)
    {
        (DateOnly Day, DateOnly Known)[] spans =
        [
            .. sample.Rows.Select(r => (table.DayOf(r), table.Bars[r.Ticker].Dates[r.Bar + horizon])),
        ];
        DateOnly[] days = [.. spans.Select(s => s.Day).Distinct().Order()];
        double[]?[] forecasts = new double[Folds][];
        int[][] validating = new int[Folds][];
        Parallel.For(
            0,
            Folds,
            k =>
            {
                int start = k * days.Length / Folds,
                    end = (k + 1) * days.Length / Folds;
                (DateOnly from, DateOnly to) = (days[start], days[Math.Max(start, end - 1)]);
                int[] rows = [.. Places(s => s.Day >= from && s.Day <= to)];
                DateOnly known = rows.Max(i => spans[i].Known);
                int[] others = [.. Places(s => s.Known <= from || s.Day >= known)];
                validating[k] = rows;
                forecasts[k] = others.Length == 0 ? null : sample.Forecast(rows, sample.FitRidge(others));
            }
        );
        var forecast = new double[sample.Rows.Count];
        Array.Fill(forecast, double.NaN);
        for (int k = 0; k < Folds; k++)
        {
            for (int i = 0; i < validating[k].Length; i++)
                forecast[validating[k][i]] = forecasts[k]?[i] ?? double.NaN;
        }

        return Of(table, horizon, sample.Rows, forecast);

        IEnumerable<int> Places(Func<(DateOnly Day, DateOnly Known), bool> chosen) =>
            Enumerable.Range(0, spans.Length).Where(i => chosen(spans[i]));
    }

    /// <summary>The rule that errors read from a file break, or null.</summary>
    internal string? Fault() =>
        !double.IsFinite(ResidualLow + ResidualHigh + MoveQuantile) || !(ResidualLow <= ResidualHigh)
            ? "the quantiles of its errors must be finite and ascending, but are "
                + $"{ResidualLow}, {ResidualHigh} and {MoveQuantile}"
        : VarianceFactor is > 0 and < double.PositiveInfinity ? null
        : $"its variance factor must be above 0, but is {VarianceFactor}";

    private static RiskErrors Of(RiskTable table, int horizon, IReadOnlyList<TableRow> rows, double[] forecast)
    {
        int known = forecast.Length - forecast.Count(double.IsNaN),
            at = 0;
        double[] residuals = new double[known],
            moves = new double[known];
        for (int i = 0; i < forecast.Length; i++)
        {
            if (double.IsNaN(forecast[i]))
                continue;
            RealisedAhead ahead = table.AheadOf(rows[i].Ticker, horizon);
            int bar = rows[i].Bar;
            residuals[at] = ahead.Target(bar) - forecast[i];
            moves[at++] = ahead.Move[bar] / (ahead.Level[bar] * Math.Exp(forecast[i]) * Math.Sqrt(horizon));
        }

        double clip = RiskRegression.TargetClip,
            tail = (1 - IntervalLevel) / 2;
        double variance = residuals.Average(r => Math.Exp(2 * Math.Clamp(r, -clip, clip)));
        Array.Sort(residuals);
        Array.Sort(moves);
        return new()
        {
            ResidualLow = Percentile.OfSorted(residuals, tail),
            ResidualHigh = Percentile.OfSorted(residuals, 1 - tail),
            MoveQuantile = Percentile.OfSorted(moves, LossShare),
            VarianceFactor = Math.Sqrt(variance),
            Rows = known,
        };
    }
}
