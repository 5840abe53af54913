namespace Ploutos.MarketData;

/// <summary>What a ticker names.</summary>
public enum InstrumentKind
{
    /// <summary>Neither its name nor its source tells.</summary>
    Unknown,

    /// <summary>A share.</summary>
    Share,

    /// <summary>A fund, exchange-traded or not.</summary>
    Fund,

    /// <summary>An index, which nobody trades.</summary>
    Index,

    /// <summary>A crypto-currency in a currency.</summary>
    Crypto,

    /// <summary>A currency in another one.</summary>
    Currency,

    /// <summary>A future.</summary>
    Future,
}
