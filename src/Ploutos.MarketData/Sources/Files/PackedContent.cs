namespace Ploutos.MarketData.Sources.Files;

/// <summary>One content of a file: the file itself, or what is packed in it.</summary>
/// <param name="File">For messages: a path, with the entry's name where the file is an
/// archive.</param>
/// <param name="Name">The name that may hold a ticker.</param>
/// <param name="Open">Opens it; called once, while the archive is open.</param>
internal sealed record PackedContent(string File, string Name, Func<PeekedStream> Open)
{
    /// <summary>What speaks against unpacking the content itself to so many bytes; asked once, when it
    /// was read.</summary>
    public required Func<long, MarketDataException?> Refuse { get; init; }

    /// <summary>Whether the content is one of an archive's, which nobody named.</summary>
    public bool IsEntry { get; init; }
}
