namespace Ploutos.Experts.Risk;

/// <summary>What the risk model says of a ticker on a day, in units.</summary>
public sealed record RiskForecast
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The day whose close is the last price known.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Whether the market's inputs are used; if not, why.</summary>
    public required MarketUse MarketUse { get; init; }

    /// <summary>The ticker's usual level: the trailing year's median of five-day realised
    /// volatility, a year (0.2 is 20 %).</summary>
    public required double UsualVolatility { get; init; }

    /// <summary>The next week and the next month.</summary>
    public required IReadOnlyList<HorizonForecast> Horizons { get; init; }

    /// <summary>What moved the forecast of the next week since the ticker's bar before.</summary>
    public required RiskChange Change { get; init; }

    /// <summary>The forecast of one horizon.</summary>
    public HorizonForecast Of(int horizon) =>
        Horizons.FirstOrDefault(h => h.Horizon == horizon)
        ?? throw new ArgumentOutOfRangeException(
            nameof(horizon),
            $"Forecasts are for {string.Join(", ", Horizons.Select(h => h.Horizon))} bars ahead, but got {horizon}."
        );
}

/// <summary>Volatility and loss of the next bars.</summary>
public sealed record HorizonForecast
{
    /// <summary>Bars ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>Sessions a year of the ticker's market, which made the volatilities annual.</summary>
    public required double SessionsPerYear { get; init; }

    /// <summary>Forecast volatility a year: level x exp(f) x sqrt(sessions a year). Realised volatility comes
    /// above it about as often as below.</summary>
    public required double Volatility { get; init; }

    /// <summary>Root of the expected variance, a year: higher than <see cref="Volatility"/>, since
    /// rare weeks are very volatile. For whatever depends on variance, as the size of a
    /// position.</summary>
    public required double ExpectedVolatility { get; init; }

    /// <summary>Lower end of the interval that holds realised volatility in 80 % of validation
    /// rows, a year.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the same interval.</summary>
    public required double High { get; init; }

    /// <summary>The log return over the horizon that 5 % of moves fall below: daily volatility x
    /// sqrt(horizon) x the 5 % quantile of moves standardised in the same way.</summary>
    public required double LogLossLimit { get; init; }

    /// <summary>Probability that volatility comes above its usual level, 0 .. 1.</summary>
    public required double ProbabilityHigh { get; init; }

    /// <summary>The same limit as a share of the price: -0.05 is a loss of 5 %. Never below
    /// -1.</summary>
    public double LossLimit => Math.Exp(LogLossLimit) - 1;

    /// <summary>Forecast volatility a day.</summary>
    public double VolatilityPerDay => Volatility / Math.Sqrt(SessionsPerYear);
}
