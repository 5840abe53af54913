using System.Text;
using System.Text.Json;

namespace Ploutos.Attacks.Mutations;

/// <summary>Spoils JSON that stays JSON: values replaced, keys taken away, doubled or renamed,
/// elements doubled or emptied, deep nesting, and bytes in a text that are no UTF-8.</summary>
internal sealed class JsonMutation
{
    private const int Deep = 200;

    private readonly Dice _dice;
    private readonly int _target;
    private int _seen;

    private JsonMutation(Dice dice, int target) => (_dice, _target) = (dice, target);

    /// <summary>A spoilt copy of a valid JSON text.</summary>
    public static byte[] Spoil(byte[] valid, Dice dice)
    {
        byte[] json = valid;
        for (int edits = 1 + dice.Below(2); edits > 0; edits--)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            using MemoryStream spoilt = new();
            using (Utf8JsonWriter writer = new(spoilt, new() { SkipValidation = true, MaxDepth = 2000 }))
                new JsonMutation(dice, dice.Below(Count(document.RootElement))).Write(document.RootElement, writer);
            json = spoilt.ToArray();
            if (!IsJson(json))
                break;
        }

        return dice.OnceIn(8) ? WithoutUtf8(json, dice) : json;
    }

    private static bool IsJson(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Count(JsonElement value) =>
        1
        + value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Sum(p => Count(p.Value)),
            JsonValueKind.Array => value.EnumerateArray().Sum(Count),
            _ => 0,
        };

    private static byte[] WithoutUtf8(byte[] json, Dice dice)
    {
        int[] quotes = [.. Enumerable.Range(0, json.Length).Where(i => json[i] == '"')];
        if (quotes.Length == 0)
            return json;
        int at = dice.Pick(quotes) + 1;
        return [.. json[..at], 0xFF, .. json[at..]];
    }

    private void Write(JsonElement value, Utf8JsonWriter writer)
    {
        if (_seen++ == _target)
        {
            Replace(value, writer);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in value.EnumerateObject())
                    WriteProperty(property, writer);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement element in value.EnumerateArray())
                {
                    if (_seen == _target && _dice.OnceIn(4))
                        writer.WriteRawValue(element.GetRawText());
                    Write(element, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(value.GetRawText());
                break;
        }
    }

    private void WriteProperty(JsonProperty property, Utf8JsonWriter writer)
    {
        string name = property.Name;
        if (_seen == _target)
        {
            switch (_dice.Below(6))
            {
                case 0:
                    _seen += Count(property.Value);
                    return;
                case 1:
                    writer.WritePropertyName(name);
                    writer.WriteRawValue(property.Value.GetRawText());
                    break;
                case 2:
                    name += _dice.Pick(Scraps.Text).Replace("\0", "", StringComparison.Ordinal);
                    break;
                default:
                    break;
            }
        }

        writer.WritePropertyName(name);
        Write(property.Value, writer);
    }

    private void Replace(JsonElement value, Utf8JsonWriter writer)
    {
        _seen = int.MinValue / 2; // one edit a pass
        if (_dice.OnceIn(40))
        {
            string raw = $"{new string('[', Deep)}{new string(']', Deep)}";
            writer.WriteRawValue(Encoding.UTF8.GetBytes(raw), skipInputValidation: true);
            return;
        }

        string replaced = value.ValueKind switch
        {
            JsonValueKind.Array when _dice.OnceIn(2) => $"[null,{value.GetRawText()[1..]}".Replace(
                ",]",
                "]",
                StringComparison.Ordinal
            ),
            JsonValueKind.Number when _dice.OnceIn(3) => "-" + value.GetRawText().TrimStart('-'),
            _ => _dice.Pick(Scraps.Json),
        };
        writer.WriteRawValue(replaced, skipInputValidation: true);
    }
}
