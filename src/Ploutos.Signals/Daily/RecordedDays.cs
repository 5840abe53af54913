using Ploutos.MarketData.Calendar;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.Daily;

/// <summary>What the ledger says of each ticker's newest record.</summary>
/// <param name="signals">What is recorded.</param>
internal sealed class RecordedDays(SignalStore signals)
{
    private readonly IReadOnlyDictionary<string, DateOnly> _last = signals.LastDays(),
        _asked = signals.FirstAskedDays();

    /// <summary>The session after a ticker's newest record, else the first day that it was asked for without an
    /// answer; null where it was never asked for.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="market">Its market.</param>
    public DateOnly? FirstLacking(string ticker, ExchangeCalendar market) =>
        _last.TryGetValue(ticker, out DateOnly newest) ? market.Next(newest)
        : _asked.TryGetValue(ticker, out DateOnly first) ? first
        : null;
}
