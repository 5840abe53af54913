using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ploutos.Tuning;

/// <summary>JSON text as Python's <c>json.dumps</c> writes it, because Optuna compares and shows
/// what lies in its tables as text.</summary>
internal static class PythonJson
{
    /// <summary>A string in quotes, everything beyond ASCII escaped.</summary>
    public static string String(string text)
    {
        StringBuilder json = new("\"");
        foreach (char c in text)
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' or > '~' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        return json.Append('"').ToString();
    }

    /// <summary>null, true, a whole number, a number that keeps its decimal point, or a string.</summary>
    public static string Value(object? value) =>
        value switch
        {
            null => "null",
            bool b => b ? "true" : "false",
            long i => i.ToString(CultureInfo.InvariantCulture),
            double d => Number(d),
            string s => String(s),
            _ => throw new ArgumentException(
                $"A value must be a string, bool, long, double or null, but got {value} of type {value.GetType().Name}."
            ),
        };

    /// <summary>The shortest text that reads back as the same number, in Python's form: 1.0, 1e-05,
    /// NaN, Infinity.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN"
                : value > 0 ? "Infinity"
                : "-Infinity";
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        (string digits, int exponent) = ShortestDigits(Math.Abs(value));
        string sign = value < 0 ? "-" : "";
        if (exponent is < -4 or >= 16)
        {
            string mantissa = digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : digits;
            return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        string padded = digits.PadRight(exponent + 2, '0');
        return $"{sign}{padded[..(exponent + 1)]}.{padded[(exponent + 1)..]}";
    }

    /// <summary>The significant digits of the shortest text that reads back as the same number, and
    /// the first one's power of ten.</summary>
    private static (string Digits, int Exponent) ShortestDigits(double value)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        string mantissa = e < 0 ? shortest : shortest[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string all = mantissa.Replace(".", "", StringComparison.Ordinal);
        string significant = all.TrimStart('0');
        int exponent =
            (point < 0 ? all.Length : point)
            - 1
            - (all.Length - significant.Length)
            + (
                e < 0
                    ? 0
                    : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            );
        return (significant.TrimEnd('0'), exponent);
    }

    /// <summary>The scalar in an element, in the form that <see cref="Value"/> writes; whole
    /// numbers as long.</summary>
    public static object? Read(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number
                when element.TryGetInt64(out long i)
                    && element.GetRawText().All(c => char.IsAsciiDigit(c) || c == '-') => i,
            JsonValueKind.Number => element.GetDouble(),
            _ => throw new FormatException($"A scalar was expected in JSON, but got {element.GetRawText()}."),
        };
}
