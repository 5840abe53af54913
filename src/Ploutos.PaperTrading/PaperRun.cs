using Ploutos.Workspace.Remedies;

namespace Ploutos.PaperTrading;

/// <summary>What a paper run did.</summary>
public sealed record PaperRun
{
    /// <summary>The day at whose close was decided.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>How it ended.</summary>
    public required PaperOutcome Outcome { get; init; }

    /// <summary>In words.</summary>
    public required string Detail { get; init; }

    /// <summary>Cash at the close.</summary>
    public required decimal? Cash { get; init; }

    /// <summary>Cash and positions at the close.</summary>
    public required decimal? Equity { get; init; }

    /// <summary>The day's orders.</summary>
    public required IReadOnlyList<PaperOrder> Orders { get; init; }

    /// <summary>Orders of earlier days that were filled since the last run.</summary>
    public required IReadOnlyList<PaperOrder> Fills { get; init; }

    /// <summary>Orders cut by a limit, tickers left out, and why.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The book against the broker, where it came to that.</summary>
    public required PaperReconciliation? Reconciliation { get; init; }

    /// <summary>What the user can do where no order is given; empty elsewhere.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
