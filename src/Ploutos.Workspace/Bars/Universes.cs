using System.Text.Json.Serialization;
using Ploutos.MarketData;

namespace Ploutos.Workspace.Bars;

/// <summary>Sets of tickers with a name.</summary>
public static class Universes
{
    internal const string Guide = "guide";

    /// <summary>The names, for completion.</summary>
    public static IReadOnlyList<string> Names { get; } = [Guide, .. DatedUniverse.All.Select(u => u.Name)];

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
    /// figures; and which name is a ticker's, though a set has it in lower case.</summary>
    public static IReadOnlyList<string> Notes(IReadOnlyList<string>? names) =>
        [
            .. (names ?? [])
                .Select(DatedUniverse.Find)
                .OfType<DatedUniverse>()
                .Select(u => u.SurvivorshipNote)
                .Distinct(),
            .. (names ?? [])
                .Select(name => name.Trim())
                .Where(name => !Names.Contains(name) && Names.Contains(name.ToLowerInvariant()))
                .Select(name =>
                    $"'{name}' is taken as the ticker {name.ToUpperInvariant()}. The universe is"
                    + $" '{name.ToLowerInvariant()}', in lower case."
                ),
        ];
}
