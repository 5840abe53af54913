namespace Ploutos.MarketData.Currencies;

/// <summary>Which exchange rates lead from one currency to another: the pair itself in either direction,
/// else a cross by the dollar. Names are Yahoo's: <c>EURUSD=X</c> is dollars for a euro, <c>JPY=X</c> yen
/// for a dollar.</summary>
public static class RatePath
{
    private const string Dollar = "USD";

    // Quoted as so many dollars for one of them; of the others, so many of them for a dollar.
    private static readonly HashSet<string> BeforeDollar = new(StringComparer.Ordinal) { "EUR", "GBP", "AUD", "NZD" };

    /// <summary>The legs of the way; null where the rates at hand make none.</summary>
    /// <param name="from">The currency of the prices.</param>
    /// <param name="to">The currency wanted.</param>
    /// <param name="find">Bars of a rate by its name; null where there are none.</param>
    public static IReadOnlyList<RateLeg>? Find(string from, string to, Func<string, BarSeries?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        if (from == to)
            return [];
        if (Pair(from, to, find) is { } direct)
            return [direct];
        return
            from != Dollar
            && to != Dollar
            && Pair(from, Dollar, find) is { } first
            && Pair(Dollar, to, find) is { } second
            ? [first, second]
            : null;
    }

    /// <summary>The names of the rates to fetch for a way that is not there.</summary>
    /// <param name="from">The currency of the prices.</param>
    /// <param name="to">The currency wanted.</param>
    /// <param name="find">Bars of a rate by its name; null where there are none.</param>
    public static IReadOnlyList<string> Lacking(string from, string to, Func<string, BarSeries?> find) =>
        from == Dollar || to == Dollar
            ? [NameOf(from == Dollar ? to : from)]
            : [.. new[] { from, to }.Where(c => Pair(c, Dollar, find) is null).Select(NameOf)];

    /// <summary>The usual name of a currency's rate to the dollar.</summary>
    private static string NameOf(string currency) =>
        BeforeDollar.Contains(currency) ? $"{currency}{Dollar}=X" : $"{Dollar}{currency}=X";

    private static RateLeg? Pair(string from, string to, Func<string, BarSeries?> find) =>
        Names(from, to).Select(find).FirstOrDefault(b => b is not null) is { } straight ? new(straight, false)
        : Names(to, from).Select(find).FirstOrDefault(b => b is not null) is { } inverse ? new(inverse, true)
        : null;

    private static IEnumerable<string> Names(string from, string to)
    {
        yield return $"{from}{to}=X";
        if (from == Dollar)
            yield return $"{to}=X";
        yield return $"{from}-{to}"; // a crypto-currency in a currency
    }
}
