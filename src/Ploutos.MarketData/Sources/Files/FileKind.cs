using System.Text;

namespace Ploutos.MarketData.Sources.Files;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
internal enum FileKind
{
    /// <summary>Text, or nothing that is known.</summary>
    Text,

    /// <summary>Packed by gzip.</summary>
    Gzip,

    /// <summary>A ZIP archive, or a workbook, which is one.</summary>
    Zip,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>Something known that holds no table of bars that can be read.</summary>
    Foreign,
}

/// <summary>Tells kinds of files by their marks.</summary>
internal static class FileKinds
{
    /// <summary>How many bytes are looked at.</summary>
    public const int HeadBytes = 512;

    private static readonly (byte[] Mark, string Name, string Remedy)[] Foreign =
    [
        (Ascii("%PDF"), "a PDF document", "Download the table as CSV."),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (XLS), or one with a password", "Save it as XLSX or CSV."),
        (Ascii("ARROW1"), "an Arrow or Feather file", "Write it as Parquet."),
        (Ascii("SQLite format 3"), "an SQLite database", "Export its table as CSV or Parquet."),
        ([0x89, (byte)'H', (byte)'D', (byte)'F'], "an HDF5 file", "Write it as Parquet or CSV."),
        ([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'], "a NumPy array", "Write it as Parquet or CSV."),
        ([0x80, 0x04], "a Python pickle, which runs code when it is read", "Write it as Parquet or CSV."),
        ([0x80, 0x05], "a Python pickle, which runs code when it is read", "Write it as Parquet or CSV."),
        (Ascii("BZh"), "packed by bzip2", "Unpack it, or pack it by gzip."),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "packed by xz", "Unpack it, or pack it by gzip."),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "a 7-Zip archive", "Unpack it, or pack it as ZIP."),
        (Ascii("Rar!"), "a RAR archive", "Unpack it, or pack it as ZIP."),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed by Zstandard", "Unpack it, or pack it by gzip."),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture (PNG)", "Download the table as CSV."),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)", "Download the table as CSV."),
        (Ascii("GIF8"), "a picture (GIF)", "Download the table as CSV."),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program", "Name a file of bars."),
    ];

    /// <summary>The kind of a file.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="found">What was found, and what to do, where it can't be read; else
    /// null.</param>
    public static FileKind Of(ReadOnlySpan<byte> head, out string? found)
    {
        found = null;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return FileKind.Gzip;
        if (
            head.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 3, 4])
            || head.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 5, 6])
        )
            return FileKind.Zip;
        if (head.StartsWith("PAR1"u8))
            return FileKind.Parquet;
        foreach ((byte[] mark, string name, string remedy) in Foreign)
        {
            if (!head.StartsWith(mark))
                continue;
            found = $"is {name}. {remedy}";
            return FileKind.Foreign;
        }

        bool hasMark =
            head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (!hasMark && head.Contains((byte)0))
        {
            found =
                "is binary, or text in an encoding without a byte-order mark. Save it as CSV in UTF-8, or as an XLSX or"
                + " Parquet file.";
            return FileKind.Foreign;
        }

        return FileKind.Text;
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
