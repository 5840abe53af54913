using Ploutos.Experts.Baselines;
using Ploutos.Experts.Definitions;
using Ploutos.Features.Market;
using Ploutos.Features.Splits;
using Ploutos.MarketData;

namespace Ploutos.Experts.Risk;

/// <summary>Fits the risk model: on training days, compared with its baselines on validation days,
/// then again on both. Between the parts of each horizon lie as many bars as it looks ahead, of
/// each ticker's own.</summary>
public static class RiskTraining
{
    /// <summary>Rows that a fit needs, of training and of validation each.</summary>
    public static int LeastRows => RiskDefinition.BuiltIn.LeastRows;

    private static readonly (string Name, RiskInputSet Set)[] s_baselines =
    [
        .. RiskDefinition.BuiltIn.Baselines.Select(name =>
            (
                name,
                name switch
                {
                    BaselineNames.LogRangeHar => RiskInputSet.Har,
                    BaselineNames.Ewma => RiskInputSet.Ewma,
                    BaselineNames.Deviation20 => RiskInputSet.Deviation20,
                    _ => throw new InvalidOperationException($"The risk model has no baseline '{name}'."),
                }
            )
        ),
    ];

    /// <summary>Fits every horizon.</summary>
    /// <exception cref="ArgumentException">Too few rows, or rows of one outcome only.</exception>
    public static IReadOnlyList<RiskHorizonFit> Fit(RiskTable table, DateSplit split)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(split);
        return [.. RiskTable.Horizons.Select(h => Fit(table, split, h))];
    }

    /// <summary>Which rows a fit of every horizon lacks, in sentences; null where there are
    /// enough.</summary>
    public static string? Lack(RiskTable table, DateSplit split) =>
        RiskTable
            .Horizons.Select(h =>
            {
                (IReadOnlyList<TableRow> training, IReadOnlyList<TableRow> validation) = RowsOf(table, split, h);
                return Lack(table, h, training, validation);
            })
            .FirstOrDefault(lack => lack is not null);

    /// <summary>Whether a regression can be fitted on rows: they are enough, and of both
    /// outcomes.</summary>
    internal static bool CanFit(RiskTable table, int horizon, IReadOnlyList<TableRow> rows) =>
        rows.Count >= LeastRows
        && rows.Select(r => table.AheadOf(r.Ticker, horizon).Label(r.Bar) == 1).Distinct().Count() == 2;

    /// <summary>The rows of one horizon that train, and those that validate.</summary>
    public static (IReadOnlyList<TableRow> Training, IReadOnlyList<TableRow> Validation) RowsOf(
        RiskTable table,
        DateSplit split,
        int horizon
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(split);
        return (
            table.KnownRows(horizon, bars => Purged(bars, split.Train, split.Validation, horizon)),
            table.KnownRows(horizon, bars => Purged(bars, split.Validation, split.Test, horizon))
        );
    }

    private static string? Lack(
        RiskTable table,
        int horizon,
        IReadOnlyList<TableRow> training,
        IReadOnlyList<TableRow> validation
    ) =>
        CanFit(table, horizon, training) && validation.Count >= LeastRows
            ? null
            : $"The risk model needs at least {LeastRows} training and {LeastRows} validation rows for {horizon} "
                + $"bars ahead, of both outcomes, but got {training.Count} and {validation.Count}; a row needs "
                + $"{RiskTable.RequiredBars} bars before it. Use more bars or more tickers.";

    private static RiskHorizonFit Fit(RiskTable table, DateSplit split, int horizon)
    {
        (IReadOnlyList<TableRow> training, IReadOnlyList<TableRow> validation) = RowsOf(table, split, horizon);
        if (Lack(table, horizon, training, validation) is { } lack)
            throw new ArgumentException(lack, nameof(split));
        TableRow[] marketTraining = [.. training.Where(r => IsCovered(table, r))],
            marketValidation = [.. validation.Where(r => IsCovered(table, r))];
        bool hasMarket = CanFit(table, horizon, marketTraining) && marketValidation.Length >= LeastRows;
        IReadOnlyList<TableRow> compared = hasMarket ? marketValidation : validation;
        (RiskRegression early, RiskFit own) = FitTwice(table, RiskInputSet.Own, horizon, training, validation);
        var scores = new List<RiskScore> { Score(table, "own", RiskInputSet.Own, horizon, early, compared) };
        RiskFit? market = null;
        if (hasMarket)
        {
            (early, market) = FitTwice(table, RiskInputSet.Market, horizon, marketTraining, marketValidation);
            scores.Insert(0, Score(table, "market", RiskInputSet.Market, horizon, early, compared));
        }

        foreach ((string name, RiskInputSet set) in s_baselines)
            scores.Add(Score(table, name, set, horizon, RiskRegression.Fit(table, set, horizon, training), compared));
        return new()
        {
            Horizon = horizon,
            Own = own,
            Market = market,
            Validation = scores,
        };
    }

    /// <summary>The regression of the training rows, and the one that serves with its
    /// errors.</summary>
    private static (RiskRegression Early, RiskFit Served) FitTwice(
        RiskTable table,
        RiskInputSet set,
        int horizon,
        IReadOnlyList<TableRow> training,
        IReadOnlyList<TableRow> validation
    )
    {
        RiskSample both = RiskSample.Of(table, set, horizon, [.. training, .. validation]);
        return (
            RiskRegression.Fit(both, both.All().AsSpan(0, training.Count)),
            new()
            {
                Regression = RiskRegression.Fit(both),
                Errors = RiskErrors.CrossValidated(table, horizon, both),
                Rows = both.Rows.Count,
            }
        );
    }

    private static RiskScore Score(
        RiskTable table,
        string name,
        RiskInputSet set,
        int horizon,
        RiskRegression regression,
        IReadOnlyList<TableRow> rows
    ) => RiskScore.Of(name, table, horizon, rows, regression.Forecast(table, set, rows), regression.Logistic);

    private static bool IsCovered(RiskTable table, TableRow row) => table.CoverageOf(row) == MarketCoverage.Covered;

    /// <summary>The rows of a part whose future ends before the next part begins.</summary>
    private static RowRange Purged(BarSeries bars, DayRange part, DayRange next, int horizon)
    {
        RowRange rows = part.RowsOf(bars.Dates);
        if (next.IsEmpty)
            return rows;
        int nextStart = TradingCalendar.FirstNotBefore(bars.Dates, next.From);
        return new(rows.Start, Math.Max(rows.Start, Math.Min(rows.End, nextStart - horizon)));
    }
}
