namespace Ploutos.MarketData.Calendar;

/// <summary>What a ticker's name alone tells of it.</summary>
public static class NamedInstrument
{
    private const int CurrencyLength = 3;

    /// <summary>Market, kind, and for crypto-currencies and currencies what they are priced in.</summary>
    /// <param name="ticker">The ticker, in any case.</param>
    public static Instrument Of(string ticker)
    {
        ArgumentNullException.ThrowIfNull(ticker);
        string name = ticker.ToUpperInvariant();
        ExchangeCalendar? market = TickerMarket.Find(name);
        (InstrumentKind kind, string? currency) =
            market == ExchangeCalendars.RoundTheClock ? (InstrumentKind.Crypto, name[(name.LastIndexOf('-') + 1)..])
            : market == ExchangeCalendars.ForeignExchange
                ? (InstrumentKind.Currency, name.Length > CurrencyLength + 1 ? name[^5..^2] : null)
            : name.StartsWith('^') ? (InstrumentKind.Index, null)
            : name.EndsWith("=F", StringComparison.Ordinal) ? (InstrumentKind.Future, null)
            : (InstrumentKind.Unknown, (string?)null);
        return new()
        {
            Market = market?.Mic,
            Kind = kind,
            Currency = currency,
        };
    }
}
