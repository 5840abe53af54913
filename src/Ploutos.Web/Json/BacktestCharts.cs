using Ploutos.Research.Backtests;

namespace Ploutos.Web.Json;

/// <summary>What the charts of a backtest are drawn from. Columns have one value a day.</summary>
internal sealed record BacktestCharts
{
    /// <summary>The backtest.</summary>
    public required string Id { get; init; }

    /// <summary>Trading days, ascending.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>Worth of the account at the close, in money.</summary>
    public required IReadOnlyList<double> Equity { get; init; }

    /// <summary>Worth of the benchmark's account.</summary>
    public required IReadOnlyList<double> Benchmark { get; init; }

    /// <summary>1 - equity / highest equity so far.</summary>
    public required IReadOnlyList<double> Drawdown { get; init; }

    /// <summary>The same of the benchmark.</summary>
    public required IReadOnlyList<double> BenchmarkDrawdown { get; init; }

    /// <summary>Sum of the positions' sizes, as a share of equity.</summary>
    public required IReadOnlyList<double> Gross { get; init; }

    /// <summary>Long less short, as a share of equity.</summary>
    public required IReadOnlyList<double> Net { get; init; }

    /// <summary>What was bought and sold, as a share of the equity before; null in a backtest of an
    /// earlier version.</summary>
    public required IReadOnlyList<double>? Traded { get; init; }

    /// <summary>Sessions a year that ratios are annual by.</summary>
    public required double Sessions { get; init; }

    /// <summary>Annual rate of idle cash, which the Sharpe ratio is over.</summary>
    public required double CashRate { get; init; }

    /// <summary>Profit by ticker, the largest first.</summary>
    public required IReadOnlyList<TickerProfit> ByTicker { get; init; }

    /// <summary>From a backtest.</summary>
    public static BacktestCharts Of(BacktestResult b) =>
        new()
        {
            Id = b.Id,
            Days = b.Series.Days,
            Equity = b.Series.Equity,
            Benchmark = b.Series.Benchmark,
            Drawdown = b.Series.Drawdown,
            BenchmarkDrawdown = b.Series.BenchmarkDrawdown,
            Gross = b.Series.Gross,
            Net = b.Series.Net,
            Traded = b.Series.Traded,
            Sessions = b.Years?.Sessions ?? BacktestYear.Earlier,
            CashRate = b.Options.CashRate,
            ByTicker = TickerProfit.Of(b.Trades),
        };
}
