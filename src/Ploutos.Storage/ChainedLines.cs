using System.Security.Cryptography;
using System.Text;

namespace Ploutos.Storage;

/// <summary>A file of JSON lines in which each line ends with the hash of the line before it and
/// its own:
/// <c>{..., "previous":"...", "hash":"..."}</c>. Lines that an earlier version wrote without hashes
/// stay valid as a prefix: the first chained line's <c>previous</c> is the SHA-256 of every byte
/// before it.</summary>
public static class ChainedLines
{
    private const string PreviousName = ",\"previous\":\"",
        HashName = "\",\"hash\":\"",
        End = "\"}";

    private const int HashLength = 64,
        LinkLength = 13 + HashLength + 10 + HashLength + 2,
        FirstTail = 1 << 16;

    /// <summary>How long another process that is writing to the file is waited for.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    /// <summary>A line in its chain.</summary>
    /// <param name="Json">The object without its links.</param>
    /// <param name="Previous">The hash that it says stands before it.</param>
    /// <param name="Hash">The hash that it says it has.</param>
    public sealed record Line(string Json, string Previous, string Hash)
    {
        /// <summary>Whether its own hash is right.</summary>
        public bool IsWhole => ChainHash.Of(Previous, Json) == Hash;
    }

    /// <summary>Appends an object; a line that a crash cut off is ended first, and a line that
    /// can't be written whole is taken back.</summary>
    public static void Append(string path, string json)
    {
        using FileStream file = ProcessLock.OpenAlone(path, Turn);
        long before = file.Length;
        try
        {
            if (before > 0)
            {
                file.Seek(-1, SeekOrigin.End);
                if (file.ReadByte() != '\n')
                    file.WriteByte((byte)'\n');
            }

            string line = Link(json, LastHash(file));
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            file.SetLength(before);
            throw;
        }
    }

    /// <summary>The line of an object after a hash.</summary>
    public static string Link(string json, string previous) =>
        $"{json[..^1]}{PreviousName}{previous}{HashName}{ChainHash.Of(previous, json)}{End}";

    /// <summary>Reads a chained line; null where it is none.</summary>
    public static Line? Parse(string line)
    {
        if (line.Length <= LinkLength || !line.EndsWith(End, StringComparison.Ordinal))
            return null;
        ReadOnlySpan<char> link = line.AsSpan(line.Length - LinkLength);
        if (
            !link.StartsWith(PreviousName, StringComparison.Ordinal)
            || !link[(PreviousName.Length + HashLength)..].StartsWith(HashName, StringComparison.Ordinal)
        )
        {
            return null;
        }

        string previous = link.Slice(PreviousName.Length, HashLength).ToString();
        string hash = link.Slice(PreviousName.Length + HashLength + HashName.Length, HashLength).ToString();
        return new(line[..^LinkLength] + "}", previous, hash);
    }

    /// <summary>The lines at the end of a file, at most about this many bytes of them.</summary>
    public static IReadOnlyList<string> Tail(string path, int bytes)
    {
        if (!File.Exists(path))
            return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Lines(file, bytes);
    }

    /// <summary>What the next line's <c>previous</c> is: the hash of the last whole chained line,
    /// else that of the whole file.</summary>
    private static string LastHash(FileStream file)
    {
        for (long bytes = FirstTail; ; bytes *= 8)
        {
            if (Lines(file, bytes).Select(Parse).LastOrDefault(l => l is { IsWhole: true }) is { } last)
                return last.Hash;
            if (bytes >= file.Length)
                break;
        }

        file.Seek(0, SeekOrigin.Begin);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string[] Lines(FileStream file, long bytes)
    {
        long start = Math.Max(0, file.Length - bytes);
        file.Seek(start, SeekOrigin.Begin);
        byte[] tail = new byte[file.Length - start];
        file.ReadExactly(tail);
        string[] lines = Encoding.UTF8.GetString(tail).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return start > 0 ? lines[1..] : lines; // the first one may lack its beginning
    }
}
