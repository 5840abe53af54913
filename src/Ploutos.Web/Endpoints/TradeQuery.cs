using Ploutos.Research.Backtests;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Endpoints;

/// <summary>A trade with its place in the backtest, which names it.</summary>
internal sealed record NumberedTrade(int Place, BacktestTrade Trade)
{
    /// <summary>Its name among the backtest's trades.</summary>
    public string Key => Place.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Which trades of a backtest, in which order.</summary>
/// <param name="Ticker">Those of one ticker; null for all.</param>
/// <param name="Side">long or short; null for both.</param>
/// <param name="Result">won or lost; null for both.</param>
/// <param name="Sort">A name of <see cref="Sorts"/>, with a hyphen before it for the largest first.</param>
internal sealed record TradeQuery(string? Ticker, string? Side, string? Result, string Sort)
{
    private const string NewestFirst = "-opened";

    /// <summary>What trades are sorted by.</summary>
    public static IReadOnlyDictionary<string, Func<BacktestTrade, IComparable?>> Sorts { get; } =
        new Dictionary<string, Func<BacktestTrade, IComparable?>>
        {
            ["opened"] = static t => t.Opened,
            ["closed"] = static t => t.Closed,
            ["ticker"] = static t => t.Ticker,
            ["days"] = static t => t.Days,
            ["return"] = static t => t.Return,
            ["profit"] = static t => t.Profit,
        };

    private static readonly string[] s_sides = ["long", "short"],
        s_results = ["won", "lost"];

    private string Name => Sort.TrimStart('-');

    /// <summary>Whether the largest come first.</summary>
    public bool IsDescending => Sort.StartsWith('-');

    /// <summary>As asked.</summary>
    /// <exception cref="ViewException">A value breaks its rule.</exception>
    public static TradeQuery Of(string? ticker, string? side, string? result, string? sort)
    {
        string order = string.IsNullOrEmpty(sort) ? NewestFirst : sort;
        RequireOneOf(side, "side", s_sides);
        RequireOneOf(result, "result", s_results);
        RequireOneOf(order.StartsWith('-') ? order[1..] : order, "sort", [.. Sorts.Keys]);
        return new(
            string.IsNullOrWhiteSpace(ticker) ? null : Asked.Ticker(ticker.Trim(), "ticker"),
            side is "" ? null : side,
            result is "" ? null : result,
            order
        );
    }

    /// <summary>The state of a column's sorting, in words of <c>aria-sort</c>.</summary>
    public string StateOf(string name) =>
        name != Name ? "none"
        : IsDescending ? "descending"
        : "ascending";

    /// <summary>The sorting that a click on a column asks for.</summary>
    public string After(string name) => name == Name && IsDescending ? name : "-" + name;

    /// <summary>The trades of a backtest. What has no value comes last either way.</summary>
    public IReadOnlyList<NumberedTrade> In(BacktestResult backtest)
    {
        IEnumerable<NumberedTrade> found = backtest
            .Trades.Select((t, i) => new NumberedTrade(i, t))
            .Where(t => Ticker is null || t.Trade.Ticker == Ticker)
            .Where(t => Side is null || t.Trade.Side == Side)
            .Where(t => Result is null || (t.Trade.Profit > 0) == (Result == "won"));
        Func<BacktestTrade, IComparable?> by = Sorts[Name];
        IOrderedEnumerable<NumberedTrade> known = found.OrderBy(t => by(t.Trade) is null);
        return
        [
            .. (
                IsDescending
                    ? known.ThenByDescending(t => by(t.Trade), ValueOrder.Instance)
                    : known.ThenBy(t => by(t.Trade), ValueOrder.Instance)
            ).ThenBy(t => t.Place),
        ];
    }

    private static void RequireOneOf(string? value, string name, string[] known) =>
        JobChecks.RequireOneOf(value is "" ? null : value, name, known);
}
