using System.Reflection;
using System.Security.Cryptography;
using Ploutos.MarketData;

namespace Ploutos.Signals.Daily;

/// <summary>Names the code that makes signals: its version, and a fingerprint of the compiled
/// assemblies (their builds are deterministic).</summary>
internal static class CodeVersion
{
    /// <summary>As <c>0.1.0+a1b2c3d4</c>.</summary>
    public static string Text { get; } = Compute();

    private static string Compute()
    {
        Assembly[] assemblies =
        [
            typeof(Neural.NetworkShape).Assembly,
            typeof(MarketData.BarSeries).Assembly,
            typeof(Features.FeatureSet).Assembly,
            typeof(Experts.ExpertDefinition).Assembly,
        ];
        byte[] ids = [.. assemblies.SelectMany(a => a.ManifestModule.ModuleVersionId.ToByteArray())];
        Version version = typeof(CodeVersion).Assembly.GetName().Version!;
        return $"{version.ToString(3)}+{Convert.ToHexStringLower(SHA256.HashData(ids))[..8]}";
    }
}
