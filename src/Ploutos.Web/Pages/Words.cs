using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Ploutos.Web.Pages;

/// <summary>The words that scripts show, as the JSON block of each page.</summary>
internal static class Words
{
    /// <summary>Names of the scripts' words begin with this; in the block it is left out.</summary>
    public const string Prefix = "js.";

    // The default encoder writes < > & ' as escapes: no word can end the block.
    private static readonly JsonSerializerOptions s_safe = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>One JSON object: name and word.</summary>
    public static string ForScripts(IStringLocalizer words) =>
        JsonSerializer.Serialize(
            words
                .GetAllStrings(includeParentCultures: true)
                .Where(w => w.Name.StartsWith(Prefix, StringComparison.Ordinal))
                .ToDictionary(w => w.Name[Prefix.Length..], w => w.Value),
            s_safe
        );
}
