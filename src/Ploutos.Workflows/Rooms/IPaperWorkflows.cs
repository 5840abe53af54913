using Ploutos.PaperTrading;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Rooms;

/// <summary>The paper account. Errors that the user can mend are a
/// <see cref="PloutosException"/>.</summary>
public interface IPaperWorkflows
{
    /// <summary>The paper account as the book has it; asks no broker.</summary>
    PaperStatus PaperStatus();

    /// <summary>The account day by day, beside buy and hold; asks no broker.</summary>
    PaperHistory PaperHistory();

    /// <summary>Trades the newest day that has signals on paper. Run again, it finishes what was
    /// broken off and changes nothing else.</summary>
    PaperRun PaperRun(CancellationToken cancellation = default);

    /// <summary>Sets the kill switch, which survives restarts, and cancels what is open.</summary>
    PaperSwitch PaperStop(string? reason = null, CancellationToken cancellation = default);

    /// <summary>Releases the kill switch.</summary>
    PaperSwitch PaperResume();

    /// <summary>Holds the book against the broker's account; takes that over as it is where
    /// <paramref name="accept"/> says so.</summary>
    PaperReconciliation PaperReconcile(bool accept = false, CancellationToken cancellation = default);
}
