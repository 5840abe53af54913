using System.Globalization;
using Ploutos.MarketData;
using Ploutos.MarketData.Currencies;
using Ploutos.MarketData.Store;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workspace.Bars;

/// <summary>The currency of an account on tickers of several, and the stored exchange rates that convert
/// their prices. Tickers of one currency are converted by nothing, unless another is wanted.</summary>
public sealed class AccountCurrency
{
    private const int LongestCode = 5,
        MostNamed = 5;

    private readonly Dictionary<string, ExchangeRates> _rates = new(StringComparer.Ordinal);

    private AccountCurrency(string? code) => Code = code;

    /// <summary>The account's currency; null where nobody knows the tickers' one currency.</summary>
    public string? Code { get; }

    /// <summary>Whether any price is converted.</summary>
    public bool Converts => _rates.Count > 0;

    /// <summary>What was converted, and how.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Finds the currency and its rates.</summary>
    /// <param name="store">The bars, those of the rates too.</param>
    /// <param name="bars">The tickers of the account.</param>
    /// <param name="wanted">The currency that is asked for; null for the tickers' own, or of several that of
    /// the most of them.</param>
    /// <param name="days">The first and the last day whose prices matter.</param>
    /// <param name="rule">The rule of serious findings, which holds for rates too.</param>
    /// <exception cref="PloutosException">A rate or a ticker's currency is not known: all that lacks is
    /// named.</exception>
    public static AccountCurrency Of(
        BarStore store,
        IReadOnlyList<BarSeries> bars,
        string? wanted,
        (DateOnly First, DateOnly Last) days,
        SeriousRule rule
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(rule);
        wanted = wanted is null ? null : CodeOf(wanted);
        (BarSeries Bars, string? Code)[] priced = [.. bars.Select(b => (b, CurrencyOf(store, b)))];
        string?[] codes = [.. priced.Select(p => p.Code).Distinct()];
        // Unknown currencies of one market are one currency.
        bool isOne = codes.Length <= 1 && (codes is not [null] || bars.Select(Group).Distinct().Count() == 1);
        if (isOne && (wanted is null || wanted == codes.FirstOrDefault()))
            return new(codes.FirstOrDefault());
        string account = wanted ?? MostOf(priced.Select(p => p.Code));
        return Rated(store, priced, account, days, rule);
    }

    /// <summary>Bars with prices in the account's currency; the same where theirs is the account's.</summary>
    public BarSeries Convert(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return _rates.TryGetValue(bars.Ticker, out ExchangeRates? rates) ? rates.Convert(bars) : bars;
    }

    /// <summary>What a price of one of a ticker's is worth at a day's close; NaN where it is not known.</summary>
    public double RateOf(BarSeries bars, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return _rates.TryGetValue(bars.Ticker, out ExchangeRates? rates) ? rates.AtClose(bars, day) : 1;
    }

    /// <summary>The code of a currency as it is asked for.</summary>
    /// <exception cref="PloutosException">It is none.</exception>
    public static string CodeOf(string text)
    {
        string code = (text ?? "").Trim();
        return code.Length is >= 3 and <= LongestCode && code.All(char.IsAsciiLetter) && !MinorUnit.Codes.Contains(code)
            ? code.ToUpperInvariant()
            : throw new PloutosException(
                Fault.WrongUsage,
                $"currency must be a code of 3 to {LongestCode} letters, such as EUR, but got '{text}'."
            )
            {
                Remedies = [new ChangeOption("currency", "a code such as EUR")],
            };
    }

    private static AccountCurrency Rated(
        BarStore store,
        (BarSeries Bars, string? Code)[] priced,
        string account,
        (DateOnly First, DateOnly Last) days,
        SeriousRule rule
    )
    {
        var found = new Dictionary<string, BarSeries?>(StringComparer.Ordinal);
        BarSeries? Rate(string name) =>
            found.TryGetValue(name, out BarSeries? known)
                ? known
                : found[name] = store.Contains(name) ? store.Read(name) : null;

        var lacks = new SortedSet<string>(StringComparer.Ordinal);
        var remedies = new List<Remedy>();
        var notes = new List<string>();
        var currency = new AccountCurrency(account) { Notes = notes };
        foreach (IGrouping<string?, BarSeries> group in priced.GroupBy(p => p.Code, p => p.Bars))
        {
            if (group.Key is not { } raw)
            {
                lacks.Add($"the currency of {Few([.. group.Select(b => b.Ticker)])} (set it)");
                continue;
            }

            (string code, int units) = MinorUnit.Of(raw);
            if (code == account && units == 1)
                continue;
            if (RatePath.Find(code, account, Rate) is not { } legs)
            {
                foreach (string name in RatePath.Lacking(code, account, Rate))
                    if (lacks.Add($"{name} (from {code} to {account})"))
                        remedies.Add(new FetchTicker(name));
                continue;
            }

            var rates = new ExchangeRates(units, legs);
            RequireSound(legs, days, rule);
            foreach (BarSeries bars in group)
                currency._rates.Add(bars.Ticker, rates);
            if (Gap(rates, group, days) is { } gap && lacks.Add(gap.Text))
                remedies.AddRange(
                    rates.Names.Select(n => new FetchTicker(n, gap.First.AddDays(-ExchangeRates.OldestDays)))
                );
            string how = legs.Count == 0 ? $"1 {code} is {units} {raw}" : $"by {string.Join(" and ", rates.Names)}";
            notes.Add(
                $"Prices of {Few([.. group.Select(b => b.Ticker)])} are converted from {raw} to {account}, {how}"
                    + (legs.Count == 0 ? "." : ": the last rate whose day had ended.")
            );
        }

        return lacks.Count == 0
            ? currency
            : throw new PloutosException(
                Fault.NoBars,
                $"An account in {account} on tickers in {Few([.. priced.Select(p => p.Code ?? "?").Distinct()])} needs"
                    + $" exchange rates in the store. What lacks: {string.Join("; ", lacks)}."
            )
            {
                Remedies = [.. remedies, new ChangeOption("tickers", "those of one currency")],
            };
    }

    /// <summary>The first of the days on which a price can't be converted.</summary>
    private static (string Text, DateOnly First)? Gap(
        ExchangeRates rates,
        IEnumerable<BarSeries> tickers,
        (DateOnly First, DateOnly Last) days
    )
    {
        DateOnly[] missing =
        [
            .. tickers
                .SelectMany(b => b.Dates.ToArray().Select(d => (Bars: b, Day: d)))
                .Where(p => p.Day >= days.First && p.Day <= days.Last && double.IsNaN(rates.AtClose(p.Bars, p.Day)))
                .Select(p => p.Day),
        ];
        return missing.Length == 0
            ? null
            : (
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{string.Join(" and ", rates.Names)} from {missing.Min():yyyy-MM-dd} to {missing.Max():yyyy-MM-dd}"
                        + $" (a rate older than {ExchangeRates.OldestDays} days does not count)"
                ),
                missing.Min()
            );
    }

    private static void RequireSound(
        IReadOnlyList<RateLeg> legs,
        (DateOnly First, DateOnly Last) days,
        SeriousRule rule
    )
    {
        AdmittedBars admitted = rule.Sort([.. legs.Select(l => l.Bars)], days.First, days.Last, before: 0);
        if (admitted.Series.Count < legs.Count)
            throw SeriousRule.Refusal("An exchange rate", admitted.Findings);
    }

    private static string? CurrencyOf(BarStore store, BarSeries bars) =>
        MarketCurrency.Of(bars.Ticker, store.Find(bars.Ticker)?.Instrument ?? new());

    private static string Group(BarSeries bars) => MarketData.Calendar.TickerMarket.GroupOf(bars.Ticker, bars.Market);

    /// <summary>The currency of the most tickers; of two, the first by its letters.</summary>
    private static string MostOf(IEnumerable<string?> codes) =>
        codes
            .OfType<string>()
            .Select(c => MinorUnit.Of(c).Currency)
            .GroupBy(c => c)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key)
            .FirstOrDefault("USD");

    private static string Few(string[] names) =>
        names.Length <= MostNamed
            ? string.Join(", ", names)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(", ", names.Take(MostNamed))} and {names.Length - MostNamed} more"
            );
}
