using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Research.Trials;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Backup;

/// <summary>A file of a backup.</summary>
/// <param name="Path">In the workspace, with slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, hexadecimal.</param>
internal sealed record BackupFile(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("sha256")] string Sha256
);

/// <summary>The archive's first entry, <c>manifest.json</c>: every file with its hash.</summary>
internal sealed record BackupManifest(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("made_at")] DateTimeOffset MadeAt,
    [property: JsonPropertyName("program")] string Program,
    [property: JsonPropertyName("files")] IReadOnlyList<BackupFile> Files
)
{
    /// <summary>Where the chains of the copy end; null in backups of earlier versions.</summary>
    [JsonPropertyName("heads"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChainHead>? Heads { get; init; }

    public const string Name = "manifest.json";

    public const int CurrentFormat = 1;

    /// <summary>The largest manifest that is read: some hundred thousand files.</summary>
    public const long MostBytes = 64 << 20;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest);

    public static BackupManifest Parse(Stream stream, string archive)
    {
        try
        {
            if (
                JsonSerializer.Deserialize(stream, BackupJson.Default.BackupManifest) is { } manifest
                && IsWhole(manifest.Files)
            )
                return manifest.Format == CurrentFormat
                    ? manifest
                    : throw new PloutosException(
                        Fault.Failed,
                        $"'{archive}' has the backup format {manifest.Format}, but this program reads {CurrentFormat}."
                            + $" Use the Ploutos that made it."
                    );
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new PloutosException(
            Fault.Failed,
            $"'{archive}' is no backup of Ploutos, or is damaged: its manifest can't be read. Nothing was changed."
        );
    }

    /// <summary>Whether a file is a backup: an archive that begins with a manifest.</summary>
    public static bool Begins(string path) => TryRead(path) is { Files.Count: > 0 };

    /// <summary>The manifest that an archive begins with; null where it is no backup.</summary>
    public static BackupManifest? TryRead(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using var zip = new GZipStream(stream, CompressionMode.Decompress);
            using var tar = new TarReader(zip);
            return tar.GetNextEntry() is { Name: Name, Length: <= MostBytes, DataStream: { } content }
                ? Parse(content, path)
                : null;
        }
        catch (Exception e)
            when (e
                    is PloutosException
                        or InvalidDataException
                        or EndOfStreamException
                        or FormatException
                        or OverflowException
                        or InvalidOperationException
                        or ArgumentException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return null;
        }
    }

    /// <summary>Each file once, with a name, a size and a hash.</summary>
    private static bool IsWhole(IReadOnlyList<BackupFile?>? files) =>
        files is not null
        && files.All(f => f is { Path: not null, Bytes: >= 0, Sha256: not null })
        && files.DistinctBy(f => f!.Path, StringComparer.Ordinal).Count() == files.Count;

    public static string Hash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

/// <summary>JSON of a manifest.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
