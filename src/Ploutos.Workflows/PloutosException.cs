namespace Ploutos.Workflows;

/// <summary>A mistake or a shortage that the user can mend. The message says rule, value received
/// and what to do; no stack trace is shown.</summary>
public sealed class PloutosException : Exception
{
    /// <param name="exitCode">What the command returns.</param>
    /// <param name="message">Rule, value received, what to do.</param>
    /// <param name="inner">What was underneath, for the log.</param>
    public PloutosException(ExitCode exitCode, string message, Exception? inner = null)
        : base(message, inner) => ExitCode = exitCode;

    /// <summary>What the command returns.</summary>
    public ExitCode ExitCode { get; }
}
