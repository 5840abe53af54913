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
            .. (names ?? []).Select(name => CaseNote(name.Trim(), Names.Contains)).OfType<string>(),
        ];

    /// <summary>The name as it is meant: a universe by its name in lower case; where stored tickers alone can
    /// be meant, in upper or lower case unless a ticker of that name is stored.</summary>
    /// <param name="name">What was given.</param>
    /// <param name="isUniverse">Whether a universe has a name.</param>
    /// <param name="isStored">Whether a ticker is stored; null where tickers that are not may be meant.</param>
    /// <returns>The universe's name in lower case, or the name without blanks around it.</returns>
    public static string Meant(string name, Func<string, bool> isUniverse, Func<string, bool>? isStored)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(isUniverse);
        (string given, string lower) = (name.Trim(), name.Trim().ToLowerInvariant());
        bool isOther = isStored is not null && !isUniverse(given) && isUniverse(lower);
        return isOther && !isStored!(given.ToUpperInvariant()) ? lower : given;
    }

    /// <summary>That a name is taken as a ticker's, though a universe has it in lower case; else null.</summary>
    internal static string? CaseNote(string name, Func<string, bool> isUniverse) =>
        !isUniverse(name) && isUniverse(name.ToLowerInvariant())
            ? $"'{name}' is taken as the ticker {name.ToUpperInvariant()}. The universe is"
                + $" '{name.ToLowerInvariant()}', in lower case."
            : null;
}
