using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>What a backtest is asked for. Rates and limits are shares: 0.02 is 2 %.</summary>
public sealed record BacktestRequest
{
    /// <summary>evaluation (out-of-sample forecasts of the latest walk-forward), models (the
    /// workspace's, on days they were not chosen by), or null: a file where
    /// <see cref="SignalFile"/> names one, else the evaluation where there is one, else the
    /// models.</summary>
    public string? From { get; init; }

    /// <summary>The ensemble whose signals they are: published, or one of the workspace's files; null for
    /// the one that makes the workspace's signals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ensemble { get; init; }

    /// <summary>A CSV file with the columns ticker, date, and target, score or signal.</summary>
    public string? SignalFile { get; init; }

    /// <summary>long-only or long-short.</summary>
    public string Direction { get; init; } = "long-only";

    /// <summary>equal-weight or volatility-target.</summary>
    public string Sizing { get; init; } = "equal-weight";

    /// <summary>Commission in basis points of what is traded, each way.</summary>
    public double CommissionBp { get; init; } = 1;

    /// <summary>Slippage in basis points of the open, each way.</summary>
    public double SlippageBp { get; init; } = 5;

    /// <summary>Largest share of equity in one ticker.</summary>
    public double MaxPosition { get; init; } = 0.25;

    /// <summary>Largest sum of all positions' sizes, as a share of equity.</summary>
    public double MaxGross { get; init; } = 1;

    /// <summary>Most that may be ordered in a day, as a share of equity; null for no
    /// limit.</summary>
    public double? MaxTurnover { get; init; }

    /// <summary>Annual rate on idle cash.</summary>
    public double CashRate { get; init; }

    /// <summary>Annual fee for what is sold short.</summary>
    public double BorrowRate { get; init; } = 0.01;

    /// <summary>Annual volatility aimed at by each position's share, with
    /// volatility-target.</summary>
    public double TargetVolatility { get; init; } = 0.15;

    /// <summary>First day whose signals are used; null for the first there is.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day of the account; null for the last bar.</summary>
    public DateOnly? End { get; init; }

    /// <summary>A stored ticker to hold; null for buy-and-hold of the same universe.</summary>
    public string? Benchmark { get; init; }

    /// <summary>Only these; null for all that have signals.</summary>
    public IReadOnlyList<string>? Tickers { get; init; }

    /// <summary>With models: also attention by lag and permutation importance on the same days,
    /// in the report (a minute).</summary>
    public bool Explain { get; init; }

    /// <summary>What sizes positions with volatility-target: risk, ewma or deviation20; null for risk.
    /// In a stored backtest of an earlier version null is deviation20.</summary>
    public string? SizingForecast { get; init; }

    /// <summary>What the target volatility is of: position or portfolio; null for position.</summary>
    public string? SizingScope { get; init; }

    /// <summary>The account's currency, such as EUR; null for that of the tickers, or of several that of
    /// the most of them.</summary>
    public string? Currency { get; init; }

    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
