namespace Ploutos.Experts.Definitions;

/// <summary>The embedded files about experts.</summary>
public static class ExpertResources
{
    /// <summary>A commented expert to begin with.</summary>
    public static byte[] NewExpert => Read("new-expert.json");

    /// <summary>The JSON schema of an expert's file, by which editors complete it.</summary>
    public static byte[] Schema => Read("expert.schema.json");

    /// <summary>A commented ensemble to begin with: the published one.</summary>
    public static byte[] NewEnsemble => Read("new-ensemble.json");

    /// <summary>The JSON schema of an ensemble's file.</summary>
    public static byte[] EnsembleSchema => Read("ensemble.schema.json");

    /// <summary>The file of a built-in expert.</summary>
    internal static byte[] BuiltIn(string name) => Read($"{name}.json");

    private static byte[] Read(string file)
    {
        using Stream stream =
            typeof(ExpertResources).Assembly.GetManifestResourceStream($"Ploutos.Experts.{file}")
            ?? throw new InvalidOperationException($"The file {file} is missing in the assembly.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
