using System.Security.Cryptography;
using Ploutos.Experts.Calibration;
using Ploutos.Experts.Definitions;
using Ploutos.Experts.Foreign;
using Ploutos.Experts.Trees;
using Ploutos.Features;
using Ploutos.Neural.Parameters;
using Ploutos.Neural.Weights;

namespace Ploutos.Experts.Registry;

/// <summary>The model in a folder of the registry: read whole, and held against its card, its digests and
/// its expert.</summary>
internal static class KeptModel
{
    public const string WeightsFile = "weights.safetensors",
        CardFile = "model.json";

    /// <summary>The name of the file of an expert's model itself.</summary>
    public static string FileOf(ExpertDefinition expert) => KeptForeign.FileOf(expert) ?? WeightsFile;

    /// <summary>Whether a file is one of those that a version is made of, which never change: its card, the
    /// file of the model itself whatever answers, and the expert's file of its training. What else lies
    /// beside a model may come later.</summary>
    public static bool IsOwnFile(string path) =>
        Path.GetFileName(path)
            is CardFile
                or WeightsFile
                or ForeignFile.KeptAs
                or BoostedTrees.KeptAs
                or TrainedDefinition.FileName;

    /// <summary>Whether the file of the model itself is the one that its card names.</summary>
    public static bool HasOwnFile(ExpertDefinition expert, string folder, ModelCard card) =>
        Path.Combine(folder, FileOf(expert)) is var path
        && File.Exists(path)
        && HashOf(File.ReadAllBytes(path)) == card.WeightsHash;

    /// <summary>Reads the model in a folder.</summary>
    /// <exception cref="InvalidDataException">It is broken, was changed, or belongs to another expert or
    /// version.</exception>
    public static TrainedExpert Read(ExpertDefinition expert, string folder)
    {
        ModelCard card = ReadCard(expert, folder);
        byte[] weights = ReadWeights(expert, folder, card);
        try
        {
            return Assemble(expert, folder, card, weights);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(
                $"The model in '{folder}' can't be used: {e.Message} Train the expert again.",
                e
            );
        }
    }

    private static ModelCard ReadCard(ExpertDefinition expert, string folder)
    {
        string path = Path.Combine(folder, CardFile);
        ModelCard card = RegistryJson.ReadCard(path);
        Require(
            card.Format == ModelCard.CurrentFormat,
            folder,
            $"its format must be {ModelCard.CurrentFormat}, but is {card.Format}: it was made by another version of"
                + $" Ploutos"
        );
        Require(
            card.Expert == expert.Name,
            folder,
            $"it must be a model of the {expert.Name} expert, but is one of '{card.Expert}'"
        );
        if (CardDigest.Fault(path, card.Digest) is { } changed)
            throw new InvalidDataException(
                $"The model in '{folder}' can't be used: {changed}. Roll back to the version before, put a kept version"
                    + " to use, or train the expert again."
            );
        RequireInputs(expert, folder, card);
        if (card.Serving is { } serving)
            card = card with { Serving = serving.Of(expert.Features) };
        if (card.Serving?.Fault() is { } fault)
            Require(false, folder, fault);
        return card;
    }

    private static void RequireInputs(ExpertDefinition expert, string folder, ModelCard card)
    {
        string? other = card
            .Features.Except(expert.Features.Names)
            .Concat(expert.Features.Names.Except(card.Features))
            .FirstOrDefault();
        Require(
            card.Features.SequenceEqual(expert.Features.Names),
            folder,
            $"it was made for other features than this version computes (the first that differs:"
                + $" {other ?? "their order"})"
        );
        Require(
            card.Definition is null || card.Definition == expert.Digest,
            folder,
            $"the file of the {expert.Name} expert was changed since (its inputs, its label or its network)"
        );
    }

    private static byte[] ReadWeights(ExpertDefinition expert, string folder, ModelCard card)
    {
        string file = FileOf(expert),
            path = Path.Combine(folder, file);
        Require(File.Exists(path), folder, $"{file} is missing");
        byte[] weights = File.ReadAllBytes(path);
        string hash = HashOf(weights);
        Require(
            hash == card.WeightsHash,
            folder,
            $"{file} must have the hash {Short(card.WeightsHash)}... that {CardFile} names, but has"
                + $" {Short(hash)}...: it is damaged or belongs to another model"
        );
        return weights;
    }

    private static TrainedExpert Assemble(ExpertDefinition expert, string folder, ModelCard card, byte[] weights)
    {
        NetworkParameters? parameters = null;
        if (KeptForeign.FileOf(expert) is not null)
            card = card with { Serving = KeptForeign.Read(expert, folder, card, weights) };
        else
            parameters = NetworkWeights.Parse(weights, expert.Shape(card.Hyperparameters, card.Window));
        var scaler = new StandardScaler([.. card.ScalerMean], [.. card.ScalerScale]);
        Require(
            scaler.Count == expert.Features.Count,
            folder,
            $"its scaler must have {expert.Features.Count} means, but has {scaler.Count}"
        );
        var calibrator = new Calibrator(
            Enum.Parse<CalibrationMethod>(card.CalibrationMethod, ignoreCase: true),
            card.CalibrationSlope,
            card.CalibrationIntercept
        );
        return new(expert, parameters, scaler, calibrator, card) { Evidence = EvidenceFile.Read(folder, card.Version) };
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static void Require(bool holds, string folder, string rule)
    {
        if (!holds)
            throw new InvalidDataException($"The model in '{folder}' can't be used: {rule}. Train the expert again.");
    }
}
