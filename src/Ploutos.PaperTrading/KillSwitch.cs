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
    /// <summary>Path of the file.</summary>
    public string Path => path;

    /// <summary>Whether the file is there, so that no order is given.</summary>
    public bool IsSet => File.Exists(path);

    /// <summary>Stops paper trading. One that is stopped keeps its first time and reason.</summary>
    public void Set(string reason)
    {
        if (IsSet)
            return;
        string since = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        AtomicFile.Write(path, $$"""{"since": "{{since}}", "reason": {{Quoted(reason)}}}""" + "\n");
    }

    /// <summary>Lets paper trading go on; does nothing where it is not stopped.</summary>
    public void Release() => File.Delete(path);

    /// <summary>Whether trading is stopped, since when and why. A file that was made by hand
    /// counts, also where it is empty.</summary>
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
