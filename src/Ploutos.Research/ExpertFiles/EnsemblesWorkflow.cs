using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;
using Ploutos.Experts.Vote;
using Ploutos.Storage;
using Ploutos.Workspace;
using Ploutos.Workspace.ExpertFiles;

namespace Ploutos.Research.ExpertFiles;

/// <summary>The ensembles of a workspace: which there are, who votes in them, whether they can make
/// signals.</summary>
public sealed class EnsemblesWorkflow(WorkspaceFolder workspace)
{
    private readonly EnsembleCatalog _catalog = new(workspace);
    private readonly ModelRegistry _registry = new(workspace.ModelsFolder);

    /// <summary>All ensembles; one whose file is broken comes with the reason.</summary>
    public IReadOnlyList<EnsembleView> List() => [.. _catalog.Names().Select(Look)];

    /// <summary>Reads an ensemble's file, and says what keeps it from making signals.</summary>
    /// <exception cref="PloutosException">There is none of that name, or its file breaks a rule.</exception>
    public EnsembleView Check(string? name) => View(_catalog.Get(name));

    /// <summary>Writes a commented file to begin with, and the schema beside the experts'.</summary>
    /// <param name="name">The ensemble's name; null for <c>ensemble.json</c>, which makes the
    /// signals.</param>
    /// <param name="replace">Replace a file that exists.</param>
    /// <exception cref="PloutosException">The name breaks its rule.</exception>
    public EnsembleView New(string? name, bool replace)
    {
        name ??= EnsembleCatalog.Own;
        string path = _catalog.PathOf(name);
        workspace.EnsureWritable();
        UserFile.Check(path, replace);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(workspace.ExpertFolder);
        string text = System.Text.Encoding.UTF8.GetString(ExpertResources.NewEnsemble);
        if (name != EnsembleCatalog.Own)
            text = text.Replace("\"./experts/", "\"../experts/", StringComparison.Ordinal);
        UserFile.Write(path, System.Text.Encoding.UTF8.GetBytes(text), replace);
        string schema = Path.Combine(workspace.ExpertFolder, "ensemble.schema.json");
        if (!File.Exists(schema))
            AtomicFile.Write(schema, ExpertResources.EnsembleSchema);
        return View(_catalog.Get(name)) with { File = path };
    }

    private EnsembleView Look(string name)
    {
        try
        {
            return View(_catalog.Get(name));
        }
        catch (PloutosException e)
        {
            return new()
            {
                Name = name,
                Current = name == EnsembleCatalog.Own,
                File = _catalog.PathOf(name),
                Problem = e.Message,
            };
        }
    }

    private EnsembleView View(EnsembleDefinition ensemble)
    {
        bool isPublished = ensemble.Name == EnsembleDefinition.PublishedName;
        var notes = new List<string>();
        TrainedExpert?[] models = [.. ensemble.Experts.Select(e => Model(e, notes))];
        (VoteThresholds Thresholds, bool FittedForThese, DateOnly?)? fitted = null;
        if (models.All(m => m is not null))
        {
            try
            {
                fitted = _registry.LoadThresholds(models!, ensemble);
            }
            catch (InvalidDataException e)
            {
                notes.Add(e.Message);
            }

            if (fitted is not { FittedForThese: true })
                notes.Add(
                    "The thresholds are not fitted for these models yet: the next training, prediction or daily run"
                        + " fits them."
                );
        }

        return new()
        {
            Name = ensemble.Name,
            Current = isPublished ? !File.Exists(workspace.EnsembleFile) : ensemble.Name == EnsembleCatalog.Own,
            File = isPublished ? null : _catalog.PathOf(ensemble.Name),
            Description = ensemble.Description,
            Rule = ensemble.Vote.Rule == VoteRule.Weighted ? "weighted" : "one_vote_each",
            Voters =
            [
                .. ensemble.Vote.Voters.Select(
                    (v, i) =>
                        new EnsembleVoterView(
                            v.Expert,
                            ensemble.Vote.Rule == VoteRule.Weighted ? v.Weight : null,
                            v.Role == VoteRole.Direction ? "direction" : "volatility",
                            models[i]?.Card.Version
                        )
                ),
            ],
            WeakThreshold = fitted?.Thresholds.Weak,
            StrongThreshold = fitted?.Thresholds.Strong,
            Notes = notes,
        };
    }

    private TrainedExpert? Model(ExpertDefinition expert, List<string> notes)
    {
        try
        {
            return _registry.Load(expert);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            notes.Add(e.Message);
            return null;
        }
    }
}
