namespace Ploutos.Research.Backtests;

/// <summary>How years were counted.</summary>
/// <param name="Market">exchange (252 sessions a year), round_the_clock (365), foreign_exchange
/// (260), or own_days: as many as the account's own days show.</param>
/// <param name="Sessions">Sessions a year, by which volatility, ratios, alpha and turnover are
/// annual.</param>
/// <param name="Text">The same in words, and how growth is counted.</param>
public sealed record BacktestYear(string Market, double Sessions, string Text)
{
    /// <summary>Sessions a year of a backtest of an earlier version, which did not say.</summary>
    public const double Earlier = 252;
}
