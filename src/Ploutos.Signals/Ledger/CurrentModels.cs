using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Research.Trials;
using Ploutos.Workspace;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Signals.Ledger;

/// <summary>Reads the models that predict: each must have its digest and its weights' hash, and be
/// the version that was put to use last.</summary>
internal static class CurrentModels
{
    /// <summary>Adds what is wrong to the broken links.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="newest">The newest signal that models made; null where there is none.</param>
    /// <param name="broken">The broken links.</param>
    /// <returns>The heads of the chains in the models' cards, with what keeps them.</returns>
    public static IReadOnlyList<(string Keeper, ChainHead Head)> Check(
        WorkspaceFolder workspace,
        SignalRecord? newest,
        List<string> broken
    )
    {
        var registry = new ModelRegistry(workspace.ModelsFolder);
        var models = new List<TrainedExpert>();
        foreach (ExpertDefinition expert in new EnsembleCatalog(workspace).Experts())
        {
            try
            {
                registry.Versions.FinishSwitch(expert);
                string? used = registry.Versions.LastUsed(expert);
                if (!registry.Has(expert))
                {
                    if (used is not null)
                        broken.Add($"models: the {expert.Name} model is missing, but {used} was put to use.");
                    continue;
                }

                TrainedExpert model = registry.Load(expert);
                models.Add(model);
                if (
                    newest?.Experts.FirstOrDefault(o => o.Expert == expert.Name) is { } opinion
                    && !registry.Versions.WasUsed(expert, opinion.Version)
                )
                    broken.Add(
                        $"models: the newest signal was made by the {expert.Name} model {opinion.Version}, which the"
                            + " history of the models does not know: the folder of the models was swapped. Restore"
                            + " a backup."
                    );
                if (used is not null && used != model.Card.Version)
                    broken.Add(
                        $"models: the {expert.Name} model is {model.Card.Version}, but {used} was put to use last: its"
                            + " files were swapped. Roll back, or put a kept version to use."
                    );
            }
            catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
            {
                broken.Add($"models: {e.Message}");
            }
        }

        try
        {
            registry.LoadThresholds(models.Where(m => m.Definition.IsBuiltIn));
        }
        catch (InvalidDataException e)
        {
            broken.Add($"models: {e.Message}");
        }

        return [.. models.SelectMany(m => CardHeads.Of(m.Card))];
    }
}
