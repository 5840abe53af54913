namespace Ploutos.MarketData.Delivery;

/// <summary>What a company did to its shares.</summary>
public enum CorporateActionKind
{
    /// <summary>Each share became <see cref="CorporateAction.Value"/> shares.</summary>
    Split,

    /// <summary><see cref="CorporateAction.Value"/> was paid for each share, in the currency of the
    /// prices.</summary>
    Dividend,
}

/// <summary>A split or dividend, on the first day the shares trade without it (the ex-date).</summary>
public readonly record struct CorporateAction(DateOnly Date, CorporateActionKind Kind, double Value);
