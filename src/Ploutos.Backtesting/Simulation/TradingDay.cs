namespace Ploutos.Backtesting.Simulation;

/// <summary>What happens to an account at a day's open: the one place of it, for backtests and for
/// an account that is kept day by day.</summary>
internal static class TradingDay
{
    /// <summary>Pays out what was delisted, then fills the orders of the evening before. Returns
    /// the money traded, before costs.</summary>
    public static double Open(
        Market market,
        Portfolio portfolio,
        double[] orders,
        int day,
        IAllocation? allocation = null
    ) => PayOutDelisted(market, portfolio, orders, day) + FillAtOpen(market, portfolio, orders, day, allocation);

    /// <summary>Orders of the evening before, at today's open; a ticker that does not trade keeps
    /// its order.</summary>
    private static double FillAtOpen(
        Market market,
        Portfolio portfolio,
        double[] orders,
        int day,
        IAllocation? allocation
    )
    {
        double traded = 0;
        for (int i = 0; i < orders.Length; i++)
        {
            if (orders[i] == 0 || double.IsNaN(market.Open[i]))
                continue;
            double shares = allocation?.AtOpen(i, orders[i], market, portfolio) ?? orders[i];
            traded += portfolio.Trade(i, shares, market.Open[i], market.Days[day]);
            orders[i] = 0;
        }

        return traded;
    }

    /// <summary>A ticker whose bars have ended is paid out at its last close; an order for it is
    /// void.</summary>
    private static double PayOutDelisted(Market market, Portfolio portfolio, double[] orders, int day)
    {
        double traded = 0;
        for (int i = 0; i < orders.Length; i++)
        {
            if (!market.IsDelisted(i, day))
                continue;
            orders[i] = 0;
            if (portfolio.Shares[i] != 0)
                traded += portfolio.Trade(i, -portfolio.Shares[i], market.LastClose[i], market.Days[day]);
        }

        return traded;
    }
}
