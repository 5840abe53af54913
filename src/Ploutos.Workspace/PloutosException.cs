namespace Ploutos.Workspace;

/// <summary>A mistake or a shortage that the user can mend. The message says rule, value received
/// and what to do; no stack trace is shown.</summary>
public sealed class PloutosException : Exception
{
    /// <param name="fault">What kind of error it is.</param>
    /// <param name="message">Rule, value received, what to do.</param>
    /// <param name="inner">What was underneath, for the log.</param>
    public PloutosException(Fault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>What kind of error it is.</summary>
    public Fault Fault { get; }
}
