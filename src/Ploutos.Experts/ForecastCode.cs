using System.Reflection;
using System.Security.Cryptography;
using Ploutos.Experts.Definitions;

namespace Ploutos.Experts;

/// <summary>The compiled code that turns bars into probabilities.</summary>
public static class ForecastCode
{
    /// <summary>The fingerprint of the compiled assemblies (their builds are deterministic): SHA-256
    /// over their module ids, the first 8 hexadecimal digits.</summary>
    public static string Fingerprint { get; } = Compute();

    private static string Compute()
    {
        Assembly[] assemblies =
        [
            typeof(Neural.Parameters.NetworkShape).Assembly,
            typeof(MarketData.BarSeries).Assembly,
            typeof(Features.FeatureSet).Assembly,
            typeof(ExpertDefinition).Assembly,
        ];
        byte[] ids = [.. assemblies.SelectMany(a => a.ManifestModule.ModuleVersionId.ToByteArray())];
        return Convert.ToHexStringLower(SHA256.HashData(ids))[..8];
    }
}
