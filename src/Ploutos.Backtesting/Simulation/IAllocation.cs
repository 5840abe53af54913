namespace Ploutos.Backtesting.Simulation;

/// <summary>Decides at the close which orders go to the next open.</summary>
internal interface IAllocation
{
    /// <summary>Writes the shares to buy (above 0) or sell of each ticker. An order that is left
    /// as it is stays in force: that of a ticker which did not trade today waits for its next
    /// open.</summary>
    void Decide(int day, Market market, Portfolio portfolio, double[] orders);

    /// <summary>The shares that an order is filled with once the open is known: those of the order,
    /// unless the allocation spends money and not shares.</summary>
    double AtOpen(int ticker, double order, Market market, Portfolio portfolio) => order;

    /// <summary>How often the limits cut.</summary>
    LimitsReached Limits { get; }
}
