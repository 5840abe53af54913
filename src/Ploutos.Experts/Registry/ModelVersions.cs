using Ploutos.Experts.Definitions;
using Ploutos.Storage;

namespace Ploutos.Experts.Registry;

/// <summary>The versions of the experts' models: <c>models/versions/v7_*/VERSION/</c>, each a
/// whole model folder, the current one included. The current model stays in <c>models/v7_*/</c>,
/// and a switch replaces that folder as a whole: whatever moment a process dies at, one whole
/// model is current. Of those that predicted once, the newest sixty are kept, since a replay of
/// old signals needs them; of the others the newest ten; always the current one and the one before
/// it.</summary>
public sealed class ModelVersions
{
    /// <summary>How many versions that never predicted an expert keeps.</summary>
    public const int Most = 10;

    /// <summary>How many that did: five years of monthly retraining, so that signals can be made
    /// again.</summary>
    public const int MostUsed = 60;

    private readonly ModelRegistry _registry;
    private readonly string _models;

    internal ModelVersions(ModelRegistry registry, string modelsFolder) =>
        (_registry, _models) = (registry, modelsFolder);

    /// <summary>What is at hand of an expert, the newest first.</summary>
    public IReadOnlyList<KeptVersion> List(ExpertDefinition expert)
    {
        ArgumentNullException.ThrowIfNull(expert);
        Keep(expert);
        (string? current, string? previous) = (Current(expert), Previous(expert));
        IReadOnlyList<ModelTerm> terms = History(expert).Read();
        var found = new List<KeptVersion>();
        foreach (string folder in Folders(expert))
        {
            string version = Path.GetFileName(folder);
            (ModelCard? card, string? problem) = Look(expert, folder);
            found.Add(
                new()
                {
                    Version = version,
                    Folder = folder,
                    Card = card,
                    Problem = problem,
                    IsCurrent = version == current,
                    IsPrevious = version == previous,
                    Term = terms.LastOrDefault(t => t.Version == version),
                }
            );
        }

        return KeptVersion.NewestFirst(found);
    }

    /// <summary>The version that a user means by its name, or by the beginning or the end of it.</summary>
    /// <exception cref="FileNotFoundException">None is meant.</exception>
    /// <exception cref="InvalidDataException">Several are meant.</exception>
    public string Resolve(ExpertDefinition expert, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        Keep(expert);
        string[] all = [.. Folders(expert).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        string[] meant = all.Contains(text, StringComparer.Ordinal)
            ? [text]
            :
            [
                .. all.Where(v =>
                    v.StartsWith(text, StringComparison.OrdinalIgnoreCase)
                    || v.EndsWith(text, StringComparison.OrdinalIgnoreCase)
                ),
            ];
        return meant.Length switch
        {
            1 => meant[0],
            0 when all.Length > 0 => throw new FileNotFoundException(
                $"There is no version '{text}' of the {expert.Name} model. At hand are: {string.Join(", ", all)}."
            ),
            0 => throw new NoModelException(
                expert.Name,
                $"There is no version '{text}' of the {expert.Name} model. There is none at all: train it first."
            ),
            _ => throw new InvalidDataException(
                $"'{text}' stands for several versions of the {expert.Name} model: "
                    + $"{string.Join(", ", meant)}. Write more of it."
            ),
        };
    }

    /// <summary>Reads a version, checking that it is whole.</summary>
    /// <exception cref="FileNotFoundException">It is not at hand.</exception>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public TrainedExpert Load(ExpertDefinition expert, string version)
    {
        ArgumentNullException.ThrowIfNull(expert);
        string folder = FolderOf(expert, version);
        if (!Directory.Exists(folder) && Current(expert) == version)
            folder = _registry.FolderOf(expert);
        return File.Exists(Path.Combine(folder, ModelRegistry.CardFile))
            ? KeptModel.Read(expert, folder)
            : throw new FileNotFoundException(
                $"The version {version} of the {expert.Name} model is not at hand in '{folder}'."
            );
    }

    /// <summary>Puts a model among the versions without making it the current one.</summary>
    /// <returns>The model with its final card.</returns>
    public TrainedExpert Add(TrainedExpert model, IReadOnlyDictionary<string, byte[]>? attachments = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        (TrainedExpert final, Dictionary<string, byte[]> files) = ModelRegistry.Serialise(model, attachments);
        using ModelLock alone = ModelLock.Take(_models);
        ModelFolder.Replace(_models, FolderOf(model.Definition, final.Card.Version), files);
        Prune(model.Definition);
        return final;
    }

    /// <summary>Makes a version the current one; the current one stays at hand. A broken version is
    /// refused, and nothing changes.</summary>
    /// <returns>The model that is current now.</returns>
    public TrainedExpert Use(ExpertDefinition expert, string version, DateTimeOffset now, string why)
    {
        using ModelLock alone = ModelLock.Take(_models);
        Keep(expert);
        TrainedExpert model = Load(expert, version);
        if (Current(expert) == version && IsWhole(expert))
            return model;
        ModelFolder.Replace(
            _models,
            _registry.FolderOf(expert),
            Directory.GetFiles(FolderOf(expert, version)).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes),
            () => Enter(expert, now, why)
        );
        return model;
    }

    /// <summary>Finishes a switch that was cut off when the new model was in place already: it is
    /// written down. Where nothing can be written, all stays as it is.</summary>
    public void FinishSwitch(ExpertDefinition expert)
    {
        ArgumentNullException.ThrowIfNull(expert);
        string folder = _registry.FolderOf(expert);
        if (!ModelFolder.IsUnfinished(folder))
            return;
        try
        {
            using ModelLock alone = ModelLock.Take(_models);
            Keep(expert);
            ModelFolder.Finish(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    /// <summary>The version of the model that predicts; null where there is none, or where its card
    /// can't be read.</summary>
    public string? Current(ExpertDefinition expert) =>
        _registry.Has(expert) ? Look(expert, _registry.FolderOf(expert)).Card?.Version : null;

    /// <summary>The version that was put to use last, by the history; null where there is none.</summary>
    public string? LastUsed(ExpertDefinition expert) => History(expert).Read() is [.., var last] ? last.Version : null;

    /// <summary>Whether a version was ever put to use here, as far as the history goes back; true where
    /// there is no history.</summary>
    public bool WasUsed(ExpertDefinition expert, string version) =>
        History(expert).Read() is var terms && (terms.Count == 0 || terms.Any(t => t.Version == version));

    /// <summary>The version that was current before this one and is still at hand, or null.</summary>
    public string? Previous(ExpertDefinition expert)
    {
        string? current = Current(expert);
        return History(expert)
            .Read()
            .LastOrDefault(t => t.Version != current && Directory.Exists(FolderOf(expert, t.Version)))
            ?.Version;
    }

    /// <summary>Copies the current model among the versions, with whatever was put into its folder
    /// since (evidence, sketches). A broken one is left out: what is kept can be used.</summary>
    internal void Keep(ExpertDefinition expert)
    {
        string source = _registry.FolderOf(expert);
        if (
            !_registry.Has(expert)
            || Look(expert, source) is not { Card: { } seen, Problem: null }
            || IsKept(expert, seen)
        )
            return;
        using ModelLock alone = ModelLock.Take(_models);
        if (Look(expert, source) is not { Card: { } card, Problem: null })
            return;
        string target = FolderOf(expert, card.Version);
        ModelFolder.Recover(_models, target);
        string[] files = Directory.GetFiles(source);
        if (!Directory.Exists(target))
        {
            if (!KeptModel.HasOwnFile(expert, source, card))
                return;
            ModelFolder.Replace(_models, target, files.ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes));
        }
        else
        {
            foreach (string file in files.Where(f => !KeptModel.IsOwnFile(f)))
                Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        // A switch that was cut off before its entry is written down now.
        History(expert).Add(new(card.Version, card.CreatedAt, "found"));
    }

    /// <summary>Whether nothing is left to do for <see cref="Keep"/>, which then takes no lock and
    /// writes nothing: a folder that can only be read is read.</summary>
    private bool IsKept(ExpertDefinition expert, ModelCard card)
    {
        string target = FolderOf(expert, card.Version);
        return Directory.Exists(target)
            && History(expert).Read() is [.., { } last]
            && last.Version == card.Version
            && Directory
                .GetFiles(_registry.FolderOf(expert))
                .Where(f => !KeptModel.IsOwnFile(f))
                .All(f => Same(f, Path.Combine(target, Path.GetFileName(f))));
    }

    /// <summary>Writes down that the model in place is current from now on, and lets go of what is
    /// too old.</summary>
    internal void Enter(ExpertDefinition expert, DateTimeOffset now, string why)
    {
        using ModelLock alone = ModelLock.Take(_models);
        if (Current(expert) is not { } current)
            return;
        History(expert).Add(new(current, now, why));
        Keep(expert);
        Prune(expert);
    }

    private void Prune(ExpertDefinition expert) =>
        Kept(expert)
            .Prune(
                History(expert).Read().Select(t => t.Version).ToHashSet(),
                keep: [Current(expert), Previous(expert)]
            );

    private static void Copy(string file, string target)
    {
        if (!Same(file, target))
            AtomicFile.Write(target, File.ReadAllBytes(file));
    }

    private static bool Same(string file, string other) =>
        File.Exists(other) && File.ReadAllBytes(other).AsSpan().SequenceEqual(File.ReadAllBytes(file));

    private bool IsWhole(ExpertDefinition expert)
    {
        try
        {
            return _registry.Load(expert).Card.WeightsHash.Length > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static (ModelCard? Card, string? Problem) Look(ExpertDefinition expert, string folder)
    {
        try
        {
            ModelCard card = RegistryJson.ReadCard(Path.Combine(folder, ModelRegistry.CardFile));
            string? problem =
                card.Expert == expert.Name
                    ? CardDigest.Fault(Path.Combine(folder, ModelRegistry.CardFile), card.Digest)
                    : $"it is a model of the {card.Expert} expert";
            return (card, problem);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private ModelHistory History(ExpertDefinition expert) => new(Path.Combine(HomeOf(expert), "history.json"));

    private string HomeOf(ExpertDefinition expert) => Path.Combine(_models, "versions", expert.ModelFolder);

    private VersionFolders Kept(ExpertDefinition expert) => new(HomeOf(expert));

    /// <summary>Where a version's files lie, or would.</summary>
    public string FolderOf(ExpertDefinition expert, string version) => Kept(expert).Of(version);

    private string[] Folders(ExpertDefinition expert) => Kept(expert).All();
}
