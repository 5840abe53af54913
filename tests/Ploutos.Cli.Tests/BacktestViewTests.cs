using Ploutos.Cli.Hosting;
using Ploutos.Research.Backtests;
using Ploutos.Workflows;

namespace Ploutos.Cli.Tests;

public sealed class BacktestViewTests
{
    [Fact]
    public void Figures_stand_beside_the_benchmark_s_with_intervals_and_the_trials_beside_the_deflated_ratio()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), "backtest");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("commission 1 bp, slippage 5 bp each way", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"CAGR +7\.1 % +-2\.1 % to 16\.8 % +10\.4 % +1\.0 % to 20\.0 %", run.Output);
        Assert.Matches(@"Sharpe less benchmark's +-0\.29 +-0\.70 to 0\.15", run.Output);
        Assert.Matches(@"Maximum drawdown +12\.1 % +15\.0 %", run.Output);
        Assert.Contains(
            "Deflated Sharpe ratio 0.412: that it lies above 0.93, which the best of 31 trial(s) would show by luck.",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "30 of searches, 1 backtest(s), 0 evaluated; 33 record(s) with repetitions.",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("what chance alone gives over 1006 days", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Statistically indistinguishable from holding the same tickers.",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_simulated_account_is_under_the_banner() =>
        Assert.Contains(
            "SIMULATED",
            CommandRun.Of(new FakeWorkflows { Tested = BacktestSample.Result(simulated: true) }, "backtest").Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void Without_options_the_contract_s_defaults_are_asked_for()
    {
        FakeWorkflows workflows = new();
        CommandRun.Of(workflows, "backtest");
        Assert.Equal(new BacktestRequest(), Assert.Single(workflows.Requests));
    }

    [Fact]
    public void Every_option_reaches_the_workflow()
    {
        FakeWorkflows workflows = new();
        CommandRun.Of(
            workflows,
            "backtest --signals s.csv --direction Long-Short --sizing volatility-target --commission-bp 2"
                + " --slippage-bp 0 "
                + "--max-position 0.5 --max-gross 1.5 --max-turnover 0.2 --cash-rate 0.02 --borrow-rate 0.03"
                + " --target-volatility 0.1 "
                + "--start 2014-01-02 --end 2015-01-02 --benchmark SPY --tickers A,B"
                + " --sizing-forecast ewma --sizing-scope portfolio"
        );
        var request = Assert.IsType<BacktestRequest>(Assert.Single(workflows.Requests));
        Assert.Equal(
            new BacktestRequest
            {
                From = null,
                SignalFile = "s.csv",
                Direction = "long-short",
                Sizing = "volatility-target",
                CommissionBp = 2,
                SlippageBp = 0,
                MaxPosition = 0.5,
                MaxGross = 1.5,
                MaxTurnover = 0.2,
                CashRate = 0.02,
                BorrowRate = 0.03,
                TargetVolatility = 0.1,
                Start = new DateOnly(2014, 1, 2),
                End = new DateOnly(2015, 1, 2),
                Benchmark = "SPY",
                Tickers = request.Tickers,
                SizingForecast = "ewma",
                SizingScope = "portfolio",
            },
            request
        );
        Assert.Equal(["A", "B"], request.Tickers!);
    }
}
