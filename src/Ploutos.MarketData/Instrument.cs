namespace Ploutos.MarketData;

/// <summary>What is known of a ticker beside its bars. What is null is not known.</summary>
public sealed record Instrument
{
    /// <summary>The market whose days the bars keep: a market identifier code of ISO 10383, or
    /// <c>24/7</c> and <c>24/5</c>.</summary>
    public string? Market { get; init; }

    /// <summary>What the stored prices are in: an ISO 4217 code, the name of a crypto-currency, or a
    /// minor unit that was not converted (<c>GBp</c>).</summary>
    public string? Currency { get; init; }

    /// <summary>The minor unit that the source quotes in, such as <c>GBp</c>, where the prices were
    /// converted to <see cref="Currency"/>; null where they were not.</summary>
    public string? QuotedIn { get; init; }

    /// <summary>Share, fund, index and so on.</summary>
    public InstrumentKind Kind { get; init; }

    /// <summary>Whether the bars have a volume: no for currencies and many indexes.</summary>
    public bool? HasVolume { get; init; }

    /// <summary>The last day of a ticker that ended; null where it goes on, or nobody said.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Why it ended.</summary>
    public EndReason? EndReason { get; init; }

    /// <summary>This, with what it lacks taken from another.</summary>
    public Instrument Or(Instrument? other) =>
        other is null
            ? this
            : new()
            {
                Market = Market ?? other.Market,
                Currency = Currency ?? other.Currency,
                QuotedIn = Currency is null ? other.QuotedIn : QuotedIn,
                Kind = Kind == InstrumentKind.Unknown ? other.Kind : Kind,
                HasVolume = HasVolume ?? other.HasVolume,
                EndedOn = EndedOn ?? other.EndedOn,
                EndReason = EndedOn is null ? other.EndReason : EndReason,
            };
}
