using System.Globalization;
using System.Text.RegularExpressions;

namespace Ploutos.MarketData.Sources.Csv;

/// <summary>Reads a number as providers write it: with a decimal point, perhaps with a currency
/// sign before it, and with commas between thousands only where nothing else can be meant.</summary>
internal static partial class CsvNumber
{
    private const string CurrencySigns = "$€£¥";

    /// <summary>Reads a cell.</summary>
    /// <param name="text">The cell, without blanks around it.</param>
    /// <param name="value">The number; NaN where the cell says that there is none.</param>
    /// <returns>Whether the cell is a number or a missing one.</returns>
    public static bool TryRead(string text, out double value)
    {
        value = double.NaN;
        if (IsMissing(text))
            return true;
        string plain = WithoutCurrency(text, out bool hadCurrency);
        if (Grouped().IsMatch(plain) && (hadCurrency || plain.Contains('.') || plain.Count(c => c == ',') > 1))
            plain = plain.Replace(",", "", StringComparison.Ordinal);
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

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
}
