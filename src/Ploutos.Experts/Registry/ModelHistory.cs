using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Storage;

namespace Ploutos.Experts.Registry;

/// <summary>A version became the current one.</summary>
/// <param name="Version">Which.</param>
/// <param name="Since">When.</param>
/// <param name="Why">trained, used, rolled back, or what a retraining says.</param>
public sealed record ModelTerm(string Version, DateTimeOffset Since, string Why);

/// <summary>Which versions of an expert were current, the oldest first: <c>history.json</c> beside
/// its versions.</summary>
internal sealed class ModelHistory(string path)
{
    private const int Longest = 200;

    /// <exception cref="InvalidDataException">The file is broken.</exception>
    public IReadOnlyList<ModelTerm> Read()
    {
        if (!File.Exists(path))
            return [];
        IReadOnlyList<ModelTerm> terms = RegistryJson.Read(path, HistoryJson.Default.IReadOnlyListModelTerm);
        return terms.Any(term => term is null)
            ? throw new InvalidDataException($"'{path}' must hold terms, but holds a null. Train the expert again.")
            : terms;
    }

    /// <summary>Adds a term; a version that is current already goes on with its old one.</summary>
    public void Add(ModelTerm term)
    {
        IReadOnlyList<ModelTerm> terms = Read();
        if (terms.Count > 0 && terms[^1].Version == term.Version)
            return;
        AtomicFile.Write(
            path,
            JsonSerializer.SerializeToUtf8Bytes(
                [.. terms.TakeLast(Longest - 1), term],
                HistoryJson.Default.IReadOnlyListModelTerm
            )
        );
    }
}

/// <summary>JSON of the history.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(IReadOnlyList<ModelTerm>))]
internal sealed partial class HistoryJson : JsonSerializerContext;
