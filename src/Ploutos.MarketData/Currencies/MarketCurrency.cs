using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Currencies;

/// <summary>What a market's shares are quoted in, where nothing else tells. London is left out: sources
/// and files quote its shares in pounds or in pence.</summary>
public static class MarketCurrency
{
    private const int CodeLength = 3;
    private const string RateSuffix = "=X";

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["XNYS"] = "USD",
        ["XTSE"] = "CAD",
        ["XPAR"] = "EUR",
        ["XAMS"] = "EUR",
        ["XBRU"] = "EUR",
        ["XMIL"] = "EUR",
        ["XMAD"] = "EUR",
        ["XETR"] = "EUR",
        ["XSWX"] = "CHF",
        ["XSTO"] = "SEK",
        ["XTKS"] = "JPY",
        ["XHKG"] = "HKD",
        ["XASX"] = "AUD",
    };

    /// <summary>The currency code of a ticker's prices: what is known of it, else its market's; a minor
    /// unit as it is (<c>GBp</c>). A crypto-currency's name ends with it (<c>BTC-USD</c>), an exchange rate's,
    /// too (<c>EURUSD=X</c>, <c>JPY=X</c>). Null where nothing tells.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="instrument">What is known of it.</param>
    public static string? Of(string ticker, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return instrument.Currency
            ?? InName(ticker)
            ?? ((instrument.Market ?? TickerMarket.Find(ticker)?.Mic) is { } mic ? Codes.GetValueOrDefault(mic) : null);
    }

    private static string? InName(string ticker)
    {
        ExchangeCalendar? market = TickerMarket.Find(ticker);
        string name = ticker.ToUpperInvariant();
        if (market == ExchangeCalendars.RoundTheClock)
            return name[(name.LastIndexOf('-') + 1)..];
        return market == ExchangeCalendars.ForeignExchange && name.Length >= CodeLength + RateSuffix.Length
            ? name[^(CodeLength + RateSuffix.Length)..^RateSuffix.Length]
            : null;
    }
}
