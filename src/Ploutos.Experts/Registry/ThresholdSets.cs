using System.Text.Json;
using Ploutos.Storage;

namespace Ploutos.Experts.Registry;

/// <summary>Thresholds belong to a set of versions: each set that was ever fitted keeps its
/// own, a small file a set, so that going back to an earlier model goes back to its thresholds
/// too.</summary>
internal sealed class ThresholdSets(string folder)
{
    /// <summary>Keeps the thresholds of a set.</summary>
    public void Write(EnsembleCard card) => AtomicFile.Write(PathOf(card.Versions), Serialise(card));

    /// <summary>Thresholds as a file's text, with their digest.</summary>
    public static byte[] Serialise(EnsembleCard card) =>
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
    /// <exception cref="InvalidDataException">It is broken, or was changed.</exception>
    public static EnsembleCard Read(string path)
    {
        EnsembleCard card = RegistryJson.Read(path, RegistryJson.Default.EnsembleCard);
        return CardDigest.Fault(path, card.Digest) is { } fault
            ? throw new InvalidDataException(
                $"The thresholds in '{path}' can't be used: {fault}. Go back to the models before, or train again."
            )
            : card;
    }

    /// <summary>Keeps what a file from before sets were kept says; it may be the only copy. A
    /// broken one is about to be replaced.</summary>
    public void Adopt(string ensembleFile)
    {
        try
        {
            if (File.Exists(ensembleFile))
                Write(Read(ensembleFile));
        }
        catch (InvalidDataException)
        {
            // Nothing to keep.
        }
    }

    /// <summary>The thresholds that were fitted for exactly these models, or null.</summary>
    public EnsembleCard? Find(IEnumerable<TrainedExpert> models) =>
        Find(models.ToDictionary(m => m.Definition.Name, m => m.Card.Version));

    /// <summary>The thresholds that were fitted for exactly these versions, or null.</summary>
    public EnsembleCard? Find(IReadOnlyDictionary<string, string> versions)
    {
        string path = PathOf(versions);
        return File.Exists(path) ? Read(path) : null;
    }

    private string PathOf(IReadOnlyDictionary<string, string> versions) =>
        Path.Combine(
            folder,
            string.Join('_', versions.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Value)) + ".json"
        );
}
