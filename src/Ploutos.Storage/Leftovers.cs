using System.Collections.Concurrent;
using System.Globalization;

namespace Ploutos.Storage;

/// <summary>Unfinished files and folders carry the process that makes them in their names, so that
/// the next run of the same kind removes what a killed one left, and never what another process is
/// at work on. Of another machine's process nothing is known: what it left is removed when nothing was
/// written to it for a day.</summary>
public static class Leftovers
{
    private static readonly TimeSpan s_old = TimeSpan.FromDays(1);
    private static readonly ConcurrentDictionary<string, bool> s_swept = new();
    private static int s_count;

    /// <summary>A name that no other process and no other thread of this one uses:
    /// <c>stem PROCESS-MACHINE-TOKEN-NUMBER ending</c>.</summary>
    /// <param name="stem">How it begins.</param>
    /// <param name="ending">How it ends, such as <c>.tmp</c>.</param>
    public static string Unique(string stem, string ending) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{stem}{Environment.ProcessId}-{ProcessIdentity.Machine}-{ProcessIdentity.Token}"
                + $"-{Interlocked.Increment(ref s_count)}{ending}"
        );

    /// <summary>Removes entries of a folder that were named by <see cref="Unique"/>, or by an earlier
    /// version as <c>stem PROCESS ending</c> or <c>stem PROCESS-NUMBER ending</c>, whose process is
    /// gone.</summary>
    public static void Remove(string folder, string stem, string ending)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder, Escape(stem) + "*" + ending))
        {
            string name = Path.GetFileName(entry);
            if (
                name.Length <= stem.Length + ending.Length
                || !name.StartsWith(stem, StringComparison.Ordinal)
                || !name.EndsWith(ending, StringComparison.Ordinal)
                || Maker.Of(name[stem.Length..^ending.Length], anyName: stem == ".") is not { } maker
                || !IsGone(maker, entry)
            )
                continue;
            Discard(entry);
        }
    }

    /// <summary>Removes an unfinished file or folder where that is possible, and never throws: whoever
    /// cleans up after an error shows that error, and what stays is removed by a later run.</summary>
    public static void Discard(string entry)
    {
        try
        {
            if (Directory.Exists(entry) && new DirectoryInfo(entry).LinkTarget is null)
                Directory.Delete(entry, recursive: true);
            else
                File.Delete(entry);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another run removes it at this moment, it is not ours to remove, or its folder is gone.
        }
    }

    /// <summary>Removes the unfinished files of a folder of ours, whatever they were to become; once
    /// a folder and process, since a folder may hold many files.</summary>
    internal static void Sweep(string folder)
    {
        if (s_swept.TryAdd(folder, true))
            Remove(folder, ".", ".tmp");
    }

    // A '*' or '?' of the name is compared exactly afterwards.
    private static string Escape(string stem) => stem.Replace('*', '?');

    private static bool IsGone(Maker maker, string entry) =>
        maker.Machine is { } machine && machine != ProcessIdentity.Machine ? IsOld(entry)
        : maker.Process != Environment.ProcessId ? !ProcessIdentity.MayRun(maker.Process)
        : maker.Token is { } token ? token != ProcessIdentity.Token
        // An earlier version's, which this process never makes: of the one before it in a container,
        // or of one in another container.
        : IsOld(entry);

    private static bool IsOld(string entry) =>
        TimeProvider.System.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(entry) > s_old;

    /// <summary>Who made an entry; machine and token are null in names of earlier versions.</summary>
    private readonly record struct Maker(int Process, string? Machine, string? Token)
    {
        public static Maker? Of(string middle, bool anyName)
        {
            string[] parts = (anyName ? middle[(middle.LastIndexOf('.') + 1)..] : middle).Split('-');
            return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                ? new(process, parts.Length == 4 ? parts[1] : null, parts.Length == 4 ? parts[2] : null)
                : null;
        }
    }
}
