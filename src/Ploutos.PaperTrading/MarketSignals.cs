using Ploutos.MarketData.Calendar;

namespace Ploutos.PaperTrading;

/// <summary>The signals of a market's day.</summary>
/// <param name="Market">The market.</param>
/// <param name="Day">Its day.</param>
/// <param name="Signals">Signal by ticker.</param>
public sealed record MarketSignals(ExchangeCalendar Market, DateOnly Day, IReadOnlyDictionary<string, string> Signals);
