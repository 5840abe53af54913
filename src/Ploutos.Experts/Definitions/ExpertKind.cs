namespace Ploutos.Experts.Definitions;

/// <summary>The three experts.</summary>
public enum ExpertKind
{
    /// <summary>Will the close in five days lie above today's?</summary>
    Momentum,

    /// <summary>Will tomorrow's close lie above today's?</summary>
    Reversion,

    /// <summary>Will the next five days be more volatile than the trailing year's median?</summary>
    Volatility,
}
