using Ploutos.Experts.Baselines;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Experts.Risk;

/// <summary>The fit that serves a calendar year.</summary>
/// <param name="Year">The year.</param>
/// <param name="LearnedTo">The last day that it knows anything of, before the year's first; null
/// where there were too few days to fit on.</param>
/// <param name="Rows">Rows that it was fitted on; 0 where there is no fit.</param>
public sealed record RiskRefit(int Year, DateOnly? LearnedTo, int Rows);

/// <summary>Risk forecasts as they would have been made in the past: the model is fitted on the first
/// day of each calendar year, on all rows whose future was known before that day, and serves the
/// year. So the last day that a fit knows of lies before each day that it forecasts.</summary>
public sealed class RiskWalkForward
{
    /// <summary>Days with known rows that a fit needs: half a year.</summary>
    public const int LeastDays = 126;

    private readonly RiskTable _table;
    private readonly Dictionary<int, RiskHorizonFit> _fits = [];

    private RiskWalkForward(RiskTable table) => _table = table;

    /// <summary>One a year, the oldest first.</summary>
    public IReadOnlyList<RiskRefit> Refits { get; private init; } = [];

    /// <summary>Fits the model of each year.</summary>
    /// <param name="table">Inputs and what came.</param>
    /// <param name="learners">Tickers that are learned from.</param>
    /// <param name="from">A day of the first year.</param>
    /// <param name="to">A day of the last year.</param>
    /// <param name="horizon">Bars ahead, one of <see cref="RiskTable.Horizons"/>.</param>
    public static RiskWalkForward Fit(
        RiskTable table,
        IReadOnlySet<string> learners,
        DateOnly from,
        DateOnly to,
        int horizon = 5
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(learners);
        var refits = new List<RiskRefit>();
        var walk = new RiskWalkForward(table) { Refits = refits };
        for (int year = from.Year; year <= to.Year; year++)
        {
            DateOnly start = new(year, 1, 1);
            IReadOnlyList<TableRow> rows = table.KnownRows(
                horizon,
                bars =>
                    new(
                        0,
                        learners.Contains(bars.Ticker)
                            ? Math.Max(0, TradingCalendar.FirstNotBefore(bars.Dates, start) - horizon)
                            : 0
                    )
            );
            RiskHorizonFit? fit = FitOf(table, rows, horizon);
            if (fit is not null)
                walk._fits.Add(year, fit);
            refits.Add(
                fit is null
                    ? new(year, null, 0)
                    : new(year, rows.Max(r => table.Bars[r.Ticker].Dates[r.Bar + horizon]), fit.Own.Rows)
            );
        }

        return walk;
    }

    /// <summary>The forecast from a bar by the fit of its year; null where its year has none, or the
    /// row cannot be forecast.</summary>
    public HorizonForecast? At(TableRow row)
    {
        if (
            !_fits.TryGetValue(_table.DayOf(row).Year, out RiskHorizonFit? fit)
            || _table.StateOf(row) != RiskRowState.Ready
        )
            return null;
        MarketUse use = RiskModel.UseOf(_table, row, fit.Market is not null);
        return RiskModel.Forecast(_table, row, fit, use, _table.LevelOf(row));
    }

    private static RiskHorizonFit? FitOf(RiskTable table, IReadOnlyList<TableRow> rows, int horizon)
    {
        if (FitOf(table, RiskInputSet.Own, rows, horizon) is not { } own)
            return null;
        TableRow[] covered = [.. rows.Where(r => table.CoverageOf(r) == MarketCoverage.Covered)];
        return new()
        {
            Horizon = horizon,
            Own = own,
            Market = FitOf(table, RiskInputSet.Market, covered, horizon),
            Validation = [],
        };
    }

    private static RiskFit? FitOf(RiskTable table, RiskInputSet set, IReadOnlyList<TableRow> rows, int horizon)
    {
        if (rows.Select(table.DayOf).Distinct().Count() < LeastDays)
            return null;
        RiskSample sample = RiskSample.Of(table, set, horizon, rows);
        return sample.High.Distinct().Count() < 2
            ? null
            : new()
            {
                Regression = RiskRegression.Fit(sample),
                Errors = RiskErrors.CrossValidated(table, horizon, sample),
                Rows = rows.Count,
            };
    }
}
