namespace Ploutos.Web.Json;

/// <summary>What a backtest is asked for; what is absent is as in <c>ploutos backtest</c>. Rates
/// and limits are shares: 0.02 is 2 %.</summary>
internal sealed record BacktestJobRequest
{
    /// <summary>evaluation or models; absent: the evaluation where there is one.</summary>
    public string? From { get; init; }

    /// <summary>The ensemble whose signals they are; absent: the one that makes the signals.</summary>
    public string? Ensemble { get; init; }

    /// <summary>long-only or long-short.</summary>
    public string? Direction { get; init; }

    /// <summary>equal-weight or volatility-target.</summary>
    public string? Sizing { get; init; }

    /// <summary>risk, ewma or deviation20, with volatility-target.</summary>
    public string? SizingForecast { get; init; }

    /// <summary>position or portfolio, with volatility-target.</summary>
    public string? SizingScope { get; init; }

    /// <summary>Annual volatility aimed at, with volatility-target.</summary>
    public double? TargetVolatility { get; init; }

    /// <summary>Commission in basis points, each way.</summary>
    public double? CommissionBp { get; init; }

    /// <summary>Slippage in basis points, each way.</summary>
    public double? SlippageBp { get; init; }

    /// <summary>Largest share of equity in one ticker.</summary>
    public double? MaxPosition { get; init; }

    /// <summary>The account's currency; absent: the tickers' own.</summary>
    public string? Currency { get; init; }

    /// <summary>Largest sum of all positions' sizes, as a share of equity.</summary>
    public double? MaxGross { get; init; }

    /// <summary>Most that may be ordered in a day, as a share of equity; absent: no limit.</summary>
    public double? MaxTurnover { get; init; }

    /// <summary>Annual rate on idle cash.</summary>
    public double? CashRate { get; init; }

    /// <summary>Annual fee for what is sold short.</summary>
    public double? BorrowRate { get; init; }

    /// <summary>With models: explain the networks that serve, in the report.</summary>
    public bool Explain { get; init; }

    /// <summary>First day whose signals are used.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day of the account.</summary>
    public DateOnly? End { get; init; }

    /// <summary>A stored ticker to hold against it; absent: the universe.</summary>
    public string? Benchmark { get; init; }

    /// <summary>Only these tickers.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>Use tickers with serious findings all the same.</summary>
    public bool AcceptSerious { get; init; }
}
