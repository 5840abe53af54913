using Ploutos.Experts;
using Ploutos.Experts.Registry;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Trials;

/// <summary>The heads of the chains in the cards of models.</summary>
public static class CardHeads
{
    /// <summary>The model with the heads that the workspace keeps now.</summary>
    public static TrainedExpert With(TrainedExpert model, WorkspaceFolder workspace)
    {
        ArgumentNullException.ThrowIfNull(model);
        IReadOnlyList<ChainHead> heads;
        try
        {
            heads = new ChainHeads(workspace).Read();
        }
        catch (StorageException)
        {
            return model; // a ledger of trials that can't be used is an error of whoever counts trials
        }

        return heads.Count == 0
            ? model
            : model with
            {
                Card = model.Card with
                {
                    Heads = [.. heads.Select(h => new ModelLedgerHead(h.Chain, h.Count, h.Hash))],
                },
            };
    }

    /// <summary>The heads in a card, with what keeps them.</summary>
    public static IEnumerable<(string Keeper, ChainHead Head)> Of(ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return (card.Heads ?? []).Select(h =>
            ($"the {card.Expert} model {card.Version}", new ChainHead(h.Chain, h.Count, h.Hash))
        );
    }
}
