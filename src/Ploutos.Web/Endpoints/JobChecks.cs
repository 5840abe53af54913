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
    public static IReadOnlyList<string>? Tickers(IReadOnlyList<string>? names)
    {
        if (names is not { Count: > 0 })
            return null;
        string[] tickers =
        [
            .. names
                .SelectMany(n =>
                    Universes.Names.Contains(n) ? TickerNames.Resolve([n]) : [Asked.Ticker(n ?? "", "tickers")]
                )
                .Distinct(StringComparer.Ordinal),
        ];
        Require(
            tickers.Length <= AnalysisEndpoints.MostTickers,
            $"'tickers' must name at most {AnalysisEndpoints.MostTickers}, but names {tickers.Length}."
        );
        return tickers;
    }

    /// <summary>Tickers that the store has bars of, all of one origin; null for all it has.</summary>
    public static IReadOnlyList<string>? Stored(IReadOnlyList<string>? names, IBarWorkflows bars, DateOnly? testFrom)
    {
        IReadOnlyList<string>? tickers = Tickers(names);
        IReadOnlyList<StoredSeries> stored = bars.List();
        if (stored.Count == 0)
            throw new ViewException(
                ViewFault.NotMadeYet,
                "The store holds no bars yet. Fetch some first: POST /api/v7/jobs/fetch."
            );
        StoredSeries[] chosen = [.. stored.Where(s => tickers is null || tickers.Contains(s.Ticker))];
        if (tickers?.Except(chosen.Select(s => s.Ticker)).FirstOrDefault() is { } missing)
            throw new ViewException(
                ViewFault.UnknownTicker,
                $"'tickers' must name stored tickers, but the store has no bars of '{missing}'. "
                    + "Fetch them first: POST /api/v7/jobs/fetch."
            );
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
        // A universe keeps its name: what is made of it tells of which day its list is.
        return tickers is null
            ? null
            : [.. names!.Select(n => Universes.Names.Contains(n) ? n : Asked.Ticker(n, "tickers"))];
    }

    /// <summary>Names of experts; null where none is named.</summary>
    /// <param name="names">What was asked for.</param>
    /// <param name="research">Knows the experts of the workspace.</param>
    public static IReadOnlyList<string>? Experts(IReadOnlyList<string>? names, IResearchWorkflows research)
    {
        if (names is not { Count: > 0 })
            return null;
        string[] known = [.. research.Experts().Where(e => e.Problem is null).Select(e => e.Name)];
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
