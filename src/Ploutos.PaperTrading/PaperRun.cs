using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading;

/// <summary>What a paper run did.</summary>
/// <param name="Day">The day at whose close was decided.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">In words.</param>
/// <param name="Cash">Cash at the close.</param>
/// <param name="Equity">Cash and positions at the close.</param>
/// <param name="Orders">The day's orders.</param>
/// <param name="Fills">Orders of earlier days that were filled since the last run.</param>
/// <param name="Notes">Orders cut by a limit, tickers left out, and why.</param>
/// <param name="Reconciliation">The book against the broker, where it came to that.</param>
public sealed record PaperRun(
    DateOnly Day,
    PaperOutcome Outcome,
    string Detail,
    decimal? Cash,
    decimal? Equity,
    IReadOnlyList<PaperOrder> Orders,
    IReadOnlyList<PaperOrder> Fills,
    IReadOnlyList<string> Notes,
    PaperReconciliation? Reconciliation
)
{
    /// <summary>What the user can do where no order is given; empty elsewhere.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
