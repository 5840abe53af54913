using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading;

/// <summary>Stores how a day of paper trading ended, and makes the answer of it.</summary>
internal sealed class PaperDayRecord(Book book)
{
    /// <summary>A day before the last one that was run: nothing is done and nothing stored.</summary>
    public static PaperRun Passed(DateOnly day, DateOnly last) =>
        new()
        {
            Day = day,
            Outcome = PaperOutcome.Waiting,
            Detail = $"{day:yyyy-MM-dd} was passed: the account has been run up to {last:yyyy-MM-dd}.",
            Cash = null,
            Equity = null,
            Orders = [],
            Fills = [],
            Notes = [],
            Reconciliation = null,
        };

    /// <summary>Stores the outcome of a day. A day that was ordered stays so; running it again only
    /// says how it stands.</summary>
    /// <param name="day">The day.</param>
    /// <param name="outcome">How it ended this time.</param>
    /// <param name="detail">Why, in a sentence.</param>
    /// <param name="account">Equity in dollars, fills taken over, and how book and broker compare.</param>
    /// <param name="notes">What else is to be known.</param>
    public PaperRun Close(
        DateOnly day,
        PaperOutcome outcome,
        string detail,
        PaperAccountState account,
        IReadOnlyList<string> notes
    )
    {
        PaperOutcome kept = outcome;
        if (book.Plan(day) is { Outcome: PaperOutcome.Traded } && outcome != PaperOutcome.Traded)
            (kept, detail) = (PaperOutcome.Traded, $"The orders of {day:yyyy-MM-dd} were given before. Now: {detail}");
        else
            book.SetPlan(new(day, book.Cash(), account.Equity, outcome, detail, notes));
        return new()
        {
            Day = day,
            Outcome = kept,
            Detail = detail,
            Cash = book.Cash(),
            Equity = account.Equity,
            Orders = [.. book.OrdersOf(day).Select(o => o.Shown)],
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
/// <param name="Equity">Dollars.</param>
/// <param name="Fills">Orders whose fills were taken over.</param>
/// <param name="Found">How the book and the broker compare.</param>
internal sealed record PaperAccountState(decimal Equity, IReadOnlyList<PaperOrder> Fills, PaperReconciliation Found);
