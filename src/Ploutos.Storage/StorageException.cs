namespace Ploutos.Storage;

/// <summary>A file of ours cannot be used. The message says the file, the rule and the value
/// received, and what to do.</summary>
public sealed class StorageException : Exception
{
    /// <param name="fault">The kind of error.</param>
    /// <param name="message">Rule, value received, what to do.</param>
    /// <param name="inner">What was underneath, for the log.</param>
    public StorageException(StorageFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>The kind of error.</summary>
    public StorageFault Fault { get; }
}
