using System.Formats.Tar;
using System.IO.Compression;
using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.Tests;

namespace Ploutos.Attacks.Entrances;

/// <summary>Backups: the archive's bytes, its tar below the compression, its manifest, and the names
/// and kinds of its entries.</summary>
internal sealed class BackupEntrance : IEntrance
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _tar;
    private readonly List<(string Name, byte[] Content)> _entries = [];

    /// <summary>Attacks restores with a small backup that the command made.</summary>
    public BackupEntrance()
    {
        string small = _folder.File("small");
        Directory.CreateDirectory(Path.Combine(small, "logs"));
        File.WriteAllText(Path.Combine(small, "paper.json"), TextFiles.Paper);
        File.WriteAllText(Path.Combine(small, "logs", "x.log"), "a line\n");
        string archive = _folder.File("small.tar.gz");
        InProcess.Run(["--workspace", small, "backup", archive]);
        using GZipStream zip = new(File.OpenRead(archive), CompressionMode.Decompress);
        using MemoryStream tar = new();
        zip.CopyTo(tar);
        _tar = tar.ToArray();
        tar.Position = 0;
        using TarReader reader = new(tar);
        while (reader.GetNextEntry() is { } entry)
        {
            using MemoryStream content = new();
            entry.DataStream?.CopyTo(content);
            _entries.Add((entry.Name, content.ToArray()));
        }
    }

    public string Name => "backup";

    public void Attack(Dice dice)
    {
        byte[] archive = dice.Below(4) switch
        {
            0 => ByteMutation.Spoil(Zip(_tar), dice),
            1 => Zip(ByteMutation.Spoil(_tar, dice)),
            _ => Zip(Rebuilt(dice)),
        };
        dice.Bytes = archive;
        string file = _folder.File("spoilt.tar.gz"),
            target = _folder.File("target");
        File.WriteAllBytes(file, archive);
        try
        {
            InProcess.Run(["--workspace", target, "restore", file]);
        }
        finally
        {
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
        }
    }

    public void Dispose() => _folder.Dispose();

    private byte[] Rebuilt(Dice dice)
    {
        using MemoryStream tar = new();
        using (TarWriter writer = new(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in _entries)
            {
                bool manifest = name == _entries[0].Name;
                byte[] written = manifest && !dice.OnceIn(4) ? JsonMutation.Spoil(content, dice) : content;
                TarEntryType type = dice.OnceIn(12) ? TarEntryType.SymbolicLink : TarEntryType.RegularFile;
                PaxTarEntry entry = new(type, dice.OnceIn(12) ? $"{name}{dice.Below(9)}/../x" : name);
                if (type == TarEntryType.SymbolicLink)
                    entry.LinkName = "/etc/hostname";
                else
                    entry.DataStream = new MemoryStream(written);
                writer.WriteEntry(entry);
            }
        }

        return tar.ToArray();
    }

    private static byte[] Zip(byte[] bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream zip = new(zipped, CompressionLevel.Fastest))
            zip.Write(bytes);
        return zipped.ToArray();
    }
}
