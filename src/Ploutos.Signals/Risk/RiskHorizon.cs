namespace Ploutos.Signals.Risk;

/// <summary>The forecast of one horizon.</summary>
public sealed record RiskHorizon
{
    /// <summary>Bars ahead.</summary>
    public required int Bars { get; init; }

    /// <summary>Forecast volatility.</summary>
    public required double Volatility { get; init; }

    /// <summary>Root of the expected variance.</summary>
    public required double ExpectedVolatility { get; init; }

    /// <summary>Lower end of the 80 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the 80 % interval.</summary>
    public required double High { get; init; }

    /// <summary>The move that 5 % of moves over the horizon fall below, as a share of the price:
    /// -0.05 is a loss of 5 %.</summary>
    public required double LossLimit { get; init; }

    /// <summary>Probability that volatility comes above its usual level, 0 .. 1.</summary>
    public required double ProbabilityHigh { get; init; }
}
