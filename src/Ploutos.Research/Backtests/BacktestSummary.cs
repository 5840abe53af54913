using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>One line of the list of backtests.</summary>
/// <param name="Id">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Simulated">From simulated bars.</param>
/// <param name="SignalsFrom">file, evaluation or models.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Tickers">How many could be traded.</param>
/// <param name="Cagr">Annual growth.</param>
/// <param name="Sharpe">Annual Sharpe ratio.</param>
/// <param name="BenchmarkSharpe">The benchmark's.</param>
/// <param name="Deflated">Deflated Sharpe ratio.</param>
/// <param name="MaximumDrawdown">Deepest fall.</param>
/// <param name="Report">The HTML report.</param>
public sealed record BacktestSummary(
    string Id,
    DateTimeOffset CreatedAt,
    bool Simulated,
    string SignalsFrom,
    DateOnly From,
    DateOnly To,
    int Tickers,
    double? Cagr,
    double? Sharpe,
    double? BenchmarkSharpe,
    double? Deflated,
    double? MaximumDrawdown,
    string Report
);
