namespace Ploutos.PaperTrading;

/// <summary>A day that was decided.</summary>
public sealed record PlannedDay(
    DateOnly Day,
    decimal Cash,
    decimal Equity,
    PaperOutcome Outcome,
    string Detail,
    IReadOnlyList<string> Notes
);
