using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ploutos.Workflows.Tests.Backup;

/// <summary>Archives that are no longer what a backup wrote.</summary>
internal static class ForgedArchive
{
    private static readonly byte[] s_noDatabase = [.. "no database"u8];

    /// <summary>Damages an archive in place: cut, text, or one of the forgeries.</summary>
    public static void Make(string archive, string how)
    {
        byte[] bytes = File.ReadAllBytes(archive);
        switch (how)
        {
            case "cut":
                File.WriteAllBytes(archive, bytes[..(bytes.Length / 2)]);
                break;
            case "text":
                File.WriteAllText(archive, "not an archive");
                break;
            default:
                Rewrite(archive, how);
                break;
        }
    }

    /// <summary>The same archive with one byte of a file changed, a file added, or a file that
    /// would lie outside.</summary>
    public static void Rewrite(string archive, string how)
    {
        string forged = archive + ".new";
        using (var read = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress)))
        using (var write = new TarWriter(new GZipStream(File.Create(forged), CompressionLevel.Fastest)))
        {
            while (read.GetNextEntry(copyData: true) is { } entry)
            {
                byte[] content = new byte[entry.DataStream?.Length ?? 0];
                entry.DataStream?.ReadExactly(content);
                if (how == "flip" && entry.Name == "logs/live.log")
                    content[0] ^= 1;
                string name = entry.Name;
                if (how == "database" && name == "logs/studies.db")
                    content = s_noDatabase;
                if (name == "manifest.json")
                    content = Encoding.UTF8.GetBytes(Forged(Encoding.UTF8.GetString(content), how));
                if (name == "logs/live.log" && PathIn(how) is { } other)
                    name = other;
                write.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) }
                );
            }

            if (how == "extra")
                write.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, "data/extra") { DataStream = new MemoryStream([1]) }
                );
        }

        File.Move(forged, archive, overwrite: true);
    }

    private static string? PathIn(string how) =>
        how == "escape" ? "../evil.txt"
        : how.Contains('/', StringComparison.Ordinal) || how[0] == '.' ? how
        : null;

    /// <summary>The manifest that fits the forged archive.</summary>
    private static string Forged(string text, string how)
    {
        JsonNode manifest = JsonNode.Parse(text)!;
        foreach (JsonNode? file in manifest["files"]!.AsArray())
        {
            if ((string?)file!["path"] == "logs/live.log" && PathIn(how) is { } path)
                file["path"] = path;
            if ((string?)file["path"] == "logs/studies.db" && how == "database")
            {
                file["bytes"] = s_noDatabase.Length;
                file["sha256"] = Convert.ToHexStringLower(SHA256.HashData(s_noDatabase));
            }
        }

        if (how == "heads")
            manifest["heads"] = JsonNode.Parse("""[{"Chain":"signals","Count":7,"Hash":"x"}]""");
        return manifest.ToJsonString();
    }
}
