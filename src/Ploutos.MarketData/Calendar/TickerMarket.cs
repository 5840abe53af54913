namespace Ploutos.MarketData.Calendar;

/// <summary>The market that a ticker's name points to. Names are Yahoo's: a suffix for the exchange
/// (<c>MC.PA</c>), <c>BTC-USD</c> for crypto-currencies, <c>EURUSD=X</c> for currencies, <c>^</c>
/// for an index. A name without any of these trades in New York; an index that is not known as one
/// of the United States or of another market here has no calendar.</summary>
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

    // Indexes of the United States by Yahoo's names: shares, volatility, interest rates.
    private static readonly HashSet<string> American = new(
        (
            "^GSPC ^SPX ^INX ^OEX ^XEO ^SP100 ^SP400 ^MID ^SP600 ^SML ^SP1000 ^SP1500 ^SP500TR ^SPXTR ^SPXEW ^SPSIBI"
            + " ^SP500-10 ^SP500-15 ^SP500-20 ^SP500-25 ^SP500-30 ^SP500-35 ^SP500-40 ^SP500-45 ^SP500-50 ^SP500-55"
            + " ^SP500-60 ^DJI ^DJT ^DJU ^DJA ^DJITR ^DJUSRE ^DWCF ^W5000 ^IXIC ^COMP ^COMPX ^NDX ^NDXT ^NDXE ^XNDX"
            + " ^XCMP ^QMI ^NBI ^IXBK ^IXF ^IXTC ^IXUT ^BANK ^INDS ^INSR ^OFIN ^TRAN ^IXK ^NQDIVUS ^RUT ^RUI ^RUA"
            + " ^RUJ ^RUO ^RLG ^RLV ^RAG ^RAV ^RMC ^RUTTR ^NYA ^NYY ^NYI ^NYL ^NYFANG ^XAX ^XMI ^VLIC ^VALUA ^SOX"
            + " ^BKX ^KRX ^KBW ^HGX ^OSX ^UTY ^XAL ^XAU ^HUI ^XOI ^XNG ^BTK ^DRG ^XBD ^DXY ^VIX ^VIX1D ^VIX9D ^VIX3M"
            + " ^VIX6M ^VIX1Y ^VXN ^VXD ^VXO ^RVX ^VVIX ^SKEW ^OVX ^GVZ ^EVZ ^MOVE ^PUT ^BXM ^BXD ^BXN ^CLL ^TNX ^TYX"
            + " ^FVX ^IRX"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    // The days of New York, each of which ends at midnight there: of the markets without a calendar
    // some close later than New York does (Chicago's futures, Sao Paulo), but none on a later date.
    private static readonly ExchangeCalendar UnknownClock = new(
        Exchanges.NewYork.Rules with
        {
            Hours = [new(Exchanges.NewYork.Rules.First, TimeOnly.MinValue, TimeOnly.MinValue)],
            EarlyCloses = [],
        }
    );

    // What a crypto-currency is priced in. Two letters behind a dash are a class of shares (BRK-B, BAC-PL).
    private static readonly HashSet<string> Money = new(
        ["USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "SEK", "HKD", "USDT", "USDC", "BTC", "ETH"],
        StringComparer.OrdinalIgnoreCase
    );

    // The exchanges of Yahoo's one-letter suffixes that have no calendar here: Frankfurt's floor,
    // Toronto's venture exchange. Any other letter is a class of shares in New York.
    private static readonly HashSet<string> OtherLetters = new(["F", "V"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The calendar of a ticker's market; null where the name points to one of which no
    /// calendar is known (<c>005930.KS</c>, <c>ES=F</c>, <c>^BVSP</c>).</summary>
    /// <param name="ticker">The ticker, in any case.</param>
    public static ExchangeCalendar? Find(string ticker)
    {
        ArgumentNullException.ThrowIfNull(ticker);
        if (ticker.StartsWith('^'))
            return Indexes.TryGetValue(ticker, out string? exchange) ? ExchangeCalendars.Find(exchange)
                : American.Contains(ticker) ? ExchangeCalendars.NewYork
                : null;
        if (ticker.Contains('=', StringComparison.Ordinal))
            return ticker.EndsWith("=X", StringComparison.OrdinalIgnoreCase) ? ExchangeCalendars.ForeignExchange : null;
        if (ticker.LastIndexOf('.') is > 0 and int dot)
            return OfSuffix(ticker[(dot + 1)..]);
        bool isCrypto = ticker.LastIndexOf('-') is > 0 and int dash && Money.Contains(ticker[(dash + 1)..]);
        return isCrypto ? ExchangeCalendars.RoundTheClock : ExchangeCalendars.NewYork;
    }

    /// <summary>The calendar by which a ticker's days are taken as finished: its market's. Where that is
    /// not known, New York's days, each finished at New York's midnight that ends it: by then every
    /// exchange from Tokyo to Chicago has ended the date.</summary>
    /// <param name="ticker">The ticker, in any case.</param>
    public static ExchangeCalendar ClockOf(string ticker) => Find(ticker) ?? UnknownClock;

    /// <summary>The same, of a market that is not the one that the name points to.</summary>
    /// <param name="ticker">The ticker, in any case.</param>
    /// <param name="market">The market's code; null for the one of the name.</param>
    public static ExchangeCalendar ClockOf(string ticker, string? market) =>
        (market is null ? null : ExchangeCalendars.Find(market)) ?? ClockOf(ticker);

    /// <summary>The same, of bars.</summary>
    public static ExchangeCalendar ClockOf(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return ClockOf(bars.Ticker, bars.Market);
    }

    /// <summary>The calendar of bars: of the market that they name, else of their ticker's; null where
    /// none is known.</summary>
    public static ExchangeCalendar? Find(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return bars.Market is null ? Find(bars.Ticker) : ExchangeCalendars.Find(bars.Market);
    }

    /// <summary>What tickers of one market have in common: its code. Where no calendar is known, the suffix
    /// of the name (<c>.KS</c>, <c>=F</c>), and of an index the name itself.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="market">The market's code, where it was set; null for the one of the name.</param>
    public static string GroupOf(string ticker, string? market)
    {
        ExchangeCalendar? calendar = market is null ? Find(ticker) : ExchangeCalendars.Find(market);
        return calendar?.Mic
            ?? (ticker.StartsWith('^') ? ticker : ticker[Math.Max(0, ticker.LastIndexOfAny(['.', '=']))..]);
    }

    /// <summary>Sessions a year of the market of bars, whatever their dates: what turns a forecast volatility
    /// a day into one a year. New York's where no calendar is known.</summary>
    public static SessionsPerYear YearOf(BarSeries bars) => Find(bars)?.SessionsPerYear ?? SessionsPerYear.NewYork;

    /// <summary>A ticker's name on a market: with the market's suffix where the name points to no
    /// other market by a suffix of its own. A class of shares is written with a dash before a suffix
    /// (<c>RDSA.B</c> in London is <c>RDSA-B.L</c>).</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="market">One of the known markets.</param>
    /// <returns>The name; null where it points to another market already.</returns>
    internal static string? NameIn(string ticker, ExchangeCalendar market)
    {
        ExchangeCalendar? named = Find(ticker);
        if (named == market)
            return ticker;
        bool isPlain = named == ExchangeCalendars.NewYork && !ticker.StartsWith('^');
        if (!isPlain)
            return null;
        if (market == ExchangeCalendars.ForeignExchange)
            return $"{ticker}=X";
        string? suffix = Suffixes.FirstOrDefault(s => s.Value == market.Mic).Key;
        return suffix is null ? null : $"{ticker.Replace('.', '-')}.{suffix}";
    }

    private static ExchangeCalendar? OfSuffix(string suffix)
    {
        if (Suffixes.TryGetValue(suffix, out string? mic))
            return ExchangeCalendars.Find(mic);
        bool isClass = (suffix.Length == 1 && !OtherLetters.Contains(suffix)) || suffix is "WS" or "ws";
        return isClass ? ExchangeCalendars.NewYork : null;
    }
}
