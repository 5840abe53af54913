using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Ploutos.Storage;

/// <summary>Who holds a <see cref="ProcessLock"/>: one line of text, or JSON where the file's name
/// says so.</summary>
/// <param name="Process">The process id.</param>
/// <param name="Machine">The host's name.</param>
/// <param name="Since">When the lock was taken.</param>
internal sealed partial record LockHolder(int Process, string Machine, DateTimeOffset Since)
{
    public static LockHolder Current(TimeProvider time) =>
        new(Environment.ProcessId, Environment.MachineName, time.GetUtcNow());

    public void Write(string path)
    {
        if (IsJson(path))
            AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, LockHolderJson.Default.LockHolder));
        else
            AtomicFile.Write(path, ToString() + "\n");
    }

    /// <summary>What the file says; null where it is missing or unreadable.</summary>
    public static LockHolder? TryRead(string path)
    {
        try
        {
            string text = File.ReadAllText(path);
            return IsJson(path) ? JsonSerializer.Deserialize(text, LockHolderJson.Default.LockHolder) : Parse(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the process may still be there; of another host nothing is known.</summary>
    public bool MayRun() => Machine != Environment.MachineName || ProcessIdentity.MayRun(Process);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"process {Process} on {Machine}, since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"
        );

    private static LockHolder? Parse(string text)
    {
        Match match = Line().Match(text.Trim());
        return
            match.Success
            && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out int process)
            && DateTimeOffset.TryParseExact(
                match.Groups[3].ValueSpan,
                "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset since
            )
            ? new(process, match.Groups[2].Value, since)
            : null;
    }

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.Ordinal);

    [GeneratedRegex(@"\Aprocess (\d+) on (.*), since (.*) UTC\z", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LockHolder))]
internal sealed partial class LockHolderJson : JsonSerializerContext;
