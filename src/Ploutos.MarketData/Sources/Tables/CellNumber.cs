using System.Globalization;
using System.Text.RegularExpressions;

namespace Ploutos.MarketData.Sources.Tables;

/// <summary>Reads a number as providers write it: perhaps with a currency sign before it, and with
/// signs between thousands only where nothing else can be meant.</summary>
internal static partial class CellNumber
{
    private const string CurrencySigns = "$€£¥";

    /// <summary>Reads a cell.</summary>
    /// <param name="text">The cell, without blanks around it.</param>
    /// <param name="form">How the table writes numbers.</param>
    /// <param name="value">The number; NaN where the cell says that there is none.</param>
    /// <returns>Whether the cell is a number or a missing one.</returns>
    public static bool TryRead(string text, NumberForm form, out double value)
    {
        value = double.NaN;
        if (IsMissing(text))
            return true;
        string digits = WithoutCurrency(text, out bool hadCurrency);
        return Plain(digits, form, hadCurrency) is { } plain
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a count of shares, which may be shortened: <c>55.47M</c> is 55,470,000, or
    /// <c>55,47M</c> in a table with a decimal comma.</summary>
    public static bool TryReadCount(string text, NumberForm form, out double value)
    {
        decimal unit = text.Length == 0 ? 1 : Unit(text[^1]);
        if (unit == 1)
            return TryRead(text, form, out value);
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        decimal count = 0;
        string shown = text[..^1].TrimEnd();
        // Shortened counts have decimals: a lone point may begin them even where prices have a comma
        bool isUnclear = form == NumberForm.Comma && !shown.Contains(',') && shown.Count(c => c == '.') == 1;
        bool isNumber =
            !isUnclear
            && Plain(shown, form, isMoney: false) is { } digits
            && decimal.TryParse(digits, style, CultureInfo.InvariantCulture, out count);
        // Decimal, so that no share is lost between 55.47 and 55470000
        value = isNumber && Math.Abs(count) < 1e12m ? (double)(count * unit) : double.NaN;
        return isNumber;
    }

    /// <summary>The form of a table whose cells are these; null where they do not tell.</summary>
    public static NumberForm? FormOf(IEnumerable<string> cells)
    {
        bool comma = false;
        foreach (string cell in cells)
        {
            if (PointOnly().IsMatch(cell))
                return NumberForm.Point;
            comma |= CommaOnly().IsMatch(cell);
        }

        return comma ? NumberForm.Comma : null;
    }

    /// <summary>What a number's signs may mean in a table, as a sentence's part; null where the cell
    /// holds no such sign.</summary>
    public static string? RuleOf(string text, NumberForm form) =>
        !text.Any(char.IsAsciiDigit) || !text.AsSpan().ContainsAny('.', ',') ? null
        : form == NumberForm.Comma
            ? "a comma begins the decimals here, and points part thousands by threes where they can't be decimal ones,"
                + " as in 1.234,5 or 1.234.567"
        : "a point begins the decimals here, and commas part thousands by threes where they can't be decimal ones,"
            + " as in 1,234.5 or 1,234,567";

    /// <summary>Digits with a decimal point and nothing between thousands; null where a sign can mean
    /// something else.</summary>
    private static string? Plain(string text, NumberForm form, bool isMoney)
    {
        if (form == NumberForm.Point)
            return Grouped().IsMatch(text) && (isMoney || text.Contains('.') || text.Count(c => c == ',') > 1)
                ? text.Replace(",", "", StringComparison.Ordinal)
                : text;
        string plain = Blanks().Replace(text, "");
        if (CommaGrouped().IsMatch(plain))
            plain = plain.Replace(".", "", StringComparison.Ordinal);
        return plain.Contains('.', StringComparison.Ordinal) ? null : plain.Replace(',', '.');
    }

    private static decimal Unit(char sign) =>
        sign switch
        {
            'K' or 'k' => 1_000,
            'M' or 'm' => 1_000_000,
            'B' or 'b' => 1_000_000_000,
            'T' or 't' => 1_000_000_000_000,
            _ => 1,
        };

    private static string WithoutCurrency(string text, out bool had)
    {
        int at = text.StartsWith('-') ? 1 : 0;
        had = at < text.Length && CurrencySigns.Contains(text[at]);
        return had ? string.Concat(text.AsSpan(0, at), text.AsSpan(at + 1).TrimStart()) : text;
    }

    private static bool IsMissing(string text) =>
        text is "" or "-" or "--" || text.ToUpperInvariant() is "NULL" or "NA" or "N/A" or "NAN" or "N/D";

    /// <summary>"1,234" may be a decimal comma; it is only taken for thousands beside other
    /// signs.</summary>
    [GeneratedRegex(@"^-?\d{1,3}(,\d{3})+(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^-?\d{1,3}(\.\d{3})+(,\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex CommaGrouped();

    // "184,40", "0,123", "1.234,5": nothing but a decimal comma
    [GeneratedRegex(@"^-?(\d+,(\d{1,2}|\d{4,})|0,\d+|\d{1,3}(\.\d{3})+,\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex CommaOnly();

    // "184.40", "0.123", "1,234.5": nothing but a decimal point
    [GeneratedRegex(@"^-?(\d+\.(\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(,\d{3})+\.\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex PointOnly();

    // French thousands stand apart by blanks that do not break
    [GeneratedRegex(@"(?<=\d)[ \u00A0\u202F](?=\d{3}(\D|$))", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
