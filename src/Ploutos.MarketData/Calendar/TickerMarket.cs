namespace Ploutos.MarketData.Calendar;

/// <summary>The market that a ticker's name points to. Names are Yahoo's: a suffix for the exchange
/// (<c>MC.PA</c>), <c>BTC-USD</c> for crypto-currencies, <c>EURUSD=X</c> for currencies, <c>^</c>
/// for an index. A name without any of these trades in New York.</summary>
public static class TickerMarket
{
    private static readonly Dictionary<string, string> Suffixes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["US"] = "XNYS",
        ["PA"] = "XPAR",
        ["AS"] = "XAMS",
        ["BR"] = "XBRU",
        ["MI"] = "XMIL",
        ["MC"] = "XMAD",
        ["DE"] = "XETR",
        ["L"] = "XLON",
        ["SW"] = "XSWX",
        ["ST"] = "XSTO",
        ["TO"] = "XTSE",
        ["T"] = "XTKS",
        ["HK"] = "XHKG",
        ["AX"] = "XASX",
    };

    // An index that is not named here is one of the United States, of which there are thousands.
    private static readonly Dictionary<string, string> Indexes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["^FCHI"] = "XPAR",
        ["^SBF120"] = "XPAR",
        ["^AEX"] = "XAMS",
        ["^BFX"] = "XBRU",
        ["^IBEX"] = "XMAD",
        ["^GDAXI"] = "XETR",
        ["^MDAXI"] = "XETR",
        ["^SDAXI"] = "XETR",
        ["^TECDAX"] = "XETR",
        ["^FTSE"] = "XLON",
        ["^FTMC"] = "XLON",
        ["^SSMI"] = "XSWX",
        ["^OMX"] = "XSTO",
        ["^GSPTSE"] = "XTSE",
        ["^N225"] = "XTKS",
        ["^HSI"] = "XHKG",
        ["^HSCE"] = "XHKG",
        ["^AXJO"] = "XASX",
        ["^AORD"] = "XASX",
    };

    // What a crypto-currency is priced in. Two letters behind a dash are a class of shares (BRK-B, BAC-PL).
    private static readonly HashSet<string> Money = new(
        ["USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "SEK", "HKD", "USDT", "USDC", "BTC", "ETH"],
        StringComparer.OrdinalIgnoreCase
    );

    // The exchanges of Yahoo's one-letter suffixes that have no calendar here: Frankfurt's floor,
    // Toronto's venture exchange. Any other letter is a class of shares in New York.
    private static readonly HashSet<string> OtherLetters = new(["F", "V"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The calendar of a ticker's market; null where the name points to one of which no
    /// calendar is known (<c>005930.KS</c>, <c>ES=F</c>).</summary>
    /// <param name="ticker">The ticker, in any case.</param>
    public static ExchangeCalendar? Find(string ticker)
    {
        ArgumentNullException.ThrowIfNull(ticker);
        if (ticker.StartsWith('^'))
            return ExchangeCalendars.Find(Indexes.GetValueOrDefault(ticker, ExchangeCalendars.NewYork.Mic));
        if (ticker.Contains('=', StringComparison.Ordinal))
            return ticker.EndsWith("=X", StringComparison.OrdinalIgnoreCase) ? ExchangeCalendars.ForeignExchange : null;
        if (ticker.LastIndexOf('.') is > 0 and int dot)
            return OfSuffix(ticker[(dot + 1)..]);
        bool isCrypto = ticker.LastIndexOf('-') is > 0 and int dash && Money.Contains(ticker[(dash + 1)..]);
        return isCrypto ? ExchangeCalendars.RoundTheClock : ExchangeCalendars.NewYork;
    }

    /// <summary>The calendar by which a ticker's days are taken as finished: its market's, or New
    /// York's where that is not known. Of the exchanges, New York ends a date last.</summary>
    /// <param name="ticker">The ticker, in any case.</param>
    public static ExchangeCalendar ClockOf(string ticker) => Find(ticker) ?? ExchangeCalendars.NewYork;

    private static ExchangeCalendar? OfSuffix(string suffix)
    {
        if (Suffixes.TryGetValue(suffix, out string? mic))
            return ExchangeCalendars.Find(mic);
        bool isClass = (suffix.Length == 1 && !OtherLetters.Contains(suffix)) || suffix is "WS" or "ws";
        return isClass ? ExchangeCalendars.NewYork : null;
    }
}
