using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Storage;

namespace Ploutos.Workspace.Switching;

/// <summary>The journal of a switch: the entries of a workspace that give way to those of a folder
/// that was made ready inside of it. While its file is there, the workspace is between two
/// states.</summary>
/// <param name="What">What is switched to, for messages.</param>
/// <param name="Since">When the switch began.</param>
/// <param name="Stage">The name of the folder that was made ready.</param>
/// <param name="Aside">The name of the folder that keeps what was there; made when it is
/// needed.</param>
/// <param name="Leaving">Names of the entries that give way.</param>
/// <param name="Coming">Names of the entries that take their place.</param>
public sealed record SwitchPlan(
    string What,
    DateTimeOffset Since,
    string Stage,
    string Aside,
    IReadOnlyList<string> Leaving,
    IReadOnlyList<string> Coming
)
{
    internal const string Journal = ".restore.json";

    internal static string PathOf(WorkspaceFolder workspace) => Path.Combine(workspace.Root, Journal);

    /// <summary>Whether an entry of a workspace's folder belongs to what is switched: all but
    /// backups, what earlier restores kept aside, what the web server must keep to itself, and
    /// passing files.</summary>
    public static bool Concerns(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return !name.StartsWith('.')
            && name is not ("backups" or "server" or "lost+found")
            && !name.StartsWith("before-restore-", StringComparison.Ordinal);
    }

    internal void Write(WorkspaceFolder workspace) =>
        AtomicFile.Write(
            PathOf(workspace),
            JsonSerializer.SerializeToUtf8Bytes(this, SwitchPlanJson.Default.SwitchPlan)
        );

    /// <summary>The journal of a workspace; null where none of its switches is unfinished.</summary>
    /// <exception cref="InvalidDataException">It can't be read.</exception>
    internal static SwitchPlan? Read(WorkspaceFolder workspace)
    {
        string path = PathOf(workspace);
        try
        {
            SwitchPlan? plan = JsonSerializer.Deserialize(File.ReadAllBytes(path), SwitchPlanJson.Default.SwitchPlan);
            return
                plan is not null && plan.Leaving.Concat(plan.Coming).Append(plan.Stage).Append(plan.Aside).All(IsName)
                ? plan
                : throw new InvalidDataException($"'{path}' names what is no entry of the workspace.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' can't be read: {e.Message}", e);
        }
    }

    private static bool IsName(string? name) =>
        !string.IsNullOrEmpty(name) && name is not ("." or "..") && name.IndexOfAny(['/', '\\', '\0', ':']) < 0;
}

/// <summary>JSON of the journal.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(SwitchPlan))]
internal sealed partial class SwitchPlanJson : JsonSerializerContext;
