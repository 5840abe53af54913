using System.Text.Json;
using Ploutos.MarketData.Calendar;
using Ploutos.Signals.Ledger;

namespace Ploutos.Signals.Replay;

/// <summary>What the records of the risk chains claim: none was made before the close of its day, a
/// late one says so, and an outcome scores a forecast that is there.</summary>
internal sealed class RiskClaims
{
    private readonly Dictionary<(string, DateOnly), DateTimeOffset> _made = [];

    /// <summary>What is wrong with a forecast's claims, or null.</summary>
    public string? OfForecast(string body)
    {
        RiskForecastRecord record = JsonSerializer.Deserialize(body, LedgerJson.Default.RiskForecastRecord)!;
        _made[(record.Ticker, record.AsOf)] = record.MadeAt;
        ExchangeCalendar market = DayMoments.Market(record.Exchange);
        DateTimeOffset close = DayMoments.CloseOf(record.AsOf, market);
        return record.MadeAt < close
                ? $"is a risk forecast of {record.AsOf:yyyy-MM-dd} made at {record.MadeAt:u}, before that day's"
                    + $" close at {close:u}"
            : record.Late != (record.MadeAt >= DayMoments.KnownFrom(record.AsOf, market))
                ? $"was made at {record.MadeAt:u} and {(record.Late ? "says" : "does not say")} that it is late"
            : null;
    }

    /// <summary>What is wrong with an outcome's claims, or null.</summary>
    public string? OfOutcome(string body)
    {
        RiskOutcome outcome = JsonSerializer.Deserialize(body, LedgerJson.Default.RiskOutcome)!;
        return !_made.TryGetValue((outcome.Ticker, outcome.AsOf), out DateTimeOffset at)
                ? $"scores {outcome.Ticker} of {outcome.AsOf:yyyy-MM-dd}, of which there is no risk forecast"
            : outcome.ScoredAt < at ? $"was scored at {outcome.ScoredAt:u}, before its forecast was made at {at:u}"
            : null;
    }
}
