using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Endpoints;

/// <summary>What a job's body must hold before the job is taken on, as far as it can be seen
/// without doing the work. Each error names its key.</summary>
internal static class JobChecks
{
    /// <summary>Tickers, universes taken apart. Never the path of a file, which the command would
    /// read.</summary>
    /// <returns>Null where none is named.</returns>
    public static IReadOnlyList<string>? Tickers(IReadOnlyList<string>? names, IBarWorkflows bars)
    {
        if (names is not { Count: > 0 })
            return null;
        HashSet<string> own = OwnUniverses(bars);
        string[] tickers =
        [
            .. names
                .SelectMany(n => IsUniverse(own, n) ? Members(n, own, bars) : [Asked.Ticker(n ?? "", "tickers")])
                .Distinct(StringComparer.Ordinal),
        ];
        RequireAtMost(tickers.Length);
        return tickers;
    }

    /// <summary>Stored tickers, or universes that have any, all of one origin; null for all that is stored. A
    /// universe is meant in upper or lower case, unless a ticker of that name is stored.</summary>
    /// <returns>The names: what is made of a universe tells of which day its list is.</returns>
    public static IReadOnlyList<string>? Stored(IReadOnlyList<string>? names, IBarWorkflows bars, DateOnly? testFrom)
    {
        IReadOnlyList<StoredSeries> stored = bars.List();
        if (stored.Count == 0)
            throw new ViewException(
                ViewFault.NotMadeYet,
                "The store holds no bars yet. Fetch some first: POST /api/v7/jobs/fetch."
            );
        IReadOnlyList<string>? meant = Named(names, bars, stored, "tickers");
        HashSet<string>? tickers = meant is null ? null : [.. Expanded(meant, bars)];
        StoredSeries[] chosen = [.. stored.Where(s => tickers is null || tickers.Contains(s.Ticker))];
        if (meant is not null)
            RequireAtMost(chosen.Length);
        Require(
            chosen.Select(s => s.Simulated).Distinct().Count() == 1,
            "'tickers' must be all of one origin, but observed and simulated bars are among them. Name those of one."
        );
        (DateOnly first, DateOnly last) = (chosen.Min(s => s.FirstDay), chosen.Max(s => s.LastDay));
        Require(
            testFrom is null || (testFrom > first && testFrom <= last),
            $"'test_from' must lie within the stored bars, {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, "
                + $"but got {testFrom:yyyy-MM-dd}."
        );
        return meant;
    }

    /// <summary>Names of stored tickers, and of universes with any member that is stored.</summary>
    /// <param name="names">What was asked for.</param>
    /// <param name="bars">Knows the universes of the workspace.</param>
    /// <param name="stored">What is stored.</param>
    /// <param name="key">The parameter.</param>
    /// <returns>Tickers in upper case, universes in lower case; null where none is named.</returns>
    public static IReadOnlyList<string>? Named(
        IReadOnlyList<string>? names,
        IBarWorkflows bars,
        IReadOnlyList<StoredSeries> stored,
        string key
    )
    {
        if (names is not { Count: > 0 })
            return null;
        HashSet<string> own = OwnUniverses(bars),
            known = [.. stored.Select(s => s.Ticker)];
        var meant = new List<string>();
        foreach (string? name in names)
        {
            string given = Universes.Meant(name ?? "", n => IsUniverse(own, n), known.Contains);
            bool isUniverse = IsUniverse(own, given);
            string[] tickers = isUniverse ? Members(given, own, bars) : [Asked.Ticker(given, key)];
            if (!tickers.Any(known.Contains))
                throw new ViewException(
                    ViewFault.UnknownTicker,
                    (
                        isUniverse
                            ? $"'{key}' must name universes with stored members, but the store has bars of none of"
                                + $" '{given}'. "
                            : $"'{key}' must name stored tickers, but the store has no bars of '{tickers[0]}'. "
                    ) + "Fetch them first: POST /api/v7/jobs/fetch."
                );
            meant.Add(isUniverse ? given : tickers[0]);
        }

        return [.. meant.Distinct(StringComparer.Ordinal)];
    }

    private static HashSet<string> OwnUniverses(IBarWorkflows bars) =>
        [.. bars.Universes().Where(u => u.Dated).Select(u => u.Name)];

    private static bool IsUniverse(HashSet<string> own, string? name) =>
        name is not null && (own.Contains(name) || Universes.Names.Contains(name));

    private static string[] Members(string universe, HashSet<string> own, IBarWorkflows bars) =>
        own.Contains(universe)
            ? [.. bars.UniverseMembers(universe).Select(m => m.Ticker).Distinct(StringComparer.Ordinal)]
            : [.. TickerNames.Resolve([universe])];

    private static IEnumerable<string> Expanded(IReadOnlyList<string> names, IBarWorkflows bars)
    {
        HashSet<string> own = OwnUniverses(bars);
        return names.SelectMany(n => IsUniverse(own, n) ? Members(n, own, bars) : [n]);
    }

    private static void RequireAtMost(int tickers) =>
        Require(
            tickers <= AnalysisEndpoints.MostTickers,
            $"'tickers' must name at most {AnalysisEndpoints.MostTickers}, but names {tickers}."
        );

    /// <summary>Names of experts; null where none is named.</summary>
    /// <param name="names">What was asked for.</param>
    /// <param name="research">Knows the experts of the workspace.</param>
    /// <param name="withRisk">Whether the risk model may be named, too.</param>
    public static IReadOnlyList<string>? Experts(
        IReadOnlyList<string>? names,
        IResearchWorkflows research,
        bool withRisk = false
    )
    {
        if (names is not { Count: > 0 })
            return null;
        string[] known =
        [
            .. research.Experts().Where(e => e.Problem is null && (withRisk || e.Name != "risk")).Select(e => e.Name),
        ];
        string? wrong = names.FirstOrDefault(n => !known.Contains(n, StringComparer.Ordinal));
        Require(
            wrong is null && names.All(n => n is not null),
            $"'experts' must be of {string.Join(", ", known)}, but got '{wrong}'."
        );
        return [.. names.Distinct()];
    }

    /// <summary>A whole number in a range.</summary>
    public static void RequireIn(int? value, int least, int most, string name) =>
        Require(
            value is null || (value >= least && value <= most),
            $"'{name}' must be in {least} .. {most}, but got {value}."
        );

    /// <summary>A number in a range.</summary>
    public static void RequireIn(double? value, double least, double most, string name) =>
        Require(
            value is null || (value >= least && value <= most),
            FormattableString.Invariant($"'{name}' must be in {least} .. {most}, but got {value}.")
        );

    /// <summary>One of a few words.</summary>
    public static void RequireOneOf(string? value, string name, params string[] known) =>
        Require(
            value is null || known.Contains(value, StringComparer.Ordinal),
            known.Length == 1
                ? $"'{name}' must be {known[0]}, but got '{value}'."
                : $"'{name}' must be {string.Join(", ", known[..^1])} or {known[^1]}, but got '{value}'."
        );

    /// <summary>Two days in order.</summary>
    public static void RequireOrder(DateOnly? from, DateOnly? to, string first, string last) =>
        Require(
            from is null || to is null || from <= to,
            $"'{first}' must not be after '{last}', but got {from:yyyy-MM-dd} and {to:yyyy-MM-dd}."
        );

    /// <summary>Any rule, with its key in the text.</summary>
    public static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new ViewException(ViewFault.BadRequest, rule);
    }
}
