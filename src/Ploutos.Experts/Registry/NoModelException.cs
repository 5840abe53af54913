namespace Ploutos.Experts.Registry;

/// <summary>An expert has no model of the version asked for, or the vote has no thresholds.</summary>
public sealed class NoModelException : FileNotFoundException
{
    /// <param name="expert">The expert; null where it is about all of them.</param>
    /// <param name="message">What is missing.</param>
    /// <param name="folder">Where it was looked for.</param>
    public NoModelException(string? expert, string message, string? folder = null)
        : base(message, folder) => Expert = expert;

    /// <summary>The expert; null where it is about all of them.</summary>
    public string? Expert { get; }
}
