namespace Ploutos.Signals.Ledger;

/// <summary>What the risk model said of one ticker at the close of a day, with EWMA's forecast of the
/// same days beside it, or why nothing was said. Never changed once it is stored. Volatilities are a
/// year: 0.2 is 20 %.</summary>
public sealed record RiskForecastRecord
{
    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The trading day whose bar is the last one that was used.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The market whose days the ticker keeps, such as <c>XPAR</c>; null for New York.</summary>
    public string? Exchange { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>It was made when the next trading day had closed already, and is evidence of
    /// nothing.</summary>
    public required bool Late { get; init; }

    /// <summary>Bars ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>The model's version.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the market's inputs were used.</summary>
    public bool UsesMarket { get; init; }

    /// <summary>The ticker's usual level.</summary>
    public double? UsualVolatility { get; init; }

    /// <summary>Forecast volatility: as much comes above as below.</summary>
    public double? Volatility { get; init; }

    /// <summary>Root of the expected variance.</summary>
    public double? ExpectedVolatility { get; init; }

    /// <summary>Lower end of the 80 % interval.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the 80 % interval.</summary>
    public double? High { get; init; }

    /// <summary>The move that 5 % of moves fall below, as a share of the price.</summary>
    public double? LossLimit { get; init; }

    /// <summary>Probability that volatility comes above its usual level.</summary>
    public double? ProbabilityHigh { get; init; }

    /// <summary>EWMA(0.94) of the same day.</summary>
    public double? Ewma { get; init; }

    /// <summary>Made from simulated bars.</summary>
    public bool Simulated { get; init; }

    /// <summary>The store's vintage of the bars.</summary>
    public int Vintage { get; init; }

    /// <summary>Bars up to the day.</summary>
    public int Rows { get; init; }

    /// <summary>SHA-256 of these bars.</summary>
    public string? DataHash { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Code { get; init; }

    /// <summary>Why there is no forecast; null where there is one.</summary>
    public string? Reason { get; init; }
}
