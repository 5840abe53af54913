using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Pages;

/// <summary>What the price chart shows, as the address says.</summary>
/// <param name="Range">A name of <see cref="Ranges"/>.</param>
/// <param name="Lines">Names of <see cref="Indicators"/>.</param>
internal sealed record ChartChoice(string Range, IReadOnlyList<string> Lines)
{
    private const int YearsAtFirst = 3;

    /// <summary>Ranges by name, in bars; 0 for all there are.</summary>
    public static IReadOnlyList<(string Name, int Bars)> Ranges { get; } =
    [("3m", 63), ("6m", 126), ("1y", 252), ("3y", 756), ("all", 0)];

    /// <summary>Indicators by name, with what is on their buttons.</summary>
    public static IReadOnlyList<(string Name, string Title)> Indicators { get; } =
    [
        ("sma_20", "SMA 20"),
        ("sma_50", "SMA 50"),
        ("sma_200", "SMA 200"),
        ("bollinger", "Bollinger"),
        ("rsi_14", "RSI 14"),
    ];

    /// <summary>As an address says; what it does not say, or says wrongly, is as by default.</summary>
    /// <param name="range">A range's name.</param>
    /// <param name="lines">Names of indicators with commas between them; empty for none.</param>
    public static ChartChoice Of(string? range, string? lines) =>
        new(
            Ranges.Any(r => r.Name == range) ? range! : "6m",
            lines is null ? ["sma_50"] : [.. lines.Split(',').Where(l => Indicators.Any(i => i.Name == l))]
        );

    /// <summary>The first day whose bars are drawn at first; null for all. The others are asked for when
    /// they are wanted.</summary>
    public DateOnly? From(StoredSeries series, DateOnly? asOf)
    {
        ArgumentNullException.ThrowIfNull(series);
        DateOnly last = asOf ?? series.LastDay;
        if (Range == "all" || last <= series.FirstDay)
            return null;
        DateOnly first = last.AddYears(-YearsAtFirst);
        return first <= series.FirstDay ? null : first;
    }
}

/// <summary>The price chart of a ticker.</summary>
/// <param name="Series">Its bars.</param>
/// <param name="Choice">What is shown.</param>
/// <param name="AsOf">The day that the page is about; null for the newest.</param>
internal sealed record ChartView(StoredSeries Series, ChartChoice Choice, DateOnly? AsOf)
{
    /// <summary>Where its first bars are.</summary>
    public string Address =>
        "/api/v7/bars?ticker="
        + Uri.EscapeDataString(Series.Ticker)
        + (Choice.From(Series, AsOf) is { } first ? $"&from={first:yyyy-MM-dd}" : "");
}
