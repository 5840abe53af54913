namespace Ploutos.PaperTrading;

/// <summary>A row of the ledger: what moved cash or shares, and by whose word.</summary>
public sealed record BookEntry
{
    /// <summary>The trading day that the row belongs to.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What moved cash or shares, such as <c>opening</c> or <c>fill</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique in the ledger: a second row with the same reference is not
    /// appended.</summary>
    public required string Reference { get; init; }

    /// <summary>The ticker whose shares moved; null where only cash moved.</summary>
    public required string? Ticker { get; init; }

    /// <summary>Shares added; negative where they left.</summary>
    public required decimal Shares { get; init; }

    /// <summary>Money added, in whole cents of the account's currency; negative where they left.</summary>
    public required decimal Cash { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string Detail { get; init; }
}
