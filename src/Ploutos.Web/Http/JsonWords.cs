using System.Text.Json;

namespace Ploutos.Web.Http;

/// <summary>JSON and types in words.</summary>
internal static class JsonWords
{
    private const int Longest = 60;

    /// <summary>What a value of a type must be.</summary>
    public static string Of(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(int) ? "a whole number"
            : plain == typeof(double) ? "a number"
            : plain == typeof(bool) ? "true or false"
            : plain == typeof(DateOnly) ? "a day such as \"2024-01-31\""
            : plain == typeof(string) ? "a text"
            : plain.IsAssignableFrom(typeof(string[])) ? "a list of texts such as [\"NVDA\"]"
            : "of another form";
    }

    /// <summary>A value as it was sent, shortened.</summary>
    public static string Of(JsonElement sent)
    {
        string text = sent.GetRawText();
        return text.Length <= Longest ? text : $"{text[..Longest]}...";
    }
}
