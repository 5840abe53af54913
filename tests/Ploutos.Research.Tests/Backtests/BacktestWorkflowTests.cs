using System.Text.Json;
using Ploutos.Experts;
using Ploutos.Experts.Definitions;
using Ploutos.Research.Backtests;
using Ploutos.Tuning.Tpe;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Tests.Backtests;

public sealed class BacktestWorkflowTests
{
    [Fact]
    public void A_backtest_of_a_signal_file_is_kept_whole_with_its_report_and_listed_newest_first()
    {
        using var bench = new BacktestBench();
        BacktestResult first = bench.Run(new() { SignalFile = bench.Targets() }),
            second = bench.Run(new() { SignalFile = bench.Targets(), Direction = "long-short" });

        Assert.Equal(["SIM01", "SIM02", "SIM03"], first.Tickers);
        Assert.Equal((bench.Day(10), bench.Day(299)), (first.Series.Days[0], first.Series.Days[^1]));
        int days = first.Series.Days.Count;
        Assert.All(
            [first.Series.Equity, first.Series.Benchmark, first.Series.Drawdown, first.Series.Gross],
            column => Assert.Equal(days, column.Count)
        );
        Assert.Equal(100_000, first.Series.Equity[0]);
        Assert.True(first.Costs > 0 && first.Trades.Count > 3);
        Assert.Equal(
            [
                "cagr",
                "volatility",
                "sharpe",
                "sharpe_difference",
                "sortino",
                "maximum_drawdown",
                "calmar",
                "alpha",
                "beta",
                "hit_rate",
                "turnover",
                "exposure",
            ],
            first.Statistics.Select(f => f.Name)
        );
        Assert.All(
            first.Statistics,
            f => Assert.True(f.Strategy.Low <= f.Strategy.Value && f.Strategy.Value <= f.Strategy.High, f.Name)
        );

        Assert.Equal([second.Id, first.Id], bench.Workflows.Backtests().Select(b => b.Id));
        BacktestResult read = bench.Workflows.Backtest(first.Id);
        Assert.Equal(first.Series.Equity, read.Series.Equity);
        Assert.Equal(first.Verdict, read.Verdict);
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(first.Folder, "backtest.json")));
        Assert.Equal(1, file.RootElement.GetProperty("format").GetInt32());
        Assert.Equal(
            ["backtest.json", "report.html"],
            Directory.GetFiles(first.Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void What_a_killed_backtest_left_is_not_listed_and_is_removed_by_the_next_one()
    {
        using var bench = new BacktestBench();
        BacktestResult first = bench.Run(new() { SignalFile = bench.Targets() });
        string left = Path.Combine(Path.GetDirectoryName(first.Folder)!, $".half.{int.MaxValue}.tmp");
        Directory.CreateDirectory(left);
        File.Copy(Path.Combine(first.Folder, "backtest.json"), Path.Combine(left, "backtest.json"));
        Assert.Equal([first.Id], bench.Workflows.Backtests().Select(b => b.Id));

        bench.Run(new() { SignalFile = bench.Targets() });
        Assert.False(Directory.Exists(left));
        Assert.Equal(2, bench.Workflows.Backtests().Count);
    }

    [Fact]
    public void Every_configuration_counts_once_however_often_it_runs_and_deflates_the_sharpe_ratio()
    {
        using var bench = new BacktestBench();
        string file = bench.Targets();
        BacktestResult one = bench.Run(new() { SignalFile = file }),
            again = bench.Run(new() { SignalFile = file }),
            cheaper = bench.Run(new() { SignalFile = file, SlippageBp = 1 }),
            later = bench.Run(new() { SignalFile = file, Start = bench.Day(30) });

        Assert.Equal((1, 1), (one.Evidence.Trials, one.Evidence.Records));
        Assert.Equal((1, 2), (again.Evidence.Trials, again.Evidence.Records));
        Assert.Equal((2, 3), (cheaper.Evidence.Trials, cheaper.Evidence.Records));
        Assert.Equal((3, 3), (later.Evidence.Trials, later.Evidence.Backtests));
        Assert.Equal(one.Evidence.Probabilistic!.Value, one.Evidence.Deflated!.Value, 1e-12);
        Assert.Equal(0, one.Evidence.BestByLuck);
        Assert.True(cheaper.Evidence.BestByLuck > 0);
        Assert.True(cheaper.Evidence.Deflated < cheaper.Evidence.Probabilistic);
        Assert.Null(one.Overfitting);
        Assert.Equal(2, cheaper.Overfitting!.Strategies);
    }

    [Fact]
    public void Signals_and_scores_are_targets_too()
    {
        using var bench = new BacktestBench(tickers: 1);
        string[] days =
        [
            .. Enumerable
                .Range(20, 3)
                .Select(i =>
                    bench.Day(i * 2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                ),
        ];
        BacktestResult Run(string header, params string[] cells) =>
            bench.Run(
                new()
                {
                    SignalFile = bench.SignalFile(header, days.Zip(cells, (day, cell) => $"sim01,{day},{cell}")),
                    Direction = "long-short",
                    MaxPosition = 1,
                }
            );
        BacktestResult target = Run("ticker,date,target", "0.5", "-1", "0");
        Assert.Equal(target.Series.Equity, Run("Ticker,Date,Signal", "BUY", "STRONG SELL", "Hold").Series.Equity);
        Assert.Equal(
            Run("ticker,date,target", "1", "-1", "0").Series.Equity,
            Run("ticker,date,score", "0.02", "-0.4", "0").Series.Equity
        );
    }

    [Fact]
    public void All_hold_runs_and_says_that_the_account_is_flat()
    {
        using var bench = new BacktestBench();
        BacktestResult result = bench.Run(new() { SignalFile = bench.Targets(0, 0) });
        Assert.All(result.Series.Equity, e => Assert.Equal(100_000, e));
        Assert.Null(result.Evidence.Deflated);
        Assert.Null(result.Figure("sharpe")!.Strategy.Value);
        Assert.Contains(result.Notes, n => n.Contains("the account is flat", StringComparison.Ordinal));
        Assert.Contains("stayed in cash", result.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_universe_of_one_and_a_delisted_ticker_are_told()
    {
        using var bench = new BacktestBench(tickers: 2, cutLast: 200);
        BacktestResult both = bench.Run(new() { SignalFile = bench.Targets() }),
            one = bench.Run(new() { SignalFile = bench.Targets(), Tickers = ["SIM01"] });
        Assert.Contains(
            both.Notes,
            n => n.Contains($"SIM02 on {bench.Market[1].Dates[^1]:yyyy-MM-dd}", StringComparison.Ordinal)
        );
        Assert.Contains(one.Notes, n => n.StartsWith("A universe of one ticker (SIM01)", StringComparison.Ordinal));
        Assert.True(one.Series.Gross.Max() < 0.3);
    }

    [Fact]
    public void A_stored_ticker_can_be_the_benchmark()
    {
        using var bench = new BacktestBench();
        BacktestResult result = bench.Run(
            new()
            {
                SignalFile = bench.Targets(),
                Tickers = ["SIM01", "SIM02"],
                Benchmark = "sim03",
            }
        );
        Assert.Equal("SIM03", result.Benchmark);
        double held = bench.Market[2].Close[^1] / bench.Market[2].Open[11];
        Assert.Equal(held, result.Series.Benchmark[^1] / 100_000, 0.02);
    }

    [Fact]
    public void What_cannot_be_tested_is_refused_with_what_to_do()
    {
        using var bench = new BacktestBench();
        string file = bench.Targets();
        void Refuses(Fault code, string reason, BacktestRequest request, params Remedy[] remedies)
        {
            PloutosException e = bench.Fails(request);
            Assert.Contains(reason, e.Message, StringComparison.Ordinal);
            Assert.Equal(code, e.Fault);
            if (remedies.Length > 0)
                Assert.Equal(remedies, e.Remedies);
        }

        Refuses(
            Fault.WrongUsage,
            "CommissionBp must be from 0 to below 10000, but got -1",
            new() { SignalFile = file, CommissionBp = -1 }
        );
        Refuses(
            Fault.WrongUsage,
            "direction must be long-only or long-short, but got 'both'",
            new() { SignalFile = file, Direction = "both" }
        );
        Refuses(Fault.WrongUsage, "there is no 'nowhere.csv'", new() { SignalFile = "nowhere.csv" });
        Refuses(Fault.WrongUsage, "Give one of them", new() { From = "models", SignalFile = file });
        Refuses(
            Fault.WrongUsage,
            "start must not lie after end",
            new()
            {
                SignalFile = file,
                Start = bench.Day(9),
                End = bench.Day(8),
            }
        );
        Refuses(
            Fault.WrongUsage,
            "An explanation looks into the workspace's models",
            new() { SignalFile = file, Explain = true }
        );
        Refuses(
            Fault.UnknownTicker,
            "the store has no bars of 'SPY'",
            new() { SignalFile = file, Benchmark = "SPY" },
            new FetchTicker("SPY"),
            new ChangeOption("benchmark", "leave it out")
        );
        Refuses(Fault.NoData, "at least 22 trading days", new() { SignalFile = file, Start = bench.Day(285) });
        Refuses(
            Fault.NoData,
            "There are no signals from 2100-01-01",
            new() { SignalFile = file, Start = new(2100, 1, 1) }
        );
        Refuses(
            Fault.NotMadeYet,
            "There is no finished walk-forward evaluation",
            new() { From = "evaluation" },
            new RunEvaluation(),
            new ChangeOption("from", "models")
        );
        Refuses(
            Fault.NoModel,
            "There is no momentum model",
            new() { From = "models" },
            new TrainAgain(ExpertDefinition.Momentum.Name)
        );
        Refuses(
            Fault.UnknownTicker,
            "XYZ",
            new() { SignalFile = bench.SignalFile("ticker,date,target", "XYZ,2014-01-02,1") }
        );
        Assert.Empty(bench.Workflows.Backtests());
    }

    [Fact]
    public void A_signal_on_a_day_without_a_bar_is_named_with_the_number_of_such_signals()
    {
        using var bench = new BacktestBench();
        string file = bench.SignalFile(
            "ticker,date,target",
            "SIM01,1999-01-02,1",
            $"SIM01,{bench.Day(20):yyyy-MM-dd},1",
            "SIM02,1999-01-03,1"
        );
        string message = bench.Fails(new() { SignalFile = file }).Message;
        Assert.Contains(
            "SIM01 has a signal on 1999-01-02, but no bar on that day (2 such signal(s) in all)",
            message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Parameter", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "ticker,day,target",
        "A,2014-01-02,1",
        "line 1: the header must name ticker, date, and one of target, signal, score"
    )]
    [InlineData(
        "ticker,date,weight",
        "A,2014-01-02,1",
        "line 1: the header must name ticker, date, and one of target, signal, score"
    )]
    [InlineData("ticker,date,target", "A,02.01.2014,1", "line 2: the date must be written as 2014-01-31")]
    [InlineData("ticker,date,target", "A,2014-01-02,2", "line 2: the target must be a number from -1 to 1, but is '2'")]
    [InlineData(
        "ticker,date,target",
        "A,2014-01-02,NaN",
        "line 2: the target must be a number from -1 to 1, but is 'NaN'"
    )]
    [InlineData("ticker,date,signal", "A,2014-01-02,LONG", "line 2: the signal must be STRONG BUY")]
    [InlineData("ticker,date,target", "../x,2014-01-02,1", "line 2: the ticker must be")]
    [InlineData("ticker,date,target", "A,2014-01-02", "line 2: it has 2 cells, but the header names 3")]
    [InlineData("ticker,date,target", "A,2014-01-02,1\nA,2014-01-02,0", "line 3: A has a second signal on 2014-01-02")]
    [InlineData("", "", "line 1: the header must name ticker, date")]
    public void A_signal_file_with_a_fault_is_refused_with_its_line(string header, string row, string reason)
    {
        using var bench = new BacktestBench(tickers: 1, bars: 30);
        Assert.Contains(
            reason,
            bench.Fails(new() { SignalFile = bench.SignalFile(header, row) }).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_damaged_backtest_is_left_out_of_the_list_and_says_why_when_it_is_read()
    {
        using var bench = new BacktestBench();
        BacktestResult good = bench.Run(new() { SignalFile = bench.Targets() }),
            bad = bench.Run(new() { SignalFile = bench.Targets() });
        File.WriteAllText(Path.Combine(bad.Folder, "backtest.json"), "{");
        Assert.Equal([good.Id], bench.Workflows.Backtests().Select(b => b.Id));
        Assert.Contains(
            "is no valid backtest",
            Assert.Throws<PloutosException>(() => bench.Workflows.Backtest(bad.Id)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("../../models")]
    [InlineData("")]
    [InlineData("20990101T000000-00000000")]
    public void A_name_that_is_no_backtest_is_no_way_out_of_the_folder(string id)
    {
        using var bench = new BacktestBench(tickers: 1, bars: 30);
        Assert.Equal(Fault.NotMadeYet, Assert.Throws<PloutosException>(() => bench.Workflows.Backtest(id)).Fault);
    }
}
