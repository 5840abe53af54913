using System.Globalization;
using System.Text;

namespace Ploutos.MarketData.Delivery;

/// <summary>Makes a source's words fit for a terminal and a log: one line, no control, format or
/// direction characters, a stated length at most.</summary>
internal static class RemoteText
{
    /// <summary>The longest quotation of a source's own words.</summary>
    public const int Quotation = 240;

    public static string Clean(string text, int most)
    {
        var clean = new StringBuilder(Math.Min(text.Length, most));
        foreach (Rune rune in text.EnumerateRunes())
        {
            // A rune that stands for broken UTF-16 is U+FFFD, a visible character.
            bool blank =
                Rune.IsWhiteSpace(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                        or UnicodeCategory.PrivateUse
                        or UnicodeCategory.OtherNotAssigned;
            if (!blank)
                clean.Append(rune.ToString());
            else if (clean.Length > 0 && clean[^1] != ' ')
                clean.Append(' ');
            if (clean.Length > most)
                return clean.ToString(0, most - 3).TrimEnd() + "...";
        }

        return clean.ToString().TrimEnd();
    }
}
