using Ploutos.Web.Endpoints;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Pages;

/// <summary>Which tickers of the watchlist, in which order.</summary>
/// <param name="Filter">A part of the ticker's name; empty for all.</param>
/// <param name="Side">buy, hold or sell; empty for all.</param>
/// <param name="Sort">A name of <see cref="Sorts"/>, with a hyphen before it for the largest first.</param>
internal sealed record WatchlistQuery(string Filter, string Side, string Sort)
{
    /// <summary>What rows are sorted by.</summary>
    public static IReadOnlyDictionary<string, Func<WatchlistRow, IComparable?>> Sorts { get; } =
        new Dictionary<string, Func<WatchlistRow, IComparable?>>
        {
            ["ticker"] = static r => r.Ticker,
            ["close"] = static r => Finite(r.Close),
            ["change1"] = static r => Finite(r.Change1),
            ["change5"] = static r => Finite(r.Change5),
            ["change20"] = static r => Finite(r.Change20),
            ["score"] = static r => Finite(r.Prediction?.Score),
            ["risk"] = static r => Finite(r.Risk?.Volatility),
            ["expert0"] = static r => Opinion(r, 0),
            ["expert1"] = static r => Opinion(r, 1),
            ["expert2"] = static r => Opinion(r, 2),
            ["day"] = static r => r.AsOf,
        };

    private string Name => Sort.TrimStart('-');

    private bool IsDescending => Sort.StartsWith('-');

    /// <summary>As asked; what is not known is left at its default.</summary>
    public static WatchlistQuery Of(string? filter, string? side, string? sort) =>
        new(
            filter?.Trim().ToUpperInvariant() ?? "",
            side is "buy" or "hold" or "sell" ? side : "",
            Sorts.ContainsKey((sort ?? "").TrimStart('-')) ? sort! : "ticker"
        );

    /// <summary>The state of a column's sorting, in words of <c>aria-sort</c>.</summary>
    public string StateOf(string name) =>
        name != Name ? "none"
        : IsDescending ? "descending"
        : "ascending";

    /// <summary>The sorting that a click on a column asks for: figures begin with the largest.</summary>
    public string After(string name) =>
        name == Name ? (IsDescending ? name : "-" + name)
        : name == "ticker" ? name
        : "-" + name;

    /// <summary>The side that a row's signal is of: buy, hold, sell, or none.</summary>
    public static string SideOf(WatchlistRow row) =>
        row.Prediction is not { } p
            ? "none"
            : SignalLook.Of(p.Signal).Rank switch
            {
                > 0 => "buy",
                < 0 => "sell",
                _ => "hold",
            };

    /// <summary>The rows. What has no value comes last either way.</summary>
    public IReadOnlyList<WatchlistRow> In(IEnumerable<WatchlistRow> all)
    {
        Func<WatchlistRow, IComparable?> by = Sorts[Name];
        IOrderedEnumerable<WatchlistRow> known = all.Where(r => r.Ticker.Contains(Filter, StringComparison.Ordinal))
            .Where(r => Side.Length == 0 || SideOf(r) == Side)
            .OrderBy(r => by(r) is null);
        return
        [
            .. (
                IsDescending ? known.ThenByDescending(by, ValueOrder.Instance) : known.ThenBy(by, ValueOrder.Instance)
            ).ThenBy(r => r.Ticker, StringComparer.Ordinal),
        ];
    }

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private static double? Opinion(WatchlistRow row, int expert) =>
        row.Prediction?.Experts is { } experts && experts.Count > expert ? Finite(experts[expert].Probability) : null;
}

/// <summary>A page of the watchlist.</summary>
/// <param name="Query">Which tickers, in which order.</param>
/// <param name="Rows">Those of the page.</param>
/// <param name="Number">The page, from 1.</param>
/// <param name="Found">Tickers on all pages.</param>
/// <param name="All">Tickers of the watchlist.</param>
internal sealed record WatchlistPage(
    WatchlistQuery Query,
    IReadOnlyList<WatchlistRow> Rows,
    int Number,
    int Found,
    int All
)
{
    /// <summary>Tickers of a page.</summary>
    public const int Size = 50;

    /// <summary>How many pages there are, at least 1.</summary>
    public int Pages => Math.Max(1, (Found + Size - 1) / Size);

    /// <summary>The page of that number; beyond the last the last.</summary>
    public static WatchlistPage Of(IReadOnlyList<WatchlistRow> all, WatchlistQuery query, int number)
    {
        IReadOnlyList<WatchlistRow> found = query.In(all);
        int last = Math.Max(1, (found.Count + Size - 1) / Size),
            shown = Math.Clamp(number, 1, last);
        return new(query, [.. found.Skip((shown - 1) * Size).Take(Size)], shown, found.Count, all.Count);
    }
}
