using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>Columns with one value a trading day.</summary>
public sealed record BacktestSeries
{
    /// <summary>Trading days, ascending; on the first nothing is held yet.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>Worth of the account at the close, in money.</summary>
    public required IReadOnlyList<double> Equity { get; init; }

    /// <summary>Worth of the benchmark's account.</summary>
    public required IReadOnlyList<double> Benchmark { get; init; }

    /// <summary>1 - equity / highest equity so far, 0 .. 1.</summary>
    public required IReadOnlyList<double> Drawdown { get; init; }

    /// <summary>The same of the benchmark.</summary>
    public required IReadOnlyList<double> BenchmarkDrawdown { get; init; }

    /// <summary>Sum of the positions' sizes, as a share of equity.</summary>
    public required IReadOnlyList<double> Gross { get; init; }

    /// <summary>Long less short, as a share of equity.</summary>
    public required IReadOnlyList<double> Net { get; init; }

    /// <summary>What was bought and sold at the open, together, as a share of the equity of the close
    /// before; null in a file of an earlier version.</summary>
    public IReadOnlyList<double>? Traded { get; init; }
}
