namespace Ploutos.MarketData;

/// <summary>There are no bars to answer with: an unknown ticker, an empty range, an empty store
/// (exit code 3 of the command).</summary>
public sealed class NoDataException : MarketDataException
{
    /// <summary>Takes the message that the user is to read.</summary>
    public NoDataException(string message)
        : base(message) { }
}
