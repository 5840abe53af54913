using System.Text;
using System.Text.Json;

namespace Ploutos.Storage;

/// <summary>JSON whose every text can be read: UTF-8 throughout, no half of a surrogate pair. The
/// parser alone lets both pass, and fails when the text is asked for.</summary>
public static class StrictJson
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Parses a file's bytes; a byte order mark is skipped.</summary>
    /// <exception cref="JsonException">They are no JSON, no UTF-8, or hold a text that is
    /// none.</exception>
    public static JsonDocument Parse(byte[] bytes, JsonDocumentOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ReadOnlyMemory<byte> text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)
            ? bytes.AsMemory(Encoding.UTF8.Preamble.Length)
            : bytes;
        try
        {
            Utf8.GetCharCount(text.Span);
        }
        catch (DecoderFallbackException e)
        {
            throw new JsonException(
                $"it is not UTF-8: byte 0x{e.BytesUnknown?.FirstOrDefault():X2} at {e.Index}. Save it as UTF-8.",
                e
            );
        }

        JsonDocument document = JsonDocument.Parse(text, options);
        try
        {
            ReadTexts(document.RootElement);
            return document;
        }
        catch (InvalidOperationException e)
        {
            document.Dispose();
            throw new JsonException("it holds a text with half of a surrogate pair (\\ud800 to \\udfff).", e);
        }
    }

    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement element in value.EnumerateArray())
                    ReadTexts(element);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    _ = property.Name;
                    ReadTexts(property.Value);
                }

                break;
            default:
                break;
        }
    }
}
