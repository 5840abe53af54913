using Ploutos.MarketData.Calendar;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Sizing;

/// <summary>The rule that one portfolio is of one market: prices of several are in several currencies,
/// and nothing converts them.</summary>
internal static class SizeMarket
{
    /// <exception cref="PloutosException">The tickers are of several markets.</exception>
    public static void RequireOne(IEnumerable<string> tickers)
    {
        (string Market, string Ticker)[] markets =
        [
            .. tickers.Select(t => (Market: Of(t), Ticker: t)).DistinctBy(m => m.Market),
        ];
        if (markets.Length > 1)
            throw new PloutosException(
                Fault.WrongUsage,
                "Positions must be of one market, since prices are not converted between currencies, but got "
                    + string.Join(", ", markets.Take(4).Select(m => $"{m.Ticker} ({m.Market})"))
                    + ". Size each market alone, with the capital and the holdings that are in it."
            )
            {
                Remedies = [new ChangeOption("tickers", "those of one market, held ones too")],
            };
    }

    /// <summary>A market by what its prices are in: the exchange; of currencies and crypto-currencies the
    /// money; where no calendar is known, what the name ends with.</summary>
    private static string Of(string ticker)
    {
        string name = ticker.EndsWith("=X", StringComparison.Ordinal) ? ticker[..^2] : ticker;
        ExchangeCalendar? calendar = TickerMarket.Find(ticker);
        return calendar is null ? $"unknown market, {ticker[Math.Max(0, ticker.LastIndexOfAny(['.', '=', '^']))..]}"
            : calendar == ExchangeCalendars.RoundTheClock
                ? $"{calendar.Mic} in {ticker[(ticker.LastIndexOf('-') + 1)..]}"
            : calendar == ExchangeCalendars.ForeignExchange
                ? $"{calendar.Mic} in {name[Math.Max(0, name.Length - 3)..]}"
            : calendar.Mic;
    }
}
