using Ploutos.Research.Backtests;
using Ploutos.Web.Endpoints;

namespace Ploutos.Web.Pages;

/// <summary>A page of a backtest's trades.</summary>
/// <param name="Backtest">Whose.</param>
/// <param name="Query">Which, in which order.</param>
/// <param name="Rows">Those of the page.</param>
/// <param name="Number">The page, from 1.</param>
/// <param name="Found">Trades on all pages.</param>
internal sealed record TradePage(
    BacktestResult Backtest,
    TradeQuery Query,
    IReadOnlyList<BacktestTrade> Rows,
    int Number,
    int Found
)
{
    /// <summary>Trades of a page.</summary>
    public const int Size = 50;

    /// <summary>How many pages there are, at least 1.</summary>
    public int Pages => Math.Max(1, (Found + Size - 1) / Size);

    /// <summary>The page of that number; beyond the last the last.</summary>
    public static TradePage Of(BacktestResult backtest, TradeQuery query, int number)
    {
        IReadOnlyList<NumberedTrade> found = query.In(backtest);
        int last = Math.Max(1, (found.Count + Size - 1) / Size),
            shown = Math.Clamp(number, 1, last);
        return new(
            backtest,
            query,
            [.. found.Skip((shown - 1) * Size).Take(Size).Select(t => t.Trade)],
            shown,
            found.Count
        );
    }
}
