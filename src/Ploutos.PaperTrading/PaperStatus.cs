namespace Ploutos.PaperTrading;

/// <summary>The paper account as the book has it.</summary>
public sealed record PaperStatus
{
    /// <summary>embedded or alpaca.</summary>
    public required string Broker { get; init; }

    /// <summary>The account's currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The last day that was run; null before the first.</summary>
    public required DateOnly? LastDay { get; init; }

    /// <summary>Expected cash.</summary>
    public required decimal? Cash { get; init; }

    /// <summary>At the last close.</summary>
    public required decimal? Equity { get; init; }

    /// <summary>Since the book was opened, as a share; without money put in or taken
    /// out.</summary>
    public required double? Return { get; init; }

    /// <summary>What is held.</summary>
    public required IReadOnlyList<PaperPosition> Positions { get; init; }

    /// <summary>Orders that are not final.</summary>
    public required IReadOnlyList<PaperOrder> OpenOrders { get; init; }

    /// <summary>The last 30 days.</summary>
    public required IReadOnlyList<PaperDay> Days { get; init; }

    /// <summary>The kill switch.</summary>
    public required PaperSwitch Switch { get; init; }

    /// <summary>What the last run came to; null before the first.</summary>
    public required string? LastRun { get; init; }
}
