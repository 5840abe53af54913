using System.Text.Json;
using System.Text.Json.Serialization;
using Ploutos.Workspace;

namespace Ploutos.Web.Json;

/// <summary>Writes figures to seven significant digits, and to no fewer than four decimals: more of a
/// probability, a price or a ratio means nothing, and an amount of money keeps its cents. One that is not
/// defined is null.</summary>
internal sealed class RoundedNumberConverter : JsonConverter<double>
{
    private const int Significant = 7,
        LeastDecimals = 4,
        MostDecimals = 15;

    private static readonly FiniteNumberConverter s_finite = new();

    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        s_finite.Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        s_finite.Write(writer, Round(value), options);

    /// <summary>The figure that is written.</summary>
    public static double Round(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return value;
        int before = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        int decimals = Math.Max(LeastDecimals, Significant - before);
        // Beyond 15 decimals a figure is next to nothing, and keeps its digits.
        return decimals > MostDecimals ? value : Math.Round(value, decimals);
    }
}
