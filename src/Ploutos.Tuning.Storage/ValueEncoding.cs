namespace Ploutos.Tuning.Storage;

/// <summary>Values that a column of numbers cannot hold are NULL, with their kind beside them.</summary>
internal static class ValueEncoding
{
    public static (double? Stored, string Kind) Encode(double value) =>
        value switch
        {
            double.NaN => (null, "NAN"),
            double.PositiveInfinity => (null, "INF_POS"),
            double.NegativeInfinity => (null, "INF_NEG"),
            _ => (value, "FINITE"),
        };

    public static double Decode(double? stored, string kind) =>
        kind switch
        {
            "NAN" => double.NaN,
            "INF_POS" => double.PositiveInfinity,
            "INF_NEG" => double.NegativeInfinity,
            _ => stored ?? double.NaN,
        };
}
