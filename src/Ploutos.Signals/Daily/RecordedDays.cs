using Ploutos.MarketData.Calendar;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.Daily;

/// <summary>What the ledger says of each ticker's newest record.</summary>
/// <param name="signals">What is recorded.</param>
internal sealed class RecordedDays(SignalStore signals)
{
    private readonly IReadOnlyDictionary<string, DateOnly> _last = signals.LastDays(),
        _asked = signals.FirstAskedDays();

    /// <summary>The session after a ticker's newest record, else the first day up to the due one that it was asked
    /// for without an answer; null where it was never asked for.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="market">Its market.</param>
    /// <param name="due">The last day that is due.</param>
    public DateOnly? FirstLacking(string ticker, ExchangeCalendar market, DateOnly due) =>
        _last.TryGetValue(ticker, out DateOnly newest) ? market.Next(newest)
        : !_asked.TryGetValue(ticker, out DateOnly first) ? null
        : first < due ? first
        : due;
}
