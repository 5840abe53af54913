using Ploutos.Experts;

namespace Ploutos.Signals.Ledger;

/// <summary>Names the code that makes signals: its version, and the fingerprint of the compiled
/// code.</summary>
internal static class CodeVersion
{
    /// <summary>As <c>0.1.0+a1b2c3d4</c>.</summary>
    public static string Text { get; } =
        $"{typeof(CodeVersion).Assembly.GetName().Version!.ToString(3)}+{ForecastCode.Fingerprint}";
}
