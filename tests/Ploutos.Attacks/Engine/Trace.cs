namespace Ploutos.Attacks.Engine;

/// <summary>Reads the text of an exception.</summary>
internal static class Trace
{
    /// <summary>The exception's type and the first frame of the product: the same for all inputs that
    /// lead to one fault.</summary>
    public static string Kind(string trace)
    {
        string[] lines = trace.Split('\n');
        string type = lines.FirstOrDefault(l => l.Contains("Exception", StringComparison.Ordinal)) ?? lines[0];
        string? frame = lines
            .Select(l => l.Trim())
            .FirstOrDefault(l =>
                l.StartsWith("at Ploutos.", StringComparison.Ordinal)
                && !l.StartsWith("at Ploutos.Attacks", StringComparison.Ordinal)
            );
        return $"{type.Split(':')[0].Trim()} {frame?.Split('(')[0] ?? "outside the product"}";
    }
}
