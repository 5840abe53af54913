using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>Columns with one value a trading day.</summary>
/// <param name="Days">Trading days, ascending; on the first nothing is held yet.</param>
/// <param name="Equity">Worth of the account at the close, in money.</param>
/// <param name="Benchmark">Worth of the benchmark's account.</param>
/// <param name="Drawdown">1 - equity / highest equity so far, 0 .. 1.</param>
/// <param name="BenchmarkDrawdown">The same of the benchmark.</param>
/// <param name="Gross">Sum of the positions' sizes, as a share of equity.</param>
/// <param name="Net">Long less short, as a share of equity.</param>
public sealed record BacktestSeries(
    IReadOnlyList<DateOnly> Days,
    IReadOnlyList<double> Equity,
    IReadOnlyList<double> Benchmark,
    IReadOnlyList<double> Drawdown,
    IReadOnlyList<double> BenchmarkDrawdown,
    IReadOnlyList<double> Gross,
    IReadOnlyList<double> Net
);
