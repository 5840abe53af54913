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

    /// <summary>Nothing says whose bars a file holds, or two things say it differently.</summary>
    TickerName,

    /// <summary>A file is of a kind that holds no bars, or that is not read.</summary>
    FileKind,

    /// <summary>An archive that must not be unpacked: too much in it, places outside of it, a
    /// password.</summary>
    Archive,

    /// <summary>The market that was named is not known, or not the ticker's.</summary>
    Market,

    /// <summary>There is no such file, or none in the folder.</summary>
    NoFile,

    /// <summary>The store holds the ticker already.</summary>
    TickerTaken,

    /// <summary>The days asked for are reversed or lie in the future.</summary>
    DayRange,

    /// <summary>The store's folder can't be made.</summary>
    Folder,
}
