namespace Ploutos.Release;

/// <summary>Something that a release must not leave open; the message says what, and what to do.</summary>
internal sealed class ReleaseException(string message) : Exception(message);
