using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Workspace.Bars;

/// <summary>What to set of a stored ticker; what is null stays.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Market">The market's code, such as <c>XPAR</c>.</param>
/// <param name="Currency">What the stored prices are in: three letters (<c>EUR</c>), or a minor unit
/// (<c>GBp</c>). Prices are not converted.</param>
/// <param name="Kind">share, fund, index, crypto, currency or future.</param>
/// <param name="HasVolume">False reads the bars as if they had no volume.</param>
public sealed record SetRequest(
    string Ticker,
    string? Market = null,
    string? Currency = null,
    string? Kind = null,
    bool? HasVolume = null
)
{
    private const int LongestCurrency = 5;

    private static readonly Dictionary<string, InstrumentKind> Words = Enum.GetValues<InstrumentKind>()
        .Where(k => k != InstrumentKind.Unknown)
        .ToDictionary(k => k.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The words for a kind.</summary>
    public static IReadOnlyCollection<string> Kinds => Words.Keys;

    /// <summary>The word of a kind; null for an unknown one.</summary>
    internal static string? WordOf(InstrumentKind kind) =>
        kind == InstrumentKind.Unknown ? null : kind.ToString().ToLowerInvariant();

    /// <summary>The same in the store's terms.</summary>
    /// <exception cref="PloutosException">Nothing is to be set, or a value breaks its rule.</exception>
    internal Instrument ToInstrument()
    {
        if (this is { Market: null, Currency: null, Kind: null, HasVolume: null })
            throw Wrong("What is to be set must be named, but nothing is: a market, a currency, a kind or the volume.");
        string? market = Market?.Trim();
        if (market is not null && ExchangeCalendars.Find(market) is null)
            throw Wrong(
                $"A market must be one of {string.Join(", ", ExchangeCalendars.All.Select(c => c.Mic))}, but got"
                    + $" '{market}'."
            );
        InstrumentKind kind = InstrumentKind.Unknown;
        if (Kind is not null && !Words.TryGetValue(Kind.Trim(), out kind))
            throw Wrong($"A kind must be one of {string.Join(", ", Words.Keys)}, but got '{Kind}'.");
        return new()
        {
            Market = market is null ? null : ExchangeCalendars.Find(market)!.Mic,
            Currency = Currency is null ? null : CurrencyOf(Currency.Trim()),
            Kind = kind,
            HasVolume = HasVolume,
        };
    }

    private static string CurrencyOf(string text) =>
        MinorUnit.Codes.Contains(text) ? text
        : text.Length is >= 3 and <= LongestCurrency && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant()
        : throw Wrong(
            $"A currency must be 3 to {LongestCurrency} letters, such as EUR, or one of"
                + $" {string.Join(", ", MinorUnit.Codes)}, but got '{text}'."
        );

    private static PloutosException Wrong(string text) => new(Fault.WrongUsage, text);
}
