using Ploutos.Experts.Baselines;
using Ploutos.Experts.Registry;
using Ploutos.Features;
using Ploutos.Features.Market;
using Ploutos.MarketData;

namespace Ploutos.Experts.Risk;

/// <summary>A fitted risk model: from a ticker's bars, and the market's, to forecasts in
/// units.</summary>
/// <param name="card">The fits and what is known of them.</param>
public sealed class RiskModel(RiskCard card)
{
    /// <summary>The fits and what is known of them.</summary>
    public RiskCard Card { get; } = card;

    /// <summary>Why nothing is known of its worth; null where there is evidence.</summary>
    public string? NotKnown =>
        Evidence is not null ? null
        : Card.Days.TestFrom is null
            ? $"fewer than {EvidenceDaysText.LeastDays} days of its bars lie after the last day that chose anything"
                + " about it; fit it with an earlier first day of the test, or fetch newer bars and fit it again"
        : "it has no test on later days; fit it again";

    /// <summary>What its test says against the baselines; null where nothing is known.</summary>
    public ModelEvidence? Evidence { get; init; }

    /// <summary>Forecasts from one bar; its table needs no future.</summary>
    /// <exception cref="ArgumentException">The row cannot be forecast
    /// (<see cref="RiskTable.StateOf"/>); the message says why.</exception>
    public RiskForecast Forecast(RiskTable table, TableRow row)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.StateOf(row) is var state and not RiskRowState.Ready)
            throw new ArgumentException(Explain(table, row, state), nameof(row));
        MarketUse use = UseOf(table, row);
        double level = table.LevelOf(row);
        return new()
        {
            Ticker = table.Bars[row.Ticker].Ticker,
            Day = table.DayOf(row),
            MarketUse = use,
            UsualVolatility = Yearly(level, table.SessionsPerYear(row.Ticker)),
            Horizons = [.. Card.Horizons.Select(h => Forecast(table, row, h, use, level))],
            Change = ChangeOf(table, row, use),
        };
    }

    /// <summary>Forecasts one horizon from one bar; null where the row cannot be forecast.</summary>
    /// <param name="table">Inputs; needs no future.</param>
    /// <param name="row">Which bar.</param>
    /// <param name="horizon">Bars ahead.</param>
    public HorizonForecast? At(RiskTable table, TableRow row, int horizon = RiskTable.Week)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.StateOf(row) == RiskRowState.Ready
            ? Forecast(table, row, Card.Of(horizon), UseOf(table, row), table.LevelOf(row))
            : null;
    }

    /// <summary>Tickers seen in the market that the model was trained in: that of its tickers, as far
    /// as they have bars.</summary>
    /// <param name="bars">The tickers to forecast, up to the day that is forecast.</param>
    /// <param name="market">Bars of a ticker of the market up to that day; null where there are
    /// none.</param>
    public RiskTable TableOf(IReadOnlyList<BarSeries> bars, Func<string, BarSeries?> market)
    {
        ArgumentNullException.ThrowIfNull(market);
        return RiskTable.Build(
            bars,
            MarketFeatures.Compute([.. Card.Data.Tickers.Select(market).OfType<BarSeries>().Where(b => b.Count > 0)])
        );
    }

    /// <summary>Whether the forecast of a row uses the market.</summary>
    public MarketUse UseOf(RiskTable table, TableRow row)
    {
        ArgumentNullException.ThrowIfNull(table);
        return UseOf(table, row, Card.Horizons.All(h => h.Market is not null));
    }

    /// <summary>The same of a model that has a part for the market, or none.</summary>
    internal static MarketUse UseOf(RiskTable table, TableRow row, bool hasMarket) =>
        !hasMarket
            ? MarketUse.ModelWithoutMarket
            : table.CoverageOf(row) switch
            {
                MarketCoverage.Covered => MarketUse.Used,
                MarketCoverage.TooFewTickers => MarketUse.TooFewTickers,
                MarketCoverage.TickerOutsideMarket => MarketUse.TickerOutsideMarket,
                MarketCoverage.DayOutsideMarket => MarketUse.DayOutsideMarket,
                var other => throw new InvalidOperationException($"There is no market use for {other}."),
            };

    /// <summary>Forecasts of every bar of a ticker, for charts and files.</summary>
    /// <param name="table">Inputs.</param>
    /// <param name="ticker">Index into the table's tickers.</param>
    /// <param name="horizon">Bars ahead.</param>
    /// <returns>Volatility a year and the probability of HIGH, one a bar; NaN where there is no
    /// forecast.</returns>
    public (double[] Volatility, double[] ProbabilityHigh) Column(
        RiskTable table,
        int ticker,
        int horizon = RiskTable.Week
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        int bars = table.Bars[ticker].Count;
        double[] volatility = new double[bars],
            probability = new double[bars];
        for (int t = 0; t < bars; t++)
        {
            HorizonForecast? forecast = At(table, new(ticker, t), horizon);
            (volatility[t], probability[t]) = (
                forecast?.Volatility ?? double.NaN,
                forecast?.ProbabilityHigh ?? double.NaN
            );
        }

        return (volatility, probability);
    }

    /// <summary>Probabilities of HIGH of rows that can be forecast, one a row.</summary>
    public double[] Probabilities(RiskTable table, IReadOnlyList<TableRow> rows, int horizon = RiskTable.Week)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        RiskHorizonFit fits = Card.Of(horizon);
        double[] p = new double[rows.Count];
        for (int i = 0; i < p.Length; i++)
        {
            (RiskFit fit, RiskInputSet set) = Serving(fits, UseOf(table, rows[i]));
            p[i] = fit.Regression.Probabilities(table, set, [rows[i]])[0];
        }

        return p;
    }

    /// <summary>Why a row cannot be forecast, in one sentence with what to do.</summary>
    public static string Explain(RiskTable table, TableRow row, RiskRowState state)
    {
        ArgumentNullException.ThrowIfNull(table);
        string at = $"{table.Bars[row.Ticker].Ticker} on {table.DayOf(row):yyyy-MM-dd}";
        return state switch
        {
            RiskRowState.Ready => $"{at}: a forecast is at hand.",
            RiskRowState.TooFewBars =>
                $"{at}: a risk forecast needs {RiskTable.RequiredBars} bars, but there are {row.Bar + 1}. "
                    + "Import older bars.",
            RiskRowState.MissingBars =>
                $"{at}: a risk forecast needs the high, low and close of each of the last {RiskTable.RequiredBars} "
                    + "bars to be above 0, but one is missing. Repair or drop that bar.",
            RiskRowState.NoMovement =>
                $"{at}: a risk forecast compares with the ticker's usual volatility, but in most weeks of the last "
                    + "year its close did not move. Check that the bars are real.",
            _ => throw new ArgumentOutOfRangeException(nameof(state), $"There is no state {state}."),
        };
    }

    internal static HorizonForecast Forecast(
        RiskTable table,
        TableRow row,
        RiskHorizonFit fits,
        MarketUse use,
        double level
    )
    {
        (RiskFit fit, RiskInputSet set) = Serving(fits, use);
        double f = fit.Regression.Forecast(table, set, [row])[0],
            perDay = level * Math.Exp(f),
            sessions = table.SessionsPerYear(row.Ticker);
        return new()
        {
            Horizon = fits.Horizon,
            SessionsPerYear = sessions,
            Volatility = Yearly(perDay, sessions),
            ExpectedVolatility = Yearly(perDay * fit.Errors.VarianceFactor, sessions),
            Low = Yearly(perDay * Math.Exp(fit.Errors.ResidualLow), sessions),
            High = Yearly(perDay * Math.Exp(fit.Errors.ResidualHigh), sessions),
            LogLossLimit = perDay * Math.Sqrt(fits.Horizon) * fit.Errors.MoveQuantile,
            ProbabilityHigh = fit.Regression.Logistic.Probability(f),
        };
    }

    private RiskChange ChangeOf(RiskTable table, TableRow row, MarketUse use)
    {
        if (row.Bar == 0)
            return RiskChange.Unknown(RiskChangeState.NoForecastBefore, null);
        TableRow before = new(row.Ticker, row.Bar - 1);
        DateOnly since = table.DayOf(before);
        if (table.StateOf(before) != RiskRowState.Ready)
            return RiskChange.Unknown(RiskChangeState.NoForecastBefore, since);
        if ((UseOf(table, before) == MarketUse.Used) != (use == MarketUse.Used))
            return RiskChange.Unknown(RiskChangeState.OtherInputs, since);
        (RiskFit fit, RiskInputSet set) = Serving(Card.Of(RiskTable.Week), use);
        RiskRegression regression = fit.Regression;
        double[] today = new double[regression.Inputs.Count],
            earlier = new double[today.Length];
        table.CopyInputs(row, set, today);
        table.CopyInputs(before, set, earlier);
        RiskChangePart[] parts =
        [
            new(RiskChange.UsualLevel, Math.Log(table.LevelOf(row) / table.LevelOf(before))),
            .. regression.Inputs.Select(
                (name, j) =>
                    new RiskChangePart(
                        name,
                        regression.Ridge.Contribution(j, today[j]) - regression.Ridge.Contribution(j, earlier[j])
                    )
            ),
        ];
        return new(
            RiskChangeState.Known,
            since,
            parts.Sum(p => p.LogChange),
            [.. parts.OrderByDescending(p => Math.Abs(p.LogChange))]
        );
    }

    private static (RiskFit Fit, RiskInputSet Set) Serving(RiskHorizonFit fits, MarketUse use) =>
        use == MarketUse.Used ? (fits.Market!, RiskInputSet.Market) : (fits.Own, RiskInputSet.Own);

    private static double Yearly(double perDay, double sessions) => perDay * Math.Sqrt(sessions);
}
