namespace Ploutos.Experts.Risk;

/// <summary>Which forecast of volatility sizes positions.</summary>
public enum SizingForecast
{
    /// <summary>The risk model's expected volatility of the next five bars; EWMA(0.94) where it has
    /// none.</summary>
    Risk,

    /// <summary>Exponentially weighted volatility, decay 0.94 (RiskMetrics 1996).</summary>
    Ewma,

    /// <summary>The root mean square of the last 20 daily log returns.</summary>
    Deviation20,
}

/// <summary>The words for <see cref="SizingForecast"/>.</summary>
public static class SizingForecastNames
{
    /// <summary>All words, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = ["risk", "ewma", "deviation20"];

    /// <summary>The word.</summary>
    public static string Text(this SizingForecast forecast) => All[(int)forecast];

    /// <summary>The forecast of a word; null where there is none.</summary>
    public static SizingForecast? Parse(string? word) =>
        All.Select((w, i) => (w, i)).FirstOrDefault(a => a.w == word) is { w: not null } found
            ? (SizingForecast)found.i
            : null;
}
