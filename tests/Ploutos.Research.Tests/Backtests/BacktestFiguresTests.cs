using System.Text.Json;
using Ploutos.MarketData;
using Ploutos.Research.Backtests;

namespace Ploutos.Research.Tests.Backtests;

/// <summary>Figures that are right whatever the market, the account and the ledger.</summary>
public sealed class BacktestFiguresTests
{
    [Theory]
    [InlineData(0.013)]
    [InlineData(0.047)]
    [InlineData(-0.006)]
    public void An_account_of_cash_alone_has_no_ratios_and_leaves_none_in_the_ledger(double cashRate)
    {
        using var bench = new BacktestBench();
        string trades = bench.Targets(),
            nothing = bench.Targets(0, 0);
        BacktestResult before = bench.Run(new() { SignalFile = trades }),
            cash = bench.Run(new() { SignalFile = nothing, CashRate = cashRate }),
            other = bench.Run(new() { SignalFile = nothing, CashRate = cashRate / 2 }),
            after = bench.Run(new() { SignalFile = trades });
        Assert.All(
            [cash, other],
            b =>
            {
                Assert.All(
                    ["sharpe", "sortino", "sharpe_difference"],
                    name => Assert.Equal(new BacktestValue(null, null, null), b.Figure(name)!.Strategy)
                );
                Assert.Equal(0, b.Figure("volatility")!.Strategy.Value);
                Assert.Equal((null, null), (b.Evidence.Probabilistic, b.Evidence.Deflated));
            }
        );
        Assert.Equal(cashRate, cash.Figure("cagr")!.Strategy.Value!.Value, 0.002);
        Assert.Equal((1, 3), (before.Evidence.Trials, after.Evidence.Trials));
        Assert.Equal(before.Evidence.TrialDeviation, after.Evidence.TrialDeviation);
        Assert.Equal(before.Evidence.Probabilistic, after.Evidence.Probabilistic);
        Assert.Null(after.Overfitting);
        Assert.Equal(before.Statistics, after.Statistics);
    }

    [Theory]
    [InlineData(0, "exchange", 252)]
    [InlineData(2, "round_the_clock", 365)]
    public void The_report_says_by_which_year_figures_are_annual(int everyDay, string market, double sessions)
    {
        using var bench = new BacktestBench(tickers: 2, bars: 420, everyDay: everyDay);
        BacktestResult b = bench.Run(new() { SignalFile = bench.Targets() });
        Assert.Equal((market, sessions), (b.Years!.Market, b.Years.Sessions));
        double[] equity = [.. b.Series.Equity],
            returns = [.. equity.Skip(1).Select((e, t) => e / equity[t] - 1)];
        double mean = returns.Average(),
            deviation = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (returns.Length - 1)),
            years = (b.Series.Days[^1].DayNumber - b.Series.Days[0].DayNumber) / 365.25;
        Assert.Equal(Math.Pow(equity[^1] / equity[0], 1 / years) - 1, b.Figure("cagr")!.Strategy.Value!.Value, 1e-9);
        Assert.Equal(deviation * Math.Sqrt(sessions), b.Figure("volatility")!.Strategy.Value!.Value, 1e-9);
        Assert.Equal(mean / deviation * Math.Sqrt(sessions), b.Figure("sharpe")!.Strategy.Value!.Value, 1e-9);
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(b.Folder, "backtest.json")));
        Assert.Equal(market, file.RootElement.GetProperty("years").GetProperty("market").GetString());
        Assert.Contains(
            b.Years.Text,
            File.ReadAllText(Path.Combine(b.Folder, "report.html")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_account_on_two_markets_has_its_own_days_a_year()
    {
        using var bench = new BacktestBench(tickers: 2, bars: 420, everyDay: 1);
        // Both have bars to the end of the coin's, which is all days of the week.
        BacktestResult b = bench.Run(new() { SignalFile = bench.Targets(), End = bench.Market.Min(s => s.Dates[^1]) });
        Assert.Equal("own_days", b.Years!.Market);
        Assert.Equal(365.25, b.Years.Sessions, 1e-9);
    }

    [Theory]
    [InlineData(2, 0.25)]
    [InlineData(3, 0.2)]
    public void A_limit_that_cuts_is_noted_whatever_the_number_of_tickers(int tickers, double limit)
    {
        using var bench = new BacktestBench(tickers);
        string file = bench.Targets(1, 1);
        string Note(BacktestResult b) =>
            b.Notes.SingleOrDefault(n => n.StartsWith("The limit of", StringComparison.Ordinal)) ?? "";
        string note = Note(bench.Run(new() { SignalFile = file, MaxPosition = limit }));
        Assert.StartsWith($"The limit of {100 * limit:0}", note, StringComparison.Ordinal);
        Assert.Contains($"cut positions of {tickers} ticker(s)", note, StringComparison.Ordinal);
        Assert.Equal("", Note(bench.Run(new() { SignalFile = file, MaxPosition = 1 })));
        Assert.Contains(
            "traded a day cut the orders",
            Note(
                bench.Run(
                    new()
                    {
                        SignalFile = file,
                        MaxPosition = 1,
                        MaxTurnover = 0.1,
                    }
                )
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_benchmark_holds_what_its_money_buys()
    {
        using var bench = new BacktestBench(tickers: 1);
        BacktestResult b = bench.Run(
            new()
            {
                SignalFile = bench.Targets(),
                SlippageBp = 300,
                CommissionBp = 100,
            }
        );
        BarSeries bars = bench.Market[0];
        double shares = 100_000 / (bars.Open[11] * 1.03 * 1.01);
        Assert.Equal(shares * bars.Close[^1], b.Series.Benchmark[^1], 1.0);
        Assert.Equal(1, b.Figure("exposure")!.Benchmark!.Value!.Value, 1e-9);
    }

    [Fact]
    public void An_account_in_debt_between_close_and_open_is_told()
    {
        using var bench = new BacktestBench(tickers: 1);
        BacktestResult b = bench.Run(
            new()
            {
                SignalFile = bench.Targets(1, 1),
                MaxPosition = 1,
                SlippageBp = 200,
            }
        );
        Assert.Contains(b.Notes, n => n.StartsWith("The account was in debt on", StringComparison.Ordinal));
        BacktestResult careful = bench.Run(new() { SignalFile = bench.Targets(1, 1), MaxPosition = 0.5 });
        Assert.DoesNotContain(careful.Notes, n => n.Contains("in debt", StringComparison.Ordinal));
    }
}
