using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>One figure of the strategy, beside the benchmark's.</summary>
/// <param name="Name">cagr, volatility, sharpe, sharpe_difference, sortino, maximum_drawdown,
/// calmar, hit_rate, turnover, exposure, alpha, beta, and where the account's volatility is aimed at,
/// near_target.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">share (0.07 is 7 %) or number.</param>
/// <param name="Strategy">Of the account.</param>
/// <param name="Benchmark">Of the benchmark; null where it has none.</param>
public sealed record BacktestFigure(
    string Name,
    string Title,
    string Unit,
    BacktestValue Strategy,
    BacktestValue? Benchmark
);
