using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Vote;
using Ploutos.Features;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Weights;
using Ploutos.Storage;

namespace Ploutos.Experts.Registry;

/// <summary>The models of a workspace: <c>models/v7_*/</c> with <c>weights.safetensors</c>, <c>model.json</c>
/// and, where it was tested, <c>evidence.json</c>; the vote's thresholds in <c>models/v7_ensemble/</c>, those of
/// other ensembles below <c>models/ensembles/</c>.</summary>
public sealed class ModelRegistry(string modelsFolder)
{
    internal const string WeightsFile = KeptModel.WeightsFile,
        CardFile = KeptModel.CardFile;

    /// <summary>The versions that are at hand beside the current ones.</summary>
    public ModelVersions Versions => new(this, modelsFolder);

    /// <summary>The folder of an expert's model.</summary>
    public string FolderOf(ExpertDefinition expert)
    {
        ArgumentNullException.ThrowIfNull(expert);
        return Path.Combine(modelsFolder, expert.ModelFolder);
    }

    /// <summary>Whether the expert has a model.</summary>
    public bool Has(ExpertDefinition expert)
    {
        string folder = FolderOf(expert),
            card = Path.Combine(folder, CardFile);
        ModelFolder.Recover(modelsFolder, folder);
        return File.Exists(card) || ModelFolder.LookAlone(modelsFolder, () => File.Exists(card));
    }

    /// <summary>Makes a model the expert's current one; the one before stays at hand among the
    /// versions. The card's hash and version are set here.</summary>
    /// <param name="model">The model.</param>
    /// <param name="attachments">Other files of the model's folder by name, such as the sketches of
    /// its training rows.</param>
    /// <returns>The model with its final card.</returns>
    public TrainedExpert Save(TrainedExpert model, IReadOnlyDictionary<string, byte[]>? attachments = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        (TrainedExpert final, Dictionary<string, byte[]> files) = Serialise(model, attachments);
        using ModelLock alone = ModelLock.Take(modelsFolder);
        Versions.Keep(model.Definition);
        ModelFolder.Replace(
            modelsFolder,
            FolderOf(model.Definition),
            files,
            () => Versions.Enter(model.Definition, model.Card.CreatedAt, "trained")
        );
        return final;
    }

    /// <summary>A model as the files of its folder, and with its final card.</summary>
    internal static (TrainedExpert Model, Dictionary<string, byte[]> Files) Serialise(
        TrainedExpert model,
        IReadOnlyDictionary<string, byte[]>? attachments
    )
    {
        byte[] weights =
            model.Simple?.Foreign?.Content
            ?? NetworkWeights.Serialise(
                model.Parameters!,
                new Dictionary<string, string> { ["expert"] = model.Definition.Name, ["format"] = "pt" }
            );
        string hash = Convert.ToHexStringLower(SHA256.HashData(weights));
        ModelCard card = model.Card with
        {
            WeightsHash = hash,
            Version = $"{model.Card.CreatedAt.UtcDateTime:yyyyMMdd'T'HHmmss}-{hash[..8]}",
            Digest = CardDigest.Blank,
        };
        byte[] text = CardDigest.Seal(JsonSerializer.SerializeToUtf8Bytes(card, RegistryJson.Default.ModelCard));
        // What serves is not all in the card's text: the inputs of an expert's own, the model of a file.
        card = JsonSerializer.Deserialize(text, RegistryJson.Default.ModelCard)! with
        {
            Serving = model.Card.Serving,
        };
        var files = new Dictionary<string, byte[]>(attachments ?? new Dictionary<string, byte[]>())
        {
            [KeptModel.FileOf(model.Definition)] = weights,
            [CardFile] = text,
        };
        if (!model.Definition.IsBuiltIn)
            files[TrainedDefinition.FileName] = Encoding.UTF8.GetBytes(model.Definition.Text);
        if (model.Evidence is not null)
            files[EvidenceFile.Name] = EvidenceFile.Serialise(model.Evidence, card.Version);
        return (
            model with
            {
                Card = card,
                Evidence = model.Evidence is null ? null : model.Evidence with { Version = card.Version },
            },
            files
        );
    }

    /// <summary>Reads an expert's model, checking that it is whole and made for these
    /// features.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is broken, or made for other features or another
    /// version of Ploutos.</exception>
    public TrainedExpert Load(ExpertDefinition expert)
    {
        string folder = FolderOf(expert);
        if (!Has(expert))
            throw new NoModelException(
                expert.Name,
                $"There is no {expert.Name} model in '{folder}'. Train it first.",
                folder
            );
        try
        {
            return KeptModel.Read(expert, folder) with { ThresholdsTo = ThresholdsTo(expert) };
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            // The folder may have been replaced between two of its files: it is read again while
            // nobody writes. A folder that can't be locked has no writer.
            try
            {
                using ModelLock alone = ModelLock.Take(modelsFolder);
                return KeptModel.Read(expert, folder) with { ThresholdsTo = ThresholdsTo(expert) };
            }
            catch (Exception denied)
                when (denied is UnauthorizedAccessException || denied.GetType() == typeof(IOException))
            {
                throw new InvalidDataException(e.Message, e);
            }
        }
    }

    /// <summary>Lets this thread alone write the models; other threads and processes wait.</summary>
    /// <exception cref="StorageException">Another process kept the models for too long.</exception>
    public IDisposable Alone() => ModelLock.Take(modelsFolder);

    /// <summary>The last day that the thresholds of the published vote's current models were fitted on;
    /// null where that is not known, and for an expert that does not vote in it. An ensemble knows those
    /// of its own.</summary>
    private DateOnly? ThresholdsTo(ExpertDefinition expert)
    {
        if (!expert.IsBuiltIn)
            return null;
        try
        {
            var versions = ExpertDefinition
                .All.Select(e => (e.Name, Version: Versions.Current(e)))
                .Where(e => e.Version is not null)
                .ToDictionary(e => e.Name, e => e.Version!);
            return new ThresholdSets(modelsFolder, EnsembleDefinition.Published).Find(versions)?.LastDay;
        }
        catch (InvalidDataException)
        {
            // Whoever reads the thresholds themselves is told that their file is broken.
            return null;
        }
    }

    /// <summary>Writes the vote's thresholds for a set of models.</summary>
    /// <param name="thresholds">The thresholds.</param>
    /// <param name="models">The models they were fitted for.</param>
    /// <param name="validationRows">Rows they were fitted on.</param>
    /// <param name="lastDay">The last day among these rows; null where it is not known.</param>
    /// <param name="ensemble">Whose thresholds they are; null for the published one's.</param>
    public void SaveThresholds(
        VoteThresholds thresholds,
        IEnumerable<TrainedExpert> models,
        int validationRows,
        DateOnly? lastDay = null,
        EnsembleDefinition? ensemble = null
    )
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var card = new EnsembleCard(
            ModelCard.CurrentFormat,
            thresholds.Weak,
            thresholds.Strong,
            models.ToDictionary(m => m.Definition.Name, m => m.Card.Version),
            validationRows,
            lastDay
        );
        using ModelLock alone = ModelLock.Take(modelsFolder);
        new ThresholdSets(modelsFolder, ensemble ?? EnsembleDefinition.Published).Save(card);
    }

    /// <summary>The vote's thresholds: those that were fitted for exactly these models, else the
    /// last ones that were fitted; null where there are none. With the last day that they were fitted on;
    /// null where that is not known.</summary>
    /// <param name="models">The models.</param>
    /// <param name="ensemble">Whose thresholds; null for the published one's.</param>
    /// <exception cref="InvalidDataException">Their file is broken, or was changed.</exception>
    public (VoteThresholds Thresholds, bool FittedForThese, DateOnly? LastDay)? LoadThresholds(
        IEnumerable<TrainedExpert> models,
        EnsembleDefinition? ensemble = null
    )
    {
        var versions = models.ToDictionary(m => m.Definition.Name, m => m.Card.Version);
        if (new ThresholdSets(modelsFolder, ensemble ?? EnsembleDefinition.Published).Find(versions) is not { } card)
            return null;
        bool same = versions.All(m => card.Versions.TryGetValue(m.Key, out string? version) && version == m.Value);
        return (new VoteThresholds(card.Weak, card.Strong), same, card.LastDay);
    }
}
