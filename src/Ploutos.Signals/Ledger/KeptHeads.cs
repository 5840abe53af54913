using System.Globalization;
using Ploutos.Research.Trials;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Signals.Ledger;

/// <summary>Compares the chains with the heads that are kept apart from them, which finds a chain
/// that was cut or is gone.</summary>
internal sealed class KeptHeads(WorkspaceFolder workspace, List<string> broken, List<string> notes)
{
    private const string FileName = "logs/heads.json";

    /// <summary>Adds what does not agree to the broken links.</summary>
    /// <param name="store">The chains; null where there is no record of signals.</param>
    /// <param name="inCards">Heads that the models' cards keep, which change with the workspace.</param>
    /// <param name="elsewhere">Heads that something else keeps, such as a backup.</param>
    public void Compare(
        SignalStore? store,
        IReadOnlyList<(string Keeper, ChainHead Head)> inCards,
        IReadOnlyList<(string Keeper, ChainHead Head)> elsewhere
    )
    {
        IReadOnlyList<ChainHead> kept = Read("ledger of trials", new ChainHeads(workspace).Read),
            inFile = Read("heads", new HeadsFile(workspace).Read);
        if (store is { KeepsHeads: true } && kept.Count == 0 && broken.Count == 0)
            broken.Add(
                "ledger of trials: data/ledger.db, which keeps the heads of the chains, is missing or was replaced."
                    + " Restore a backup."
            );
        bool compared = false;
        var own = kept.Select(h => (Keeper: "the ledger of trials", Head: h))
            .Concat(inFile.Except(kept).Select(h => (Keeper: FileName, Head: h)))
            .Concat(inCards)
            .ToList();
        foreach ((string keeper, ChainHead head) in own.Concat(elsewhere))
        {
            if (head.Count == 0)
                continue;
            compared = true;
            if (Fault(store, head) is not { } fault)
                continue;
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"{head.Chain}: {fault}, but {keeper} keeps the head of {head.Count} link(s)"
            );
            if (store is null || own.Contains((keeper, head)))
                broken.Add($"{text}. Restore a backup{WayOut(keeper, inCards.Contains((keeper, head)))}.");
            else
                notes.Add($"{text}. A workspace that was restored from an older backup is shorter.");
        }

        if (store is not null && !compared && store.LastSequence() > 0)
            notes.Add(
                "signals: no head of the chain is kept apart from it yet; the next signal keeps one. Until then a cut"
                    + " end is not found."
            );
    }

    private static string WayOut(string keeper, bool inCard) =>
        inCard ? ", or train the expert again where its model is one of another workspace"
        : keeper == FileName ? ", or remove that file where you began a new record yourself"
        : "";

    private IReadOnlyList<ChainHead> Read(string what, Func<IReadOnlyList<ChainHead>> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            broken.Add($"{what}: {e.Message}");
            return [];
        }
    }

    private static string? Fault(SignalStore? store, ChainHead head)
    {
        if (store is null)
            return "data/signals.db is missing";
        string? hash = store
            .File.Query(
                $"SELECT hash FROM {TableOf(head.Chain)} WHERE seq = $seq",
                row => row.GetString(0),
                ("$seq", head.Count)
            )
            .SingleOrDefault();
        return hash is null ? "the end of the chain was cut off"
            : hash != head.Hash ? "the chain was replaced by another one"
            : null;
    }

    private static string TableOf(string chain) =>
        chain is "outcomes" or RiskLedger.Forecasts or RiskLedger.Outcomes ? chain : "signals";
}
