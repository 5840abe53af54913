using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Ploutos.Attacks.Kills;

/// <summary>What a workspace has stored: rows of its databases' tables, and the files that nothing may
/// change, which are the user's and the kept versions of the models.</summary>
internal sealed record StoredFacts(IReadOnlyDictionary<string, long> Rows, IReadOnlyDictionary<string, string> Files)
{
    // Rows of these are replaced, or shared, when what they describe is stored again.
    private static readonly string[] s_passing = ["chunk", "piece", "finding", "sqlite_sequence", "heads"];

    /// <summary>Reads them as they are; a database that is not whole is told.</summary>
    public static StoredFacts Of(string workspace)
    {
        SQLitePCL.Batteries_V2.Init();
        Dictionary<string, long> rows = [];
        Dictionary<string, string> files = [];
        foreach (string folder in new[] { "data", "logs" })
        {
            string path = Path.Combine(workspace, folder);
            if (!Directory.Exists(path))
                continue;
            foreach (string file in Directory.GetFiles(path, "*.db").Order(StringComparer.Ordinal))
                Count(file, $"{folder}/{Path.GetFileName(file)}", rows);
        }

        foreach (string name in new[] { "alerts.json", "paper.json", "thesis.txt", AttackedWorkspace.Backup })
        {
            string file = Path.Combine(workspace, name);
            if (File.Exists(file))
                files[name] = Hash(file);
        }

        string versions = Path.Combine(workspace, "models", "versions");
        if (Directory.Exists(versions))
        {
            foreach (string file in Directory.EnumerateFiles(versions, "*", SearchOption.AllDirectories))
            {
                string name = Path.GetRelativePath(workspace, file);
                if (Path.GetFileName(file) == "history.json")
                    rows[name] = Terms(file);
                else if (!IsUnfinished(name))
                    files[name] = Hash(file);
            }
        }

        return new(rows, files);
    }

    /// <summary>What was begun in a workspace and not finished.</summary>
    public static IEnumerable<string> Unfinished(string workspace) =>
        Directory
            .EnumerateFileSystemEntries(workspace, "*", SearchOption.AllDirectories)
            .Select(entry => Path.GetRelativePath(workspace, entry))
            .Where(entry => !entry.StartsWith("before-restore-", StringComparison.Ordinal) && IsUnfinished(entry));

    /// <summary>What these facts have less than earlier ones; empty where nothing was lost.</summary>
    public IEnumerable<string> LostSince(StoredFacts before) =>
        [
            .. before
                .Rows.Where(r => Rows.GetValueOrDefault(r.Key) < r.Value)
                .Select(r => $"{r.Key} had {r.Value} rows, and has {Rows.GetValueOrDefault(r.Key)}"),
            .. before
                .Files.Where(f => Files.GetValueOrDefault(f.Key) != f.Value)
                .Select(f => $"{f.Key} was changed or is gone"),
        ];

    private static bool IsUnfinished(string entry) =>
        entry
            .Split(Path.DirectorySeparatorChar)
            .Any(part =>
                part is ".restore.json"
                || Path.GetExtension(part) is ".stage" or ".new" or ".old" or ".tmp"
                || part.StartsWith(".restore-", StringComparison.Ordinal)
            );

    private static int Terms(string history)
    {
        using JsonDocument terms = JsonDocument.Parse(File.ReadAllBytes(history));
        return terms.RootElement.GetArrayLength();
    }

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    private static void Count(string file, string name, Dictionary<string, long> rows)
    {
        using SqliteConnection connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        List<string> said = Ask(connection, "PRAGMA integrity_check");
        Assert.True(said is ["ok"], $"{name} is damaged: {string.Join(", ", said)}");
        foreach (string table in Ask(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'"))
        {
            if (!s_passing.Contains(table))
                rows[$"{name} {table}"] = long.Parse(
                    Ask(connection, $"SELECT COUNT(*) FROM \"{table}\"")[0],
                    System.Globalization.CultureInfo.InvariantCulture
                );
        }
    }

    private static List<string> Ask(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> answers = [];
        while (reader.Read())
            answers.Add(reader.GetValue(0).ToString()!);
        return answers;
    }
}
