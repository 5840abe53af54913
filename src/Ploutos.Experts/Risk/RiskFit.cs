namespace Ploutos.Experts.Risk;

/// <summary>A regression that serves, and how far it was off on validation days.</summary>
public sealed record RiskFit
{
    /// <summary>Fitted on training and validation days.</summary>
    public required RiskRegression Regression { get; init; }

    /// <summary>From the same days, each forecast by a regression that was not fitted on
    /// it.</summary>
    public required RiskErrors Errors { get; init; }

    /// <summary>Rows that the regression was fitted on.</summary>
    public required int Rows { get; init; }
}

/// <summary>The fits of one horizon.</summary>
public sealed record RiskHorizonFit
{
    /// <summary>Bars ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>From the ticker's own inputs.</summary>
    public required RiskFit Own { get; init; }

    /// <summary>From these and the market's; null where too few rows had a market.</summary>
    public required RiskFit? Market { get; init; }

    /// <summary>Forecasters that were fitted on training days alone, on the same validation
    /// rows.</summary>
    public required IReadOnlyList<RiskScore> Validation { get; init; }
}
