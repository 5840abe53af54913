using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace;

/// <summary>A mistake or a shortage that the user can mend. The message says rule and value
/// received, in words that fit every caller; what to do stands in <see cref="Remedies"/>. No stack
/// trace is shown.</summary>
public sealed class PloutosException : Exception
{
    /// <param name="fault">What kind of error it is.</param>
    /// <param name="message">Rule and value received; no command, no flag.</param>
    /// <param name="inner">What was underneath, for the log.</param>
    public PloutosException(Fault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>What kind of error it is.</summary>
    public Fault Fault { get; }

    /// <summary>What the user can do, the likeliest first; empty where the message says all.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
