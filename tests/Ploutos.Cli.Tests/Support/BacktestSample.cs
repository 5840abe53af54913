using Ploutos.Research.Backtests;
using Ploutos.Workflows;

namespace Ploutos.Cli.Tests;

/// <summary>A backtest as the workflows give it, with made-up figures.</summary>
internal static class BacktestSample
{
    public static BacktestResult Result(bool simulated = false) =>
        new()
        {
            Format = BacktestResult.CurrentFormat,
            Id = "20180101T090000-0a1b2c3d",
            CreatedAt = new(2018, 1, 1, 9, 0, 0, TimeSpan.Zero),
            Simulated = simulated,
            SignalsFrom = "models",
            SignalsDetail = "momentum m-1, reversion r-1, volatility v-1, out of sample from 2014-01-02",
            Options = new() { From = "models" },
            Tickers = ["AAPL", "MSFT"],
            Benchmark = "universe",
            DataHash = "00",
            Series = new()
            {
                Days = [new(2014, 1, 2), new(2014, 1, 3)],
                Equity = [100_000, 101_000],
                Benchmark = [100_000, 100_500],
                Drawdown = [0, 0],
                BenchmarkDrawdown = [0, 0],
                Gross = [0, 1],
                Net = [0, 1],
            },
            Trades = [new("AAPL", "long", new(2014, 1, 3), null, 1000)],
            Statistics =
            [
                new("cagr", "CAGR", "share", new(0.0712, -0.021, 0.168), new(0.104, 0.01, 0.2)),
                new("sharpe", "Sharpe", "number", new(0.61, -0.4, 1.55), new(0.9, -0.1, 1.9)),
                new("sharpe_difference", "Sharpe less benchmark's", "number", new(-0.29, -0.7, 0.15), null),
                new("maximum_drawdown", "Maximum drawdown", "share", new(0.121, null, null), new(0.15, 0.1, 0.3)),
            ],
            Evidence = new()
            {
                Probabilistic = 0.884,
                Deflated = 0.412,
                Trials = 31,
                Tunes = 30,
                Backtests = 1,
                Evaluations = 0,
                Records = 33,
                BestByLuck = 0.93,
                TrialDeviation = 0.5,
                DeviationFrom =
                    "what chance alone gives over 1006 days (fewer than two backtests in the ledger have a ratio)",
            },
            Overfitting = null,
            Costs = 812.5,
            Notes = ["2 tickers are few."],
            Verdict = "Statistically indistinguishable from holding the same tickers.",
            Folder = "reports/backtests/20180101T090000-0a1b2c3d",
        };
}
