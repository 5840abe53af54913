using System.Globalization;
using System.Text;
using System.Text.Json;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Storage;

namespace Ploutos.PaperTrading.Alpaca;

/// <summary>Reads Alpaca's answers by name and kind; what makes no sense is an error that says what
/// and where, and is never guessed at.</summary>
internal readonly struct AlpacaJson(JsonElement element, string where)
{
    /// <summary>No account holds more shares or money; products and sums of such numbers are far from
    /// the end of <see cref="decimal"/>.</summary>
    private const decimal Most = 1_000_000_000_000;

    public static AlpacaJson Parse(AlpacaReply reply, string where)
    {
        try
        {
            using JsonDocument document = StrictJson.Parse(Encoding.UTF8.GetBytes(reply.Body));
            return new(document.RootElement.Clone(), where);
        }
        catch (JsonException e)
        {
            throw new BrokerException(
                $"Alpaca answered {where} with what is not JSON: '{Short(reply.Body)}'. Nothing was taken over from"
                    + $" it.",
                e
            );
        }
    }

    public IEnumerable<AlpacaJson> Items()
    {
        if (element.ValueKind != JsonValueKind.Array)
            throw Nonsense("is no list");
        string at = where;
        return [.. element.EnumerateArray().Select((e, i) => new AlpacaJson(e, $"{at}[{i}]"))];
    }

    public string Text(string key) =>
        OptionalText(key) is { Length: > 0 } text ? text : throw Nonsense($"has no text '{key}'");

    public string? OptionalText(string key) =>
        Find(key) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public bool Flag(string key) =>
        Find(key) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value
            ? value.GetBoolean()
            : throw Nonsense($"has no true or false '{key}'");

    /// <summary>A number, written as a text (as Alpaca does) or as a number.</summary>
    public decimal Number(string key) => OptionalNumber(key) ?? throw Nonsense($"has no number '{key}'");

    public decimal? OptionalNumber(string key) =>
        Find(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text
                when decimal.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal d)
                    && Math.Abs(d) <= Most => d,
            { ValueKind: JsonValueKind.Number } number
                when number.TryGetDecimal(out decimal d) && Math.Abs(d) <= Most => d,
            { } other => throw Nonsense($"has '{Short(other.GetRawText())}' for the number '{key}'"),
        };

    public DateOnly Day(string key) =>
        DateOnly.TryParseExact(
            Text(key)[..Math.Min(10, Text(key).Length)],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly day
        )
            ? day
            : throw Nonsense($"has '{Text(key)}' for the day '{key}'");

    public BrokerException Nonsense(string how) =>
        new(
            $"Alpaca's answer to {where} makes no sense: it {how} in '{Short(element.GetRawText())}'. Nothing was"
                + $" taken over from it."
        );

    private JsonElement? Find(string key)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Nonsense("is no object");
        return element.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
    }

    private static string Short(string text) => text.Length > 120 ? text[..120] + "..." : text;
}
