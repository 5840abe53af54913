namespace Ploutos.Backtesting.Simulation;

/// <summary>Equal money in every ticker that trades on the first day, and nothing more: the
/// benchmark. What is bought is what the money pays for at the open, costs included; nothing is
/// borrowed.</summary>
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
        _parts = market.Close.Count(double.IsFinite);
        for (int i = 0; i < orders.Length; i++)
            if (double.IsFinite(market.Close[i]))
                orders[i] = portfolio.Cash / _parts / market.Close[i];
    }

    /// <summary>An equal part of the cash that is left for the tickers not yet bought; the part of
    /// one that never trades again stays in cash.</summary>
    public double AtOpen(int ticker, double order, Market market, Portfolio portfolio) =>
        portfolio.Cash / _parts-- * (1 - Kept) / portfolio.CostOfBuying(market.Open[ticker]);
}
