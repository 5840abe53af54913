using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ploutos.Web.Json;

/// <summary>Figures rounded to what they mean: seven significant digits, which is what the networks'
/// arithmetic has, and never fewer than cents. A figure that is not defined is null, and null is read as
/// NaN.</summary>
internal sealed class RoundedNumberConverter : JsonConverter<double>
{
    private const int Digits = 7,
        Cents = 2,
        MostDecimals = 15; // of Math.Round

    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(Round(value));
        else
            writer.WriteNullValue();
    }

    /// <summary>A finite figure as it is written.</summary>
    public static double Round(double value)
    {
        if (value == 0)
            return 0; // -0, too
        int decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals <= MostDecimals
            ? Math.Round(value, Math.Max(decimals, Cents))
            : double.Parse(value.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
