namespace Ploutos.MarketData.Delivery;

/// <summary>Why a source did not deliver.</summary>
public enum SourceFault
{
    /// <summary>It does not know the ticker, or knows it by another name.</summary>
    UnknownTicker,

    /// <summary>It knows the ticker, but has no bars in the range.</summary>
    NoBarsInRange,

    /// <summary>It knows the ticker, but on a market whose trading days are not known here.</summary>
    UnknownCalendar,

    /// <summary>A key is missing.</summary>
    NotConfigured,

    /// <summary>It refused the key, or asks for consent.</summary>
    Refused,

    /// <summary>Too many requests.</summary>
    RateLimited,

    /// <summary>It can't be reached, answers too slowly, breaks off, or has trouble of its own.</summary>
    Unavailable,

    /// <summary>It answered in a shape that this program does not know.</summary>
    ChangedShape,
}

/// <summary>A source did not deliver; <see cref="Fault"/> tells why, the message tells what
/// to do. The message may quote the source: it is one line without control characters.</summary>
public sealed class SourceException(string source, SourceFault fault, string message, Exception? inner = null)
    : MarketDataException($"{source}: {RemoteText.Clean(message, LongestMessage)}", inner)
{
    private const int LongestMessage = 1200;

    /// <summary>Which source.</summary>
    public string SourceName { get; } = source;

    /// <summary>Why.</summary>
    public SourceFault Fault { get; } = fault;
}
