using Ploutos.MarketData.Calendar;
using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading;

/// <summary>Stores how a day of paper trading ended, and makes the answer of it.</summary>
internal sealed class PaperDayRecord(Book book)
{
    /// <summary>A day before the last one that was run: nothing is done and nothing stored.</summary>
    public static PaperRun Passed(DateOnly day, DateOnly last) =>
        Nothing(day, $"{day:yyyy-MM-dd} was passed: the account has been run up to {last:yyyy-MM-dd}.");

    /// <summary>A day of which nothing is done and nothing stored.</summary>
    /// <param name="day">The day.</param>
    /// <param name="why">Why, in a sentence.</param>
    public static PaperRun Nothing(DateOnly day, string why) =>
        new()
        {
            Day = day,
            Outcome = PaperOutcome.Waiting,
            Detail = why,
            Cash = null,
            Equity = null,
            Orders = [],
            Fills = [],
            Notes = [],
            Reconciliation = null,
        };

    /// <summary>Stores the outcome of a day. A day that was ordered stays so; running it again only
    /// says how it stands.</summary>
    /// <param name="market">Its market.</param>
    /// <param name="day">The day.</param>
    /// <param name="outcome">How it ended this time.</param>
    /// <param name="detail">Why, in a sentence.</param>
    /// <param name="account">Equity in dollars, fills taken over, and how book and broker compare.</param>
    /// <param name="notes">What else is to be known.</param>
    public PaperRun Close(
        ExchangeCalendar market,
        DateOnly day,
        PaperOutcome outcome,
        string detail,
        PaperAccountState account,
        IReadOnlyList<string> notes
    )
    {
        PaperOutcome kept = outcome;
        if (book.Plan(market, day) is { Outcome: PaperOutcome.Traded } && outcome != PaperOutcome.Traded)
            (kept, detail) = (PaperOutcome.Traded, $"The orders of {day:yyyy-MM-dd} were given before. Now: {detail}");
        else
            book.SetPlan(new(day, book.Cash(), account.Equity, outcome, detail, notes) { Market = market.Mic });
        return new()
        {
            Day = day,
            Outcome = kept,
            Detail = detail,
            Cash = book.Cash(),
            Equity = account.Equity,
            Orders = [.. account.OrdersOf(book, market, day).Select(o => o.Shown)],
            Fills = account.Fills,
            Notes = notes,
            Reconciliation = account.Found,
            Remedies = outcome switch
            {
                PaperOutcome.Refused => [new AcceptAccount()],
                PaperOutcome.Stopped => [new ResumePaper()],
                _ => [],
            },
        };
    }
}

/// <summary>The account as a day finds it.</summary>
/// <param name="Equity">Money.</param>
/// <param name="Fills">Orders whose fills were taken over.</param>
/// <param name="Found">How the book and the broker compare.</param>
/// <param name="MarketOf">The market of a ticker.</param>
internal sealed record PaperAccountState(
    decimal Equity,
    IReadOnlyList<PaperOrder> Fills,
    PaperReconciliation Found,
    Func<string, ExchangeCalendar> MarketOf
)
{
    /// <summary>The orders of a market's day.</summary>
    public List<BookOrder> OrdersOf(Book book, ExchangeCalendar market, DateOnly day) =>
        book.OrdersOf(day).FindAll(o => MarketOf(o.Ticker) == market);
}
