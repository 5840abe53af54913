namespace Ploutos.Backtesting.Simulation;

/// <summary>Equal money in every ticker that has a price on the first day, and nothing more: the
/// benchmark. One whose market rests that day, as on a weekend, waits for its next open. What is
/// bought is what the money pays for at the open, costs included; nothing is borrowed. Of a universe
/// with dated members those of the first day are bought; what leaves is sold at the next open, and the
/// money goes in equal parts to those that joined since.</summary>
internal sealed class BuyAndHold : IAllocation
{
    /// <summary>What is kept back, so that rounding cannot borrow.</summary>
    private const double Kept = 1e-12;

    /// <summary>A smaller share in cash is what rounding left.</summary>
    private const double Idle = 1e-6;

    private int _parts;

    public LimitsReached Limits { get; } = new();

    public void Decide(int day, Market market, Portfolio portfolio, double[] orders)
    {
        if (day > 0 && market.Universe.All(b => b.Members is null))
            return;
        DateOnly today = market.Days[day];
        for (int i = 0; i < orders.Length; i++)
            if (!market.Universe[i].IsMember(today))
                orders[i] = -portfolio.Shares[i];
        // What was sold brings its money with the next open.
        if (day > 0 && (Array.Exists(orders, o => o != 0) || portfolio.Cash < Idle * portfolio.Equity()))
            return;
        int[] listed =
        [
            .. Enumerable
                .Range(0, orders.Length)
                .Where(i => portfolio.Shares[i] == 0 && IsListed(market, i, day) && market.Universe[i].IsMember(today)),
        ];
        _parts = listed.Length;
        foreach (int i in listed)
            orders[i] = portfolio.Cash / _parts / market.LastClose[i];
    }

    private static bool IsListed(Market market, int i, int day) =>
        double.IsFinite(market.LastClose[i]) && !market.IsDelisted(i, day);

    /// <summary>An equal part of the cash that is left for the tickers not yet bought; the part of
    /// one that never trades again stays in cash.</summary>
    public double AtOpen(int ticker, double order, Market market, Portfolio portfolio) =>
        order < 0 ? order : portfolio.Cash / _parts-- * (1 - Kept) / portfolio.CostOfBuying(market.Open[ticker]);
}
