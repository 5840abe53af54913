namespace Ploutos.MarketData;

/// <summary>A fault in market data or its store that the user can act on. The message stands
/// alone: what is wrong, where, the value received and what to do next; no stack trace is needed to
/// understand it.</summary>
public class MarketDataException : Exception
{
    /// <summary>Takes the message that the user is to read.</summary>
    public MarketDataException(string message)
        : base(message) { }

    /// <summary>Takes the message that the user is to read, and what led to it.</summary>
    public MarketDataException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>What kind of trouble it is, so that a caller can offer a remedy.</summary>
    public MarketDataFault Kind { get; init; }

    /// <summary>The ticker that it is about; null where it is about none or several.</summary>
    public string? Ticker { get; init; }
}
