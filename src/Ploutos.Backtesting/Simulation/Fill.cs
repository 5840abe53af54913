namespace Ploutos.Backtesting.Simulation;

/// <summary>One trade as it was filled.</summary>
/// <param name="Ticker">What was traded.</param>
/// <param name="Day">The day of the fill.</param>
/// <param name="Shares">Bought (above 0) or sold.</param>
/// <param name="Price">Paid or received for a share, slippage included.</param>
/// <param name="Commission">Money, 0 or more.</param>
public readonly record struct Fill(string Ticker, DateOnly Day, double Shares, double Price, double Commission);
