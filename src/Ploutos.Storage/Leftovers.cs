using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Ploutos.Storage;

/// <summary>Unfinished files and folders carry the process that makes them in their names, so that
/// the next run of the same kind removes what a killed one left, and never what another process is
/// at work on.</summary>
public static class Leftovers
{
    private static readonly ConcurrentDictionary<string, bool> s_swept = new();
    private static int s_count;

    /// <summary>A name that no other process and no other thread of this one uses.</summary>
    /// <param name="stem">How it begins.</param>
    /// <param name="ending">How it ends, such as <c>.tmp</c>.</param>
    public static string Unique(string stem, string ending) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{stem}{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}{ending}"
        );

    /// <summary>Removes entries of a folder named <c>stem PROCESS ending</c> or
    /// <c>stem PROCESS-NUMBER ending</c> whose process is gone.</summary>
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
                || MakerOf(name[stem.Length..^ending.Length], anyName: stem == ".") is not { } process
                || Runs(process)
            )
                continue;
            try
            {
                if (Directory.Exists(entry) && new DirectoryInfo(entry).LinkTarget is null)
                    Directory.Delete(entry, recursive: true);
                else
                    File.Delete(entry);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another run removes it at this moment, or it is not ours to remove.
            }
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

    private static int? MakerOf(string middle, bool anyName)
    {
        string maker = anyName ? middle[(middle.LastIndexOf('.') + 1)..] : middle;
        return int.TryParse(maker.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int process)
            ? process
            : null;
    }

    private static bool Runs(int process)
    {
        if (process == Environment.ProcessId)
            return true;
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true;
        }
    }
}
