using System.Text.Json.Serialization;
using Ploutos.MarketData;

namespace Ploutos.Workspace.Bars;

/// <summary>Sets of tickers with a name.</summary>
public static class Universes
{
    /// <summary>The names, for completion.</summary>
    public static IReadOnlyList<string> Names { get; } = ["guide", .. DatedUniverse.All.Select(u => u.Name)];

    /// <summary>Every ticker of every set, for completion.</summary>
    public static IReadOnlyList<string> Tickers =>
        [
            .. DatedUniverse
                .All.SelectMany(u => u.Tickers)
                .Concat(Universe.Guide)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>What to know of the sets among names: of which day each is, and what that does to the
    /// figures.</summary>
    public static IReadOnlyList<string> Notes(IReadOnlyList<string>? names) =>
        [
            .. (names ?? [])
                .Select(DatedUniverse.Find)
                .OfType<DatedUniverse>()
                .Select(u => u.SurvivorshipNote)
                .Distinct(),
        ];
}
