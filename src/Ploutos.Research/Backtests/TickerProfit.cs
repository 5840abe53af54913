namespace Ploutos.Research.Backtests;

/// <summary>What a ticker brought.</summary>
/// <param name="Ticker">The ticker.</param>
/// <param name="Trades">Positions, those still held among them.</param>
/// <param name="Won">Positions with a profit above 0.</param>
/// <param name="Profit">Money won or lost after costs of trading.</param>
public sealed record TickerProfit(string Ticker, int Trades, int Won, double Profit)
{
    /// <summary>The profit of each ticker, the largest first.</summary>
    public static IReadOnlyList<TickerProfit> Of(IEnumerable<BacktestTrade> trades) =>
        [
            .. trades
                .GroupBy(t => t.Ticker)
                .Select(g => new TickerProfit(g.Key, g.Count(), g.Count(t => t.Profit > 0), g.Sum(t => t.Profit)))
                .OrderByDescending(t => t.Profit)
                .ThenBy(t => t.Ticker, StringComparer.Ordinal),
        ];
}
