namespace Ploutos.MarketData;

/// <summary>Why a ticker ended.</summary>
public enum EndReason
{
    /// <summary>It is traded no more.</summary>
    Delisted,

    /// <summary>It became part of another.</summary>
    Merged,

    /// <summary>It goes on under another name.</summary>
    Renamed,
}
