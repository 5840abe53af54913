using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Trials;

/// <summary>The heads of the chains, kept apart from them in the ledger of trials: a chain can't
/// tell by itself that its end was cut off, or that all of it is gone.</summary>
public sealed class ChainHeads(WorkspaceFolder workspace)
{
    /// <summary>Writes down where a chain ends now. A head that another process wrote for a longer
    /// chain stays.</summary>
    /// <exception cref="StorageException">The ledger can't be written.</exception>
    public void Write(ChainHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        using SqliteFile file = SqliteFile.Open(workspace.TrialLedgerPath, TrialTables.Schema);
        file.Execute(
            """
            INSERT INTO heads (chain, count, hash) VALUES ($chain, $count, $hash)
            ON CONFLICT (chain) DO UPDATE SET count = excluded.count, hash = excluded.hash
            WHERE excluded.count > count
            """,
            ("$chain", head.Chain),
            ("$count", head.Count),
            ("$hash", head.Hash)
        );
    }

    /// <summary>The heads that are kept; none where there is no ledger.</summary>
    /// <exception cref="StorageException">The ledger can't be used.</exception>
    public IReadOnlyList<ChainHead> Read()
    {
        if (!File.Exists(workspace.TrialLedgerPath))
            return [];
        using SqliteFile file = SqliteFile.Open(workspace.TrialLedgerPath, TrialTables.Schema);
        return file.Query(
            "SELECT chain, count, hash FROM heads ORDER BY chain",
            row => new ChainHead(row.GetString(0), row.GetInt64(1), row.GetString(2))
        );
    }
}
