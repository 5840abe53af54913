using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ploutos.Experts.Definitions;
using Ploutos.Storage;

namespace Ploutos.Experts.Registry;

/// <summary>The thresholds of an ensemble. They belong to a set of versions: each set that was ever
/// fitted keeps its own, a small file a set, so that going back to an earlier model goes back to its
/// thresholds too.</summary>
internal sealed class ThresholdSets(string modelsFolder, EnsembleDefinition ensemble)
{
    private const int LongestName = 200;

    private readonly string _folder = ensemble.IsPublished
        ? Path.Combine(modelsFolder, "v7_ensemble")
        : Path.Combine(modelsFolder, "ensembles", ensemble.Digest[..16]);

    private string NewestPath => Path.Combine(_folder, "ensemble.json");

    /// <summary>Keeps the thresholds of a set; they are the newest from now on.</summary>
    public void Save(EnsembleCard card)
    {
        Adopt();
        Write(card);
        AtomicFile.Write(NewestPath, Serialise(card));
    }

    /// <summary>The thresholds that were fitted for exactly these versions, else the last ones that were
    /// fitted; null where there are none.</summary>
    /// <exception cref="InvalidDataException">Their file is broken, or was changed.</exception>
    public EnsembleCard? Find(IReadOnlyDictionary<string, string> versions)
    {
        string own = PathOf(versions);
        return versions.Count > 0 && File.Exists(own) ? Read(own)
            : File.Exists(NewestPath) ? Read(NewestPath)
            : null;
    }

    private void Write(EnsembleCard card) => AtomicFile.Write(PathOf(card.Versions), Serialise(card));

    /// <summary>Thresholds as a file's text, with their digest.</summary>
    private static byte[] Serialise(EnsembleCard card) =>
        CardDigest.Seal(
            JsonSerializer.SerializeToUtf8Bytes(
                card with
                {
                    Digest = CardDigest.Blank,
                },
                RegistryJson.Default.EnsembleCard
            )
        );

    /// <summary>Reads a file of thresholds; those of earlier versions carry no digest.</summary>
    private static EnsembleCard Read(string path)
    {
        EnsembleCard card = RegistryJson.Read(path, RegistryJson.Default.EnsembleCard);
        // A name that was changed leaves null where a list or a table needs a value.
        if (card.Versions is null || card.Versions.Values.Any(v => v is null))
            throw new InvalidDataException(
                $"The thresholds in '{path}' can't be used: they name no versions of the models. Go back to the models"
                    + " before, or train again."
            );
        return CardDigest.Fault(path, card.Digest) is { } fault
            ? throw new InvalidDataException(
                $"The thresholds in '{path}' can't be used: {fault}. Go back to the models before, or train again."
            )
            : card;
    }

    /// <summary>Keeps what a file from before sets were kept says; it may be the only copy. A
    /// broken one is about to be replaced.</summary>
    private void Adopt()
    {
        try
        {
            if (File.Exists(NewestPath))
                Write(Read(NewestPath));
        }
        catch (InvalidDataException)
        {
            // Nothing to keep.
        }
    }

    private string PathOf(IReadOnlyDictionary<string, string> versions)
    {
        string name = string.Join('_', versions.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Value));
        // Many experts together would have a name that no file may have
        if (name.Length > LongestName)
            name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return Path.Combine(_folder, "sets", $"{name}.json");
    }
}
