using System.Security.Cryptography;
using System.Text.Json;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Registry;

namespace Ploutos.Experts.Risk;

/// <summary>The risk models of a workspace: the current one in <c>models/risk/model.json</c>, all
/// that are at hand in <c>models/versions/risk/VERSION/</c>, kept by the rules of
/// <see cref="ModelVersions"/>. A folder is replaced as a whole: whatever moment a process dies at,
/// one whole model is current.</summary>
public sealed class RiskRegistry(string modelsFolder)
{
    /// <summary>The name of the folder below <c>models/</c>.</summary>
    public const string Name = RiskDefinition.Name;

    private const string CardFile = "model.json";

    /// <summary>The folder of the current model.</summary>
    public string Folder => Path.Combine(modelsFolder, Name);

    private VersionFolders Kept => new(Path.Combine(modelsFolder, "versions", Name));

    private ModelHistory History => new(Path.Combine(modelsFolder, "versions", Name, "history.json"));

    /// <summary>Whether there is a current model.</summary>
    public bool Exists
    {
        get
        {
            ModelFolder.Recover(modelsFolder, Folder);
            return File.Exists(Path.Combine(Folder, CardFile));
        }
    }

    /// <summary>The version of the current model; null where there is none or it can't be
    /// read.</summary>
    public string? Current => Exists ? Look(Folder).Card?.Version : null;

    /// <summary>The version that was current before this one and is still at hand, or null.</summary>
    public string? Previous
    {
        get
        {
            string? current = Current;
            return History
                .Read()
                .LastOrDefault(t => t.Version != current && Directory.Exists(Kept.Of(t.Version)))
                ?.Version;
        }
    }

    /// <summary>Makes a model the current one; the one before stays at hand.</summary>
    /// <returns>The model with its version and hash.</returns>
    public RiskModel Save(RiskCard card, ModelEvidence? evidence = null)
    {
        using ModelLock alone = ModelLock.Take(modelsFolder);
        RiskModel final = Add(card, evidence);
        Use(final.Card.Version, final.Card.CreatedAt, "trained");
        return final;
    }

    /// <summary>Puts a model among the versions without making it the current one.</summary>
    /// <returns>The model with its version and hash.</returns>
    public RiskModel Add(RiskCard card, ModelEvidence? evidence = null)
    {
        ArgumentNullException.ThrowIfNull(card);
        string hash = HashOf(card);
        RiskCard final = card with
        {
            ContentHash = hash,
            Version = $"{card.CreatedAt.UtcDateTime:yyyyMMdd'T'HHmmss}-{hash[..8]}",
        };
        using ModelLock alone = ModelLock.Take(modelsFolder);
        var files = new Dictionary<string, byte[]> { [CardFile] = RiskJson.Serialise(final) };
        if (evidence is not null)
            files[EvidenceFile.Name] = EvidenceFile.Serialise(evidence, final.Version);
        ModelFolder.Replace(modelsFolder, Kept.Of(final.Version), files);
        Prune();
        return new(final) { Evidence = evidence is null ? null : evidence with { Version = final.Version } };
    }

    /// <summary>Makes a version the current one. A broken version is refused, and nothing
    /// changes.</summary>
    /// <exception cref="FileNotFoundException">It is not at hand.</exception>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public RiskModel Use(string version, DateTimeOffset now, string why)
    {
        using ModelLock alone = ModelLock.Take(modelsFolder);
        RiskModel model = Load(version);
        ModelFolder.Replace(
            modelsFolder,
            Folder,
            Directory.GetFiles(Kept.Of(version)).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes)
        );
        History.Add(new(version, now, why));
        Prune();
        return model;
    }

    /// <summary>Reads the current model, checking that it is whole and made for the inputs that
    /// this version computes.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is broken, or made for other inputs.</exception>
    public RiskModel Load() =>
        Exists
            ? Read(Folder)
            : throw new FileNotFoundException($"There is no risk model in '{Folder}'. Train it first.", Folder);

    /// <summary>Reads a version that is at hand.</summary>
    /// <inheritdoc cref="Load()"/>
    public RiskModel Load(string version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        string folder = Kept.Of(version);
        ModelFolder.Recover(modelsFolder, folder);
        return File.Exists(Path.Combine(folder, CardFile))
            ? Read(folder)
            : throw new FileNotFoundException(
                $"There is no version '{version}' of the risk model. At hand are: "
                    + $"{string.Join(", ", Kept.All().Select(Path.GetFileName).Order(StringComparer.Ordinal))}.",
                folder
            );
    }

    /// <summary>What is at hand, the newest first.</summary>
    public IReadOnlyList<RiskVersion> Versions()
    {
        string? current = Current;
        return
        [
            .. Kept.All()
                .Select(folder =>
                {
                    string version = Path.GetFileName(folder);
                    (RiskCard? card, string? problem) = Look(folder);
                    return new RiskVersion(version, folder, card, problem, version == current);
                })
                .OrderByDescending(v => v.Version, StringComparer.Ordinal),
        ];
    }

    private static RiskModel Read(string folder)
    {
        RiskCard card = Whole(folder);
        return new(card) { Evidence = EvidenceFile.Read(folder, card.Version) };
    }

    private void Prune() => Kept.Prune(History.Read().Select(t => t.Version).ToHashSet(), keep: [Current, Previous]);

    private static (RiskCard? Card, string? Problem) Look(string folder)
    {
        try
        {
            return (Whole(folder), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private static RiskCard Whole(string folder)
    {
        RiskCard card;
        try
        {
            card =
                JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, CardFile)), RiskJson.Default.RiskCard)
                ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw Unusable(folder, $"{CardFile} is no valid model description ({e.Message})", e);
        }

        if (card.Fault() is { } fault)
            throw Unusable(folder, fault);
        return HashOf(card) == card.ContentHash
            ? card
            : throw Unusable(folder, $"{CardFile} does not have the content whose hash it names: it is damaged");
    }

    private static InvalidDataException Unusable(string folder, string rule, Exception? inner = null) =>
        new($"The risk model in '{folder}' can't be used: {rule}. Train the risk model again.", inner);

    private static string HashOf(RiskCard card) =>
        Convert.ToHexStringLower(SHA256.HashData(RiskJson.Serialise(card with { ContentHash = "", Version = "" })));
}
