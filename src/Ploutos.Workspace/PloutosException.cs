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
        : base(ParameterName.LeftOut(message), inner) => Fault = fault;

    /// <summary>What kind of error it is.</summary>
    public Fault Fault { get; }

    /// <summary>What the user can do, the likeliest first; empty where the message says all.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>The message in a caller's words: a value of the request that it begins with, such as
    /// <c>firstTest</c>, by the name that the caller's users give it.</summary>
    /// <param name="nameOf">The name of a value, from its name in camelCase.</param>
    public string MessageFor(Func<string, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        string? name = Remedies
            .OfType<ChangeOption>()
            .Select(remedy => remedy.Name)
            .FirstOrDefault(value => Message.StartsWith(value + " ", StringComparison.Ordinal));
        return name is null ? Message : nameOf(name) + Message[name.Length..];
    }
}
