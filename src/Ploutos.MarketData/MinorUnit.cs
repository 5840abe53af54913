namespace Ploutos.MarketData;

/// <summary>Hundredths of a currency that exchanges quote in. Codes differ from their currency's by
/// case alone (<c>GBp</c>), so they are read as they are written.</summary>
public static class MinorUnit
{
    private const int InOne = 100;

    private static readonly Dictionary<string, string> Currencies = new(StringComparer.Ordinal)
    {
        ["GBp"] = "GBP",
        ["GBX"] = "GBP",
        ["ZAc"] = "ZAR",
        ["ZAC"] = "ZAR",
        ["ILA"] = "ILS",
    };

    /// <summary>The codes.</summary>
    public static IReadOnlyCollection<string> Codes => Currencies.Keys;

    /// <summary>The currency that a code stands for, and how many of the code's units make one of
    /// it: GBP and 100 for <c>GBp</c>, the code itself and 1 for a currency.</summary>
    public static (string Currency, int Units) Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Currencies.TryGetValue(code, out string? currency) ? (currency, InOne) : (code, 1);
    }
}
