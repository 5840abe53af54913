namespace Ploutos.Release;

/// <summary>A text that must be passed on.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsLicence">Whether it is a licence; else it is a notice, which replaces none.</param>
internal sealed record LegalText(string Text, bool IsLicence)
{
    /// <summary>Reads a file: what its name begins with says whether it is a licence.</summary>
    public static LegalText Read(string file) =>
        new(File.ReadAllText(file), Path.GetFileName(file).StartsWith("licen", StringComparison.OrdinalIgnoreCase));
}
