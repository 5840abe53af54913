using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Research.Trials;

/// <summary>The heads of the chains once more, in <c>logs/heads.json</c>: apart from <c>data/</c>, so
/// that they are found missing where all of that folder is gone. A model's card keeps heads, too, but
/// none that came after its training.</summary>
public sealed class HeadsFile(WorkspaceFolder workspace)
{
    /// <summary>Writes down where a chain ends now; a head of a longer chain stays. Two processes that
    /// write at once may leave the head of a moment before, which is one of the same chain.</summary>
    /// <exception cref="StorageException">The disk is full, or the file is damaged.</exception>
    public void Write(ChainHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        IReadOnlyList<ChainHead> known = Read();
        if (known.Any(h => h.Chain == head.Chain && h.Count >= head.Count))
            return;
        ChainHead[] heads =
        [
            .. known.Where(h => h.Chain != head.Chain).Append(head).OrderBy(h => h.Chain, StringComparer.Ordinal),
        ];
        AtomicFile.Write(
            workspace.HeadsFile,
            JsonSerializer.SerializeToUtf8Bytes(heads, HeadsJson.Default.ChainHeadArray)
        );
    }

    /// <summary>The heads that are kept; none where there is no file.</summary>
    /// <exception cref="StorageException">The file is damaged.</exception>
    public IReadOnlyList<ChainHead> Read()
    {
        try
        {
            if (!File.Exists(workspace.HeadsFile))
                return [];
            using JsonDocument json = StrictJson.Parse(File.ReadAllBytes(workspace.HeadsFile));
            ChainHead?[]? heads = json.Deserialize(HeadsJson.Default.ChainHeadArray);
            return heads is not null && heads.All(h => h is { Count: >= 0 })
                ? [.. heads.OfType<ChainHead>()]
                : throw new JsonException("it must hold a list of heads");
        }
        catch (JsonException e)
        {
            throw new StorageException(
                StorageFault.Damaged,
                $"'{workspace.HeadsFile}', which keeps the heads of the chains, is damaged: {e.Message}",
                e
            );
        }
    }
}

/// <summary>JSON of the heads.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ChainHead[]))]
internal sealed partial class HeadsJson : JsonSerializerContext;
