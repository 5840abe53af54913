namespace Ploutos.PaperTrading;

/// <summary>The paper account day by day, beside buy and hold. Both begin with 1.</summary>
public sealed record PaperHistory
{
    /// <summary>Days that were decided, ascending.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>Worth of the account at the close over the money paid in so far.</summary>
    public required IReadOnlyList<double> Account { get; init; }

    /// <summary>Equal money in each of <see cref="Tickers"/> at the first day's close, held, without
    /// costs.</summary>
    public required IReadOnlyList<double> BuyAndHold { get; init; }

    /// <summary>The tickers with a target that had a close on the first day.</summary>
    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>Before the first day.</summary>
    internal static PaperHistory Empty { get; } =
        new()
        {
            Days = [],
            Account = [],
            BuyAndHold = [],
            Tickers = [],
        };

    internal static PaperHistory Of(Book book, PaperPlan plan)
    {
        PlannedDay[] days = [.. book.LastDates(int.MaxValue).OrderBy(d => d.Day)];
        if (days.Length == 0)
            return Empty;
        decimal paidIn = book.OpeningCash() + book.PaidInAfter(DateOnly.MinValue);
        string[] targets = [.. book.Targets().Keys.Order(StringComparer.Ordinal)];
        Dictionary<string, decimal> first = plan.Closes(targets, days[0].ClosedAt);
        return new()
        {
            Days = [.. days.Select(d => d.Day)],
            Account = [.. days.Select(Growth)],
            BuyAndHold = [.. days.Select(Held)],
            Tickers = [.. targets.Where(first.ContainsKey)],
        };

        double Growth(PlannedDay day) =>
            paidIn - book.PaidInAfter(day.Day) is > 0 and var soFar ? (double)(day.Equity / soFar) : double.NaN;

        double Held(PlannedDay day) =>
            first.Count == 0
                ? double.NaN
                : plan.Closes(first.Keys, day.ClosedAt).Average(c => (double)(c.Value / first[c.Key]));
    }
}
