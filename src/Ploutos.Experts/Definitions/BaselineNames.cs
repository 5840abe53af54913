namespace Ploutos.Experts.Definitions;

/// <summary>Names of the simple forecasters that an expert can be held against.</summary>
public static class BaselineNames
{
    /// <summary>The share of class 1.</summary>
    public const string BaseRate = "base_rate";

    /// <summary>Logistic regression on the expert's own inputs.</summary>
    public const string Logistic = "logistic";

    /// <summary>Return from a year to a month ago.</summary>
    public const string TwelveOneMomentum = "momentum_12_1";

    /// <summary>The last five bars' return turned round.</summary>
    public const string ShortTermReversal = "reversal_5";

    /// <summary>Log-range HAR.</summary>
    public const string LogRangeHar = "har";

    /// <summary>Exponentially weighted volatility.</summary>
    public const string Ewma = "ewma";

    /// <summary>The deviation of 20 daily returns.</summary>
    public const string Deviation20 = "deviation20";

    /// <summary>Those that compare with the usual level of five-day volatility, and so answer a label of
    /// volatility of horizon 5 alone.</summary>
    internal static IReadOnlyList<string> OfWeeklyVolatility { get; } =
        Array.AsReadOnly([LogRangeHar, Ewma, Deviation20]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        Array.AsReadOnly([BaseRate, Logistic, TwelveOneMomentum, ShortTermReversal, LogRangeHar, Ewma, Deviation20]);
}
