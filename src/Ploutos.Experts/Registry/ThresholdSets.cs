using System.Text.Json;
using Ploutos.Storage;

namespace Ploutos.Experts.Registry;

/// <summary>Thresholds belong to a set of versions: each set that was ever fitted keeps its
/// own, a small file a set, so that going back to an earlier model goes back to its thresholds
/// too.</summary>
internal sealed class ThresholdSets(string folder)
{
    /// <summary>Keeps the thresholds of a set.</summary>
    public void Write(EnsembleCard card) =>
        AtomicFile.Write(
            PathOf(card.Versions),
            JsonSerializer.SerializeToUtf8Bytes(card, RegistryJson.Default.EnsembleCard)
        );

    /// <summary>Keeps what a file from before sets were kept says; it may be the only copy. A
    /// broken one is about to be replaced.</summary>
    public void Adopt(string ensembleFile)
    {
        try
        {
            if (File.Exists(ensembleFile))
                Write(RegistryJson.Read(ensembleFile, RegistryJson.Default.EnsembleCard));
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
        return File.Exists(path) ? RegistryJson.Read(path, RegistryJson.Default.EnsembleCard) : null;
    }

    private string PathOf(IReadOnlyDictionary<string, string> versions) =>
        Path.Combine(
            folder,
            string.Join('_', versions.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Value)) + ".json"
        );
}
