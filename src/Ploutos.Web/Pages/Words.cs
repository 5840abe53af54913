using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Ploutos.Web.Pages;

/// <summary>The words that scripts show, as the JSON block of each page.</summary>
internal static class Words
{
    /// <summary>Names of the scripts' words begin with this; in the block it is left out.</summary>
    public const string Prefix = "js.";

    /// <summary>Names of others that scripts show, too, in front of which nothing is left out.</summary>
    private static readonly string[] s_shared = ["baseline.", "proof.check."];

    // The default encoder writes < > & ' as escapes: no word can end the block.
    private static readonly JsonSerializerOptions s_safe = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>One JSON object: name and word.</summary>
    public static string ForScripts(IStringLocalizer words) =>
        JsonSerializer.Serialize(
            words
                .GetAllStrings(includeParentCultures: true)
                .Select(w => (Name: Named(w.Name), w.Value))
                .Where(w => w.Name is not null)
                .ToDictionary(w => w.Name!, w => w.Value),
            s_safe
        );

    private static string? Named(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..]
        : s_shared.Any(p => name.StartsWith(p, StringComparison.Ordinal)) ? name
        : null;
}
