using System.Text.Json.Serialization;

namespace Ploutos.Research.Backtests;

/// <summary>What a backtest is asked for. Rates and limits are shares: 0.02 is 2 %.</summary>
/// <param name="From">evaluation (out-of-sample forecasts of the latest walk-forward), models (the
/// workspace's, on days they were not chosen by), or null: a file where
/// <paramref name="SignalFile"/> names one, else the evaluation where there is one, else the
/// models.</param>
/// <param name="SignalFile">A CSV file with the columns ticker, date, and target, score or
/// signal.</param>
/// <param name="Direction">long-only or long-short.</param>
/// <param name="Sizing">equal-weight or volatility-target.</param>
/// <param name="CommissionBp">Commission in basis points of what is traded, each way.</param>
/// <param name="SlippageBp">Slippage in basis points of the open, each way.</param>
/// <param name="MaxPosition">Largest share of equity in one ticker.</param>
/// <param name="MaxGross">Largest sum of all positions' sizes, as a share of equity.</param>
/// <param name="MaxTurnover">Most that may be ordered in a day, as a share of equity; null for
/// no limit.</param>
/// <param name="CashRate">Annual rate on idle cash.</param>
/// <param name="BorrowRate">Annual fee for what is sold short.</param>
/// <param name="TargetVolatility">Annual volatility aimed at by each position's share, with
/// volatility-target.</param>
/// <param name="Start">First day whose signals are used; null for the first there is.</param>
/// <param name="End">Last day of the account; null for the last bar.</param>
/// <param name="Benchmark">A stored ticker to hold; null for buy-and-hold of the same
/// universe.</param>
/// <param name="Tickers">Only these; null for all that have signals.</param>
/// <param name="Explain">With models: also attention by lag and permutation importance on the same
/// days, in the report (a minute).</param>
public sealed record BacktestRequest(
    string? From = null,
    string? SignalFile = null,
    string Direction = "long-only",
    string Sizing = "equal-weight",
    double CommissionBp = 1,
    double SlippageBp = 5,
    double MaxPosition = 0.25,
    double MaxGross = 1,
    double? MaxTurnover = null,
    double CashRate = 0,
    double BorrowRate = 0.01,
    double TargetVolatility = 0.15,
    DateOnly? Start = null,
    DateOnly? End = null,
    string? Benchmark = null,
    IReadOnlyList<string>? Tickers = null,
    bool Explain = false
)
{
    /// <summary>Use tickers with serious findings in the days that matter all the same.</summary>
    public bool AcceptSerious { get; init; }
}
