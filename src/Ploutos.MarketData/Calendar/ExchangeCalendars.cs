using Ploutos.MarketData.Calendar.Exchanges;

namespace Ploutos.MarketData.Calendar;

/// <summary>The calendars that are known.</summary>
public static class ExchangeCalendars
{
    /// <summary>New York, <c>XNYS</c>: the shares of the United States, Nasdaq's too.</summary>
    public static ExchangeCalendar NewYork { get; } = new(Exchanges.NewYork.Rules);

    /// <summary>Every day, <c>24/7</c>: crypto-currencies.</summary>
    public static ExchangeCalendar RoundTheClock { get; } = new(Exchanges.RoundTheClock.Rules);

    /// <summary>Every weekday, <c>24/5</c>: foreign exchange.</summary>
    public static ExchangeCalendar ForeignExchange { get; } = new(Exchanges.ForeignExchange.Rules);

    /// <summary>All of them, exchanges first.</summary>
    public static IReadOnlyList<ExchangeCalendar> All { get; } =
    [
        NewYork,
        new(Toronto.Rules),
        new(London.Rules),
        new(Paris.Rules),
        new(Amsterdam.Rules),
        new(Brussels.Rules),
        new(Milan.Rules),
        new(Madrid.Rules),
        new(Frankfurt.Rules),
        new(Zurich.Rules),
        new(Stockholm.Rules),
        new(Tokyo.Rules),
        new(HongKong.Rules),
        new(Sydney.Rules),
        RoundTheClock,
        ForeignExchange,
    ];

    /// <summary>The calendar of a market identifier code, whatever its case; null where it is not
    /// known.</summary>
    public static ExchangeCalendar? Find(string mic) =>
        All.FirstOrDefault(c => c.Mic.Equals(mic, StringComparison.OrdinalIgnoreCase));
}
