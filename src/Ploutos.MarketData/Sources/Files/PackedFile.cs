using System.Globalization;
using System.IO.Compression;
using Ploutos.MarketData.Sources.Tables;

namespace Ploutos.MarketData.Sources.Files;

/// <summary>What is packed in a file. Nothing is unpacked to the disk; a file that unpacks to far
/// more than it is, is refused.</summary>
internal static class PackedFile
{
    /// <summary>The limits of this program.</summary>
    internal sealed record Limits
    {
        /// <summary>Bytes that a file may unpack to whatever its size.</summary>
        public long FreeBytes { get; init; } = 64L << 20;

        /// <summary>Above that: times its own size. Tables of bars pack to a third or a tenth.</summary>
        public int MostTimes { get; init; } = 100;

        /// <summary>Bytes that a file may unpack to in all.</summary>
        public long MostBytes { get; init; } = 4L << 30;

        /// <summary>Entries of an archive.</summary>
        public int MostEntries { get; init; } = 50_000;
    }

    /// <summary>The contents of a file, opened one after the other.</summary>
    /// <exception cref="MarketDataException">The file holds what must not be unpacked.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IEnumerable<PackedContent> Contents(string path, Limits limits)
    {
        string shown = Quoted.Name(path);
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[FileKinds.HeadBytes];
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        FileKind kind = FileKinds.Of(head.AsSpan(0, read), out _);
        var gate = new Gate(shown, file.Length, limits);
        if (kind == FileKind.Gzip)
        {
            string name = Path.GetExtension(path).Equals(".gz", StringComparison.OrdinalIgnoreCase)
                ? Path.GetFileNameWithoutExtension(path)
                : Path.GetFileName(path);
            yield return new(
                shown,
                name,
                () => new(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true), gate.Refuse)
            )
            {
                Refuse = gate.Refuse,
            };
            yield break;
        }

        using ZipArchive? archive =
            kind == FileKind.Zip ? new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true) : null;
        if (archive is null || IsDocument(archive))
        {
            yield return new(shown, Path.GetFileName(path), () => new(File.OpenRead(path))) { Refuse = gate.Refuse };
            yield break;
        }

        foreach (PackedContent entry in Entries(archive, shown, gate, limits))
            yield return entry;
    }

    private static IEnumerable<PackedContent> Entries(ZipArchive archive, string shown, Gate gate, Limits limits)
    {
        if (archive.Entries.Count > limits.MostEntries)
            throw new MarketDataException(
                $"{shown} holds {Number(archive.Entries.Count)} entries; at most {Number(limits.MostEntries)} are read."
                    + " Unpack it."
            )
            {
                Kind = MarketDataFault.Archive,
            };
        foreach (ZipArchiveEntry entry in archive.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            string name = entry.FullName.Replace('\\', '/');
            bool isIgnored = name.Split('/').Any(part => part is not ("." or "..") && PathPattern.IsIgnored(part));
            if (name.EndsWith('/') || name.StartsWith("__MACOSX/", StringComparison.Ordinal) || isIgnored)
                continue;
            yield return new(
                $"{shown}: {Quoted.Name(name)}",
                Path.GetFileName(name),
                () => Open(entry, name, shown, gate)
            )
            {
                Refuse = bytes => gate.Entry()(bytes),
                IsEntry = true,
            };
        }
    }

    private static PeekedStream Open(ZipArchiveEntry entry, string name, string shown, Gate gate)
    {
        if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains(".."))
            throw new MarketDataException(
                $"{shown}: the entry '{Quoted.Cell(name)}' names a place outside of the archive, as no honest archive"
                    + " does. Get the file again from its publisher."
            )
            {
                Kind = MarketDataFault.Archive,
            };
        if (entry.IsEncrypted)
            throw new MarketDataException(
                $"{shown}: the entry '{Quoted.Cell(name)}' is protected by a password. Unpack it first."
            )
            {
                Kind = MarketDataFault.Archive,
            };
        return new(entry.Open(), gate.Entry());
    }

    private static bool IsDocument(ZipArchive archive) =>
        archive.GetEntry("[Content_Types].xml") is not null || archive.GetEntry("content.xml") is not null;

    /// <summary>A workbook is read by a library that unpacks its parts into memory, so that their
    /// sizes are looked at before, wherever it was packed itself.</summary>
    /// <param name="content">A ZIP archive, which is left at its beginning.</param>
    /// <param name="shown">Its name, for messages.</param>
    /// <param name="refuse">What speaks against unpacking it to so many bytes.</param>
    /// <exception cref="MarketDataException">It is no workbook, or unpacks to too much.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void RequireWorkbook(Stream content, string shown, Func<long, MarketDataException?> refuse)
    {
        using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (!IsDocument(archive))
            throw new MarketDataException($"{shown} is packed twice. Unpack it once.")
            {
                Kind = MarketDataFault.FileKind,
            };
        if (archive.GetEntry("xl/workbook.xml") is null)
            throw new MarketDataException(
                $"{shown} is a document of another kind than a workbook. Save the table as XLSX or CSV."
            )
            {
                Kind = MarketDataFault.FileKind,
            };
        // The library for archives holds an entry to the size that it states
        long unpacked = (long)Math.Min(archive.Entries.Sum(e => (double)e.Length), 1e18);
        if (refuse(unpacked) is { } refusal)
            throw refusal;
        content.Position = 0;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Counts what a file unpacks to, over all of its entries and what is packed in these.</summary>
    private sealed class Gate(string shown, long packed, Limits limits)
    {
        private long _before;

        public Func<long, MarketDataException?> Entry()
        {
            long before = _before,
                last = 0;
            return bytes =>
            {
                _before += bytes - last;
                last = bytes;
                return Refuse(before + bytes);
            };
        }

        public MarketDataException? Refuse(long bytes) =>
            bytes <= Math.Min(limits.MostBytes, Math.Max(limits.FreeBytes, packed * limits.MostTimes))
                ? null
                : new(
                    $"{shown} unpacks to more than {Number(bytes >> 20)} MiB from {Number(packed)} bytes, as no table"
                        + " of"
                        + " bars does. Unpack it yourself if you trust it."
                )
                {
                    Kind = MarketDataFault.Archive,
                };
    }
}
