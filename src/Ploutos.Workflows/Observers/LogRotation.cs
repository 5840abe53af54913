using System.Globalization;

namespace Ploutos.Workflows.Observers;

/// <summary>Keeps <c>logs/</c> small: a <c>*.log</c> beyond a size becomes <c>*.log.1</c>, the one
/// before <c>*.log.2</c>, and so on; of the traces of errors the newest are kept.
/// <c>predictions.jsonl</c> is never touched: it is a chain, and a chain that is cut proves
/// nothing.</summary>
internal static class LogRotation
{
    public const long LargestLog = 10 << 20;

    public const int KeptLogs = 5,
        KeptErrors = 50;

    /// <summary>Rotates what is due. Returns the files that were moved or deleted.</summary>
    public static IReadOnlyList<string> Run(string folder, long largest = LargestLog)
    {
        if (!Directory.Exists(folder))
            return [];
        var done = new List<string>();
        foreach (
            string log in Directory
                .EnumerateFiles(folder, "*.log")
                .Where(f => !IsError(f) && new FileInfo(f).Length > largest)
                .Order()
                .ToArray()
        )
        {
            for (int n = KeptLogs; n >= 1; n--)
            {
                string from = n == 1 ? log : Numbered(log, n - 1);
                if (File.Exists(from))
                    File.Move(from, Numbered(log, n), overwrite: true);
            }

            done.Add(log);
        }

        foreach (
            string old in Directory
                .EnumerateFiles(folder, "error-*.log")
                .OrderDescending(StringComparer.Ordinal)
                .Skip(KeptErrors)
                .ToArray()
        )
        {
            File.Delete(old);
            done.Add(old);
        }

        return done;
    }

    private static bool IsError(string path) => Path.GetFileName(path).StartsWith("error-", StringComparison.Ordinal);

    private static string Numbered(string log, int n) => string.Create(CultureInfo.InvariantCulture, $"{log}.{n}");
}
