using System.Globalization;

namespace Ploutos.Signals.Ledger;

/// <summary>A day as the ledger's records write it, yyyy-MM-dd.</summary>
internal static class LedgerDay
{
    private const string Format = "yyyy-MM-dd";

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}
