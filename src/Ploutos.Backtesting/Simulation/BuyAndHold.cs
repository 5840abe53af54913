namespace Ploutos.Backtesting.Simulation;

/// <summary>Equal money in every ticker that trades on the first day, and nothing more: the
/// benchmark.</summary>
internal sealed class BuyAndHold : IAllocation
{
    public void Decide(int day, Market market, Portfolio portfolio, double[] orders)
    {
        if (day > 0)
            return;
        double share = portfolio.Equity() / market.Close.Count(double.IsFinite);
        for (int i = 0; i < orders.Length; i++)
            if (double.IsFinite(market.Close[i]))
                orders[i] = share / market.Close[i];
    }
}
