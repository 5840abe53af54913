using System.Text.Json;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Research.Backtests;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.Backtests;

/// <summary>A serious finding in the days that matter leaves its ticker out of whatever stands on the
/// bars, unless findings are accepted.</summary>
public sealed class SeriousFindingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1.0 / 3)] // a split 3:1 that nobody adjusted for
    [InlineData(5)] // a reverse split 1:5
    public void A_backtest_leaves_out_a_ticker_with_a_split_in_its_days_and_names_it(double factor)
    {
        using var bench = new BacktestBench(change: From("SIM02", 150, factor));
        BacktestResult result = bench.Run(new() { SignalFile = bench.Targets() });

        Assert.Equal(["SIM01", "SIM03"], result.Tickers);
        Assert.DoesNotContain(result.Trades, t => t.Ticker == "SIM02");
        SeriousFinding finding = Assert.Single(result.Findings);
        Assert.Equal(
            ("SIM02", bench.Day(150), "SuspectedSplit", FindingDecision.LeftOut),
            (finding.Ticker, finding.Date, finding.Reason, finding.Decision)
        );
        Assert.Contains(finding.Text, result.Notes);
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(result.Folder, "backtest.json")));
        JsonElement told = file.RootElement.GetProperty("findings")[0];
        Assert.Equal("SIM02", told.GetProperty("ticker").GetString());
        Assert.Equal("LeftOut", told.GetProperty("decision").GetString());
        Assert.NotEmpty(told.GetProperty("meaning").GetString()!);
        Assert.Equal(result.Findings, bench.Workflows.Backtest(result.Id).Findings);
    }

    [Fact]
    public void An_accepted_finding_is_used_and_named_beside_the_figures()
    {
        using var bench = new BacktestBench(change: From("SIM02", 150, 1.0 / 3));
        BacktestResult result = bench.Run(new() { SignalFile = bench.Targets(), AcceptSerious = true });

        Assert.Equal(["SIM01", "SIM02", "SIM03"], result.Tickers);
        Assert.Equal(FindingDecision.Accepted, Assert.Single(result.Findings).Decision);
        Assert.Contains(result.Notes, n => n.Contains("the result rests on it", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_no_ticker_remains_the_backtest_refuses_with_rule_finding_and_remedy()
    {
        using var bench = new BacktestBench(tickers: 1, change: From("SIM01", 200, 5));
        PloutosException refusal = bench.Fails(new() { SignalFile = bench.Targets() });

        Assert.Equal(Fault.SeriousFindings, refusal.Fault);
        Assert.Contains("A backtest needs bars without a serious finding", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"SIM01 has a serious finding on {bench.Day(200):yyyy-MM-dd}",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("accept the findings", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Workflows.Backtests());
    }

    [Fact]
    public void A_finding_outside_of_the_days_that_matter_does_not_count()
    {
        using var bench = new BacktestBench(change: From("SIM01", 100, 1.0 / 3));
        string signals = bench.Targets(from: 110);

        Assert.Empty(bench.Run(new() { SignalFile = signals }).Findings);
        Assert.Empty(bench.Run(new() { SignalFile = bench.Targets(), End = bench.Day(99) }).Findings);
        // Sizing by volatility looks back twenty returns
        Assert.Equal(
            "SIM01",
            Assert
                .Single(
                    bench
                        .Run(
                            new()
                            {
                                SignalFile = signals,
                                Sizing = "volatility-target",
                                SizingForecast = "deviation20",
                            }
                        )
                        .Findings
                )
                .Ticker
        );
    }

    [Fact]
    public void A_benchmark_with_a_finding_is_refused_or_accepted()
    {
        using var bench = new BacktestBench(change: From("SIM03", 150, 0.25));
        var request = new BacktestRequest
        {
            SignalFile = bench.SignalFile("ticker,date,target", $"SIM01,{bench.Day(50):yyyy-MM-dd},1"),
            Benchmark = "SIM03",
        };

        Assert.Equal(Fault.SeriousFindings, bench.Fails(request).Fault);
        Assert.Equal("SIM03", Assert.Single(bench.Run(request with { AcceptSerious = true }).Findings).Ticker);
    }

    [Fact]
    public void Training_search_and_evaluation_leave_the_same_tickers_out_and_refuse_where_none_remains()
    {
        // SIM02 loses an eighth of its rows, SIM03 splits 3:1
        using var bench = new BacktestBench(
            change: (ticker, t, bar) =>
                ticker == "SIM02" && t >= 40 && t % 7 == 0 ? bar with { Close = double.NaN }
                : ticker == "SIM03" && t >= 250 ? BacktestBench.Times(bar, 1.0 / 3)
                : bar
        );
        using BarStore store = new DataWorkflow(bench.Workspace, TimeProvider.System).OpenStore();
        TrainingBars all = TrainingBars.Read(store, null);
        TrainingBars sound = all.Admit(store, accept: false, "A training", null);

        Assert.Equal(["SIM01"], sound.Data.Tickers);
        Assert.NotEqual(all.Data.Hash, sound.Data.Hash);
        Assert.Equal(
            [("SIM02", "LostRows"), ("SIM03", "SuspectedSplit")],
            sound.Findings.Select(f => (f.Ticker, f.Reason))
        );
        TrainingBars accepted = all.Admit(store, accept: true, "A training", null);
        Assert.Equal(all.Data.Hash, accepted.Data.Hash);
        Assert.Equal(2, accepted.Findings.Count);

        string[] doubtful = ["SIM02", "SIM03"];
        Action[] verbs =
        [
            () => bench.Workflows.Train(new TrainRequest { Tickers = doubtful }, null, Stop),
            () => bench.Workflows.Optimize(new OptimizeRequest { Tickers = doubtful, Trials = 1 }, null, Stop),
            () => bench.Workflows.Evaluate(new EvaluateRequest { Tickers = doubtful }, null, Stop),
        ];
        Assert.All(verbs, verb => Assert.Equal(Fault.SeriousFindings, Assert.Throws<PloutosException>(verb).Fault));
    }

    private static Func<string, int, Bar, Bar> From(string ticker, int first, double factor) =>
        (name, t, bar) => name == ticker && t >= first ? BacktestBench.Times(bar, factor) : bar;
}
