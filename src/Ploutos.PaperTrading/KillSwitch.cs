using System.Globalization;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.PaperTrading;

/// <summary>
/// <c>paper.stop</c> in the workspace: while the file is there, no order is given, whoever
/// made it and whatever it holds. It survives restarts; <c>touch paper.stop</c> is enough to
/// set it.</summary>
public sealed class KillSwitch(string path, TimeProvider time)
{
    public string Path => path;

    public bool IsSet => File.Exists(path);

    public void Set(string reason)
    {
        if (!IsSet)
            AtomicFile.Write(
                path,
                $$"""{"since": "{{time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}}", "reason": {{Quoted(reason)}}}"""
                    + "\n"
            );
    }

    public void Release() => File.Delete(path);

    public PaperSwitch Read(IReadOnlyList<string>? notes = null)
    {
        if (!IsSet)
            return new(false, null, null, path, notes ?? []);
        (DateTimeOffset? since, string? reason) = (null, null);
        try
        {
            SettingsFile? file = SettingsFile.Read(path);
            reason = file?.Text("reason");
            since = DateTimeOffset.TryParse(
                file?.Text("since"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset at
            )
                ? at
                : null;
        }
        catch (StorageException)
        {
            reason = "the file was made by hand";
        }

        return new(true, since, reason, path, notes ?? []);
    }

    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
