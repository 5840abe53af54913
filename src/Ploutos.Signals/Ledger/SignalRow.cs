namespace Ploutos.Signals.Ledger;

/// <summary>A signal of the ledger as lists and exports show it.</summary>
public sealed record SignalRow
{
    /// <summary>Its place in the chain, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Who made it.</summary>
    public required SignalKind Kind { get; init; }

    /// <summary>The ticker.</summary>
    public required string Ticker { get; init; }

    /// <summary>The trading day whose bar is the last one that was used.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>It was made when its outcome could be known already.</summary>
    public required bool Late { get; init; }

    /// <summary>STRONG BUY ... STRONG SELL; null where there is none.</summary>
    public string? Signal { get; init; }

    /// <summary>What the score alone says.</summary>
    public string? RawSignal { get; init; }

    /// <summary>Weighted vote in [-1, 1].</summary>
    public double? Score { get; init; }

    /// <summary>|score| above this is BUY / SELL.</summary>
    public double? WeakThreshold { get; init; }

    /// <summary>|score| above this is STRONG.</summary>
    public double? StrongThreshold { get; init; }

    /// <summary>Made from simulated bars, or by models that were.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Where the bars came from.</summary>
    public string? Source { get; init; }

    /// <summary>Why there is no signal; null where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>momentum, reversion, volatility; empty where there is no signal.</summary>
    public required IReadOnlyList<SignalForecast> Experts { get; init; }

    /// <summary>The risk forecast made with the daily run's signal; null where there is none.</summary>
    public RiskRow? Risk { get; init; }

    /// <summary>The record's hash in the chain.</summary>
    public required string Hash { get; init; }

    /// <summary>The row of a stored signal.</summary>
    public static SignalRow Of(StoredSignal stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        SignalRecord record = stored.Record;
        return new()
        {
            Sequence = stored.Sequence,
            Kind = record.Kind,
            Ticker = record.Ticker,
            AsOf = record.AsOf,
            MadeAt = record.MadeAt,
            Late = record.Late,
            Signal = record.Signal,
            RawSignal = record.RawSignal,
            Score = record.Score,
            WeakThreshold = record.WeakThreshold,
            StrongThreshold = record.StrongThreshold,
            Simulated = record.Simulated,
            Source = record.Source,
            Reason = record.Reason,
            Experts =
            [
                .. record.Experts.Select(e =>
                {
                    SignalOutcome? outcome = stored.Outcomes.LastOrDefault(o => o.Expert == e.Expert);
                    return new SignalForecast(
                        e.Expert,
                        e.Version,
                        e.Probability,
                        outcome?.Happened,
                        outcome?.KnownOn,
                        outcome?.LogLoss
                    );
                }),
            ],
            Risk = RiskRow.Of(stored.Risk),
            Hash = stored.Hash,
        };
    }
}
