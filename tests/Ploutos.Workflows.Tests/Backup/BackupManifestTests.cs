using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Ploutos.Tests;
using Ploutos.Workflows.Backup;

namespace Ploutos.Workflows.Tests.Backup;

public sealed class BackupManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 511)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    public void An_archive_whose_header_forges_a_size_is_no_backup(long size)
    {
        string file = _folder.File("forged.tar.gz");
        using (var zip = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            zip.Write(Forged(size));
        Assert.False(BackupManifest.Begins(file));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A tar with one entry and a size in its base-256 form.</summary>
    private static byte[] Forged(long size)
    {
        const int sizeAt = 124,
            sumAt = 148;
        using var made = new MemoryStream();
        using (var tar = new TarWriter(made, TarEntryFormat.Ustar, leaveOpen: true))
            tar.WriteEntry(
                new UstarTarEntry(TarEntryType.RegularFile, BackupManifest.Name)
                {
                    DataStream = new MemoryStream("{}"u8.ToArray()),
                }
            );
        byte[] bytes = made.ToArray();
        Span<byte> header = bytes.AsSpan(0, 512);
        header.Slice(sizeAt, 12).Fill(size < 0 ? (byte)0xFF : (byte)0);
        header[sizeAt] = size < 0 ? (byte)0xFF : (byte)0x80;
        BinaryPrimitives.WriteInt64BigEndian(header[(sizeAt + 4)..], size);
        header.Slice(sumAt, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte one in header)
            sum += one;
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", header.Slice(sumAt, 8));
        return bytes;
    }
}
