namespace Ploutos.PaperTrading;

/// <summary>One paper order.</summary>
public sealed record PaperOrder
{
    /// <summary>The id under which it was given; the same for the same day and ticker.</summary>
    public required string ClientId { get; init; }

    /// <summary>The day at whose close it was decided.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What is traded.</summary>
    public required string Ticker { get; init; }

    /// <summary>Bought (above 0) or sold.</summary>
    public required decimal Shares { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required PaperOrderState State { get; init; }

    /// <summary>Filled so far.</summary>
    public required decimal FilledShares { get; init; }

    /// <summary>Mean price of that; null where nothing was filled.</summary>
    public decimal? FilledPrice { get; init; }

    /// <summary>Why it was refused or ended.</summary>
    public string? Reason { get; init; }
}
