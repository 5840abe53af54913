using Ploutos.MarketData.Calendar;

namespace Ploutos.PaperTrading;

/// <summary>A market's day that was decided.</summary>
public sealed record PlannedDay(
    DateOnly Day,
    decimal Cash,
    decimal Equity,
    PaperOutcome Outcome,
    string Detail,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The market's code.</summary>
    public string Market { get; init; } = ExchangeCalendars.NewYork.Mic;

    /// <summary>The moment from which the day's closes are final.</summary>
    public DateTimeOffset ClosedAt => Calendar.FinishedAt(Day);

    /// <summary>The market.</summary>
    internal ExchangeCalendar Calendar => ExchangeCalendars.Find(Market) ?? ExchangeCalendars.NewYork;
}
