using System.Security.Cryptography;
using System.Text.Json;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Vote;
using Ploutos.Features;
using Ploutos.Neural;
using Ploutos.Neural.Weights;

namespace Ploutos.Experts.Registry;

/// <summary>
/// The models of a workspace: <c>models/v7_*/</c> with <c>weights.safetensors</c> and <c>model.json</c>, where it was tested
/// <c>evidence.json</c>, and the vote's thresholds in
/// <c>models/v7_ensemble/ensemble.json</c>.
/// </summary>
public sealed class ModelRegistry(string modelsFolder)
{
    private const string WeightsFile = "weights.safetensors", CardFile = "model.json";

    /// <summary>The folder of an expert's model.</summary>
    public string FolderOf(ExpertDefinition expert)
    {
        ArgumentNullException.ThrowIfNull(expert);
        return Path.Combine(modelsFolder, expert.ModelFolder);
    }

    private string EnsemblePath => Path.Combine(modelsFolder, "v7_ensemble", "ensemble.json");

    /// <summary>Whether the expert has a model.</summary>
    public bool Has(ExpertDefinition expert)
    {
        ModelFolder.Recover(FolderOf(expert));
        return File.Exists(Path.Combine(FolderOf(expert), CardFile));
    }

    /// <summary>Writes an expert's model over the one before; the card's hash and version are set here.</summary>
    /// <returns>The model with its final card.</returns>
    public TrainedExpert Save(TrainedExpert model)
    {
        ArgumentNullException.ThrowIfNull(model);
        byte[] weights = NetworkWeights.Serialise(model.Parameters, new Dictionary<string, string> { ["expert"] = model.Definition.Name, ["format"] = "pt" });
        string hash = Convert.ToHexStringLower(SHA256.HashData(weights));
        ModelCard card = model.Card with { WeightsHash = hash, Version = $"{model.Card.CreatedAt.UtcDateTime:yyyyMMdd'T'HHmmss}-{hash[..8]}" };
        var files = new Dictionary<string, byte[]>
        {
            [WeightsFile] = weights,
            [CardFile] = JsonSerializer.SerializeToUtf8Bytes(card, RegistryJson.Default.ModelCard),
        };
        if (model.Evidence is not null)
            files[EvidenceFile.Name] = EvidenceFile.Serialise(model.Evidence, card.Version);
        ModelFolder.Replace(FolderOf(model.Definition), files);
        return model with { Card = card, Evidence = model.Evidence is null ? null : model.Evidence with { Version = card.Version } };
    }

    /// <summary>Reads an expert's model, checking that it is whole and made for these features.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is broken, or made for other features or another version of Ploutos.</exception>
    public TrainedExpert Load(ExpertDefinition expert)
    {
        string folder = FolderOf(expert);
        if (!Has(expert))
            throw new FileNotFoundException($"There is no {expert.Name} model in '{folder}'. Run 'ploutos train --expert {expert.Name}' first.", folder);
        ModelCard card = RegistryJson.Read(Path.Combine(folder, CardFile), RegistryJson.Default.ModelCard);
        Require(card.Format == ModelCard.CurrentFormat, folder, $"its format must be {ModelCard.CurrentFormat}, but is {card.Format}: it was made by another version of Ploutos");
        Require(card.Expert == expert.Name, folder, $"it must be a model of the {expert.Name} expert, but is one of '{card.Expert}'");
        string? other = card.Features.Except(expert.Features.Names).Concat(expert.Features.Names.Except(card.Features)).FirstOrDefault();
        Require(card.Features.SequenceEqual(expert.Features.Names), folder, $"it was made for other features than this version computes (the first that differs: {other ?? "their order"})");
        string weightsPath = Path.Combine(folder, WeightsFile);
        Require(File.Exists(weightsPath), folder, $"{WeightsFile} is missing");
        byte[] weights = File.ReadAllBytes(weightsPath);
        string hash = Convert.ToHexStringLower(SHA256.HashData(weights));
        Require(hash == card.WeightsHash, folder, $"{WeightsFile} must have the hash {Short(card.WeightsHash)}... that {CardFile} names, but has {Short(hash)}...: it is damaged or belongs to another model");
        try
        {
            NetworkParameters parameters = NetworkWeights.Parse(weights, expert.Shape(card.Hyperparameters, card.Window));
            var scaler = new StandardScaler([.. card.ScalerMean], [.. card.ScalerScale]);
            Require(scaler.Count == expert.Features.Count, folder, $"its scaler must have {expert.Features.Count} means, but has {scaler.Count}");
            var calibrator = new Calibrator(Enum.Parse<CalibrationMethod>(card.CalibrationMethod, ignoreCase: true), card.CalibrationSlope, card.CalibrationIntercept);
            return new(expert, parameters, scaler, calibrator, card) { Evidence = EvidenceFile.Read(folder, card.Version) };
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The model in '{folder}' can't be used: {e.Message} Train the expert again.", e);
        }
    }

    /// <summary>Writes the vote's thresholds for a set of models.</summary>
    public void SaveThresholds(VoteThresholds thresholds, IEnumerable<TrainedExpert> models, int validationRows)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var card = new EnsembleCard(ModelCard.CurrentFormat, thresholds.Weak, thresholds.Strong, models.ToDictionary(m => m.Definition.Name, m => m.Card.Version), validationRows);
        AtomicFile.Write(EnsemblePath, JsonSerializer.SerializeToUtf8Bytes(card, RegistryJson.Default.EnsembleCard));
    }

    /// <summary>The vote's thresholds, and whether they were fitted for exactly these models; null where there are none.</summary>
    public (VoteThresholds Thresholds, bool FittedForThese)? LoadThresholds(IEnumerable<TrainedExpert> models)
    {
        if (!File.Exists(EnsemblePath))
            return null;
        EnsembleCard card = RegistryJson.Read(EnsemblePath, RegistryJson.Default.EnsembleCard);
        bool same = models.All(m => card.Versions.TryGetValue(m.Definition.Name, out string? version) && version == m.Card.Version);
        return (new VoteThresholds(card.Weak, card.Strong), same);
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static void Require(bool holds, string folder, string rule)
    {
        if (!holds)
            throw new InvalidDataException($"The model in '{folder}' can't be used: {rule}. Train the expert again.");
    }
}
