using System.Text.Json.Serialization;
using Ploutos.MarketData;

namespace Ploutos.Workspace.Bars;

/// <summary>Sets of tickers with a name.</summary>
public static class Universes
{
    /// <summary>The names, for completion.</summary>
    public static IReadOnlyList<string> Names { get; } = ["guide", "djia"];

    /// <summary>Every ticker of every set, for completion.</summary>
    public static IReadOnlyList<string> Tickers =>
        [.. MarketData.Universe.Guide.Concat(MarketData.Universe.Djia).Distinct().Order(StringComparer.Ordinal)];
}
