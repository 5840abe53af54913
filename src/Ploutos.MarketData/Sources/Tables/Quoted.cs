using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>Words of a file as a message may repeat them: one line, no control characters,
/// short. Whatever a file holds, a terminal gets plain text.</summary>
public static class Quoted
{
    private const int LongestCell = 60,
        LongestName = 400;

    /// <summary>A cell, without quotation marks.</summary>
    public static string Cell(string text) => RemoteText.Clean(text, LongestCell);

    /// <summary>A file's name or path.</summary>
    public static string Name(string path) => RemoteText.Clean(path, LongestName);

    /// <summary>The names of a header.</summary>
    public static string Header(IEnumerable<string> names)
    {
        string text = RemoteText.Clean(string.Join(", ", names), 2 * LongestCell + 3);
        return text.Length <= 2 * LongestCell ? text : text[..(2 * LongestCell)] + "...";
    }
}
