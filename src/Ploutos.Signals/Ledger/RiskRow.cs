namespace Ploutos.Signals.Ledger;

/// <summary>A risk forecast in a list of signals. Volatilities are a year.</summary>
public sealed record RiskRow
{
    /// <summary>The model's version.</summary>
    public required string Version { get; init; }

    /// <summary>Forecast volatility of the next five bars.</summary>
    public required double Volatility { get; init; }

    /// <summary>The move that 5 % of moves fall below, as a share of the price.</summary>
    public double? LossLimit { get; init; }

    /// <summary>EWMA(0.94) of the same day.</summary>
    public double? Ewma { get; init; }

    /// <summary>Volatility that came; null where it is not known yet.</summary>
    public double? Realised { get; init; }

    /// <summary>The move that came, as a share of the price.</summary>
    public double? Move { get; init; }

    /// <summary>Whether the move fell below the loss limit.</summary>
    public bool? Beyond { get; init; }

    /// <summary>The row of a stored forecast; null where there is none.</summary>
    public static RiskRow? Of(StoredRisk? stored) =>
        stored is { Record: { Volatility: { } volatility } record }
            ? new()
            {
                Version = record.Version,
                Volatility = volatility,
                LossLimit = record.LossLimit,
                Ewma = record.Ewma,
                Realised = stored.Outcome?.Realised,
                Move = stored.Outcome?.Move,
                Beyond = stored.Outcome?.Beyond,
            }
            : null;
}
