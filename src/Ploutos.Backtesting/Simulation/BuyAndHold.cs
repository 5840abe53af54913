namespace Ploutos.Backtesting.Simulation;

/// <summary>Equal money in every ticker that has a price on the first day, and nothing more: the
/// benchmark. One whose market rests that day, as on a weekend, waits for its next open. What is
/// bought is what the money pays for at the open, costs included; nothing is borrowed.</summary>
internal sealed class BuyAndHold : IAllocation
{
    /// <summary>What is kept back, so that rounding cannot borrow.</summary>
    private const double Kept = 1e-12;

    private int _parts;

    public LimitsReached Limits { get; } = new();

    public void Decide(int day, Market market, Portfolio portfolio, double[] orders)
    {
        if (day > 0)
            return;
        int[] listed = [.. Enumerable.Range(0, orders.Length).Where(i => IsListed(market, i))];
        _parts = listed.Length;
        foreach (int i in listed)
            orders[i] = portfolio.Cash / _parts / market.LastClose[i];
    }

    private static bool IsListed(Market market, int i) =>
        double.IsFinite(market.LastClose[i]) && !market.IsDelisted(i, 0);

    /// <summary>An equal part of the cash that is left for the tickers not yet bought; the part of
    /// one that never trades again stays in cash.</summary>
    public double AtOpen(int ticker, double order, Market market, Portfolio portfolio) =>
        portfolio.Cash / _parts-- * (1 - Kept) / portfolio.CostOfBuying(market.Open[ticker]);
}
