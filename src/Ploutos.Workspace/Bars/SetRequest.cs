using System.Globalization;
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
/// <param name="Ended">The last day of a ticker that ended, such as 2024-01-31; <c>none</c> for one that goes
/// on.</param>
public sealed record SetRequest(
    string Ticker,
    string? Market = null,
    string? Currency = null,
    string? Kind = null,
    bool? HasVolume = null,
    string? Ended = null
)
{
    private const string GoesOn = "none";

    /// <summary>Why it ended: delisted, merged or renamed; null for delisted.</summary>
    public string? Reason { get; init; }

    private const int LongestCurrency = 5;

    private static readonly Dictionary<string, InstrumentKind> Words = Enum.GetValues<InstrumentKind>()
        .Where(k => k != InstrumentKind.Unknown)
        .ToDictionary(k => k.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The words for a kind.</summary>
    public static IReadOnlyCollection<string> Kinds => Words.Keys;

    /// <summary>The words for a reason.</summary>
    public static IReadOnlyCollection<string> Reasons { get; } =
    [.. Enum.GetNames<EndReason>().Select(n => n.ToLowerInvariant())];

    /// <summary>The word of a reason; null for none.</summary>
    internal static string? WordOf(EndReason? reason) => reason?.ToString().ToLowerInvariant();

    /// <summary>The word of a kind; null for an unknown one.</summary>
    internal static string? WordOf(InstrumentKind kind) =>
        kind == InstrumentKind.Unknown ? null : kind.ToString().ToLowerInvariant();

    /// <summary>The same in the store's terms.</summary>
    /// <exception cref="PloutosException">Nothing is to be set, or a value breaks its rule.</exception>
    internal Instrument ToInstrument()
    {
        if (this is { Market: null, Currency: null, Kind: null, HasVolume: null, Ended: null })
            throw Wrong(
                Reason is null
                    ? "What is to be set must be named, but nothing is: a market, a currency, a kind, the volume or an"
                        + " end."
                    : "A reason must come with the day on which the ticker ended, but only the reason is given."
            );
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
            EndedOn = Ended is null ? null : EndOf(Ended.Trim()),
            EndReason = Ended is null ? null : ReasonOf(Reason?.Trim()),
        };
    }

    private static DateOnly EndOf(string text) =>
        text == GoesOn ? DateOnly.MaxValue
        : DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly day
        )
            ? day
        : throw Wrong($"An end must be a day such as 2024-01-31, or '{GoesOn}', but got '{text}'.");

    private static EndReason ReasonOf(string? text) =>
        text is null ? EndReason.Delisted
        : Reasons.Contains(text.ToLowerInvariant()) ? Enum.Parse<EndReason>(text, ignoreCase: true)
        : throw Wrong($"A reason must be one of {string.Join(", ", Reasons)}, but got '{text}'.");

    private static string CurrencyOf(string text) =>
        MinorUnit.Codes.Contains(text) ? text
        : text.Length is >= 3 and <= LongestCurrency && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant()
        : throw Wrong(
            $"A currency must be 3 to {LongestCurrency} letters, such as EUR, or one of"
                + $" {string.Join(", ", MinorUnit.Codes)}, but got '{text}'."
        );

    private static PloutosException Wrong(string text) => new(Fault.WrongUsage, text);
}
