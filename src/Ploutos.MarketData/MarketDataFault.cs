namespace Ploutos.MarketData;

/// <summary>What kind of trouble with market data it is, so that a caller can offer the right
/// remedy.</summary>
public enum MarketDataFault
{
    /// <summary>No narrower kind fits; the message says all.</summary>
    Failed,

    /// <summary>No bars of the ticker are stored.</summary>
    UnknownTicker,

    /// <summary>The store is empty.</summary>
    EmptyStore,

    /// <summary>Nothing in the store came from a source on the network.</summary>
    NothingFetched,

    /// <summary>None of the rows delivered is usable.</summary>
    NoUsableRows,

    /// <summary>There are serious findings, and the caller asked to stop on them.</summary>
    SeriousFindings,

    /// <summary>The dates of a file can't be read, or can be read in two ways.</summary>
    DateForm,

    /// <summary>The days asked for are reversed or lie in the future.</summary>
    DayRange,

    /// <summary>The store's folder can't be made.</summary>
    Folder,
}
