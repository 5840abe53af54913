using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>One line of the list of backtests.</summary>
public sealed record BacktestSummary
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From simulated bars.</summary>
    public required bool Simulated { get; init; }

    /// <summary>file, evaluation or models.</summary>
    public required string SignalsFrom { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>How many could be traded.</summary>
    public required int Tickers { get; init; }

    /// <summary>long-only or long-short.</summary>
    public required string Direction { get; init; }

    /// <summary>equal-weight or volatility-target.</summary>
    public required string Sizing { get; init; }

    /// <summary>Commission in basis points, each way.</summary>
    public required double CommissionBp { get; init; }

    /// <summary>Slippage in basis points, each way.</summary>
    public required double SlippageBp { get; init; }

    /// <summary>Annual growth.</summary>
    public required double? Cagr { get; init; }

    /// <summary>Annual Sharpe ratio.</summary>
    public required double? Sharpe { get; init; }

    /// <summary>The benchmark's.</summary>
    public required double? BenchmarkSharpe { get; init; }

    /// <summary>Deflated Sharpe ratio.</summary>
    public required double? Deflated { get; init; }

    /// <summary>Deepest fall.</summary>
    public required double? MaximumDrawdown { get; init; }

    /// <summary>The HTML report.</summary>
    public required string Report { get; init; }
}
