using Ploutos.Experts.Data;
using Ploutos.Experts.Definitions;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Research.Proof;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Tests.Proof;

/// <summary>The proof on small markets, and the honesty of its own parts.</summary>
public sealed class ProveTests
{
    [Fact]
    public void An_honest_pipeline_passes_every_check_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var budget = new ProofBudget
        {
            Tickers = 5,
            Epochs = 4,
            EpochsOfBits = 1,
            EpochsOfPlanted = 25,
            PlantedTickers = 4,
            PlantedBars = 2500,
            Shuffles = 1,
            Cuts = 2,
            Resamples = 100,
        };

        ProofReport report = new ProveWorkflow(
            new WorkspaceFolder(folder.Path),
            TimeProvider.System,
            budget: budget
        ).Prove(
            new ProveRequest
            {
                Source = "simulated:11",
                Experts = ["reversion", "volatility"],
                Noise = 1,
                Window = 4,
            },
            null,
            TestContext.Current.CancellationToken
        );

        Assert.True(report.Passed, string.Join("\n", report.Checks.SelectMany(c => c.Faults)));
        Assert.Equal(
            ["split", "scaler", "future", "shuffled", "planted", "market-future", "market-shuffled", "noise"],
            report.Checks.Select(c => c.Name)
        );
        Assert.Empty(report.LeftOut);
        Assert.True(report.Simulated);
        ProofFigure strength = report
            .Checks.Single(c => c.Name == "planted")
            .Figures.Single(f => f is { Subject: "reversion", Name: "strength" });
        Assert.InRange(strength.Value, 0.75 * strength.Expected!.Value, 1.25 * strength.Expected.Value);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void The_proof_of_real_bars_passes_where_bits_are_compared()
    {
        string bars = TestPaths.RealBarsOrSkip();
        using var folder = new TemporaryFolder();
        var budget = new ProofBudget
        {
            Epochs = 1,
            EpochsOfBits = 1,
            EpochsOfPlanted = 1,
            PlantedTickers = 2,
            PlantedBars = 800,
            Shuffles = 1,
            Cuts = 2,
            Resamples = 50,
        };

        ProofReport report = new ProveWorkflow(
            new WorkspaceFolder(folder.Path),
            TimeProvider.System,
            budget: budget
        ).Prove(
            new ProveRequest
            {
                Source = $"csv:{bars}",
                Tickers = ["AAPL", "AABA", "GE"],
                TestFrom = new DateOnly(2014, 1, 2),
            },
            null,
            TestContext.Current.CancellationToken
        );

        Assert.All(
            report.Checks.Where(c => c.Name is "split" or "scaler" or "future"),
            check => Assert.True(check.Passed, string.Join("\n", check.Faults))
        );
        Assert.False(report.Simulated);
        Assert.Equal(["market-future, market-shuffled: a market needs 5 tickers, but there are 3"], report.LeftOut);
        Assert.DoesNotContain(report.Checks, c => c.Name.StartsWith("market", StringComparison.Ordinal));
    }

    [Fact]
    public void Shuffled_labels_keep_each_day_s_likeness_over_tickers_and_lose_nothing()
    {
        IReadOnlyList<BarSeries> bars = new SimulatedMarket(
            new SimulationOptions
            {
                Tickers = 3,
                Bars = 630,
                Seed = 2,
            }
        ).Series;
        ExpertTable table = ExpertTable.Build([ExpertDefinition.Reversion], bars)[0];

        double[][] shuffled = LabelShuffle.Blocks(table, new Random(1));

        string Day(Func<int, int, double> label, int t) =>
            string.Join(' ', Enumerable.Range(0, 3).Select(i => label(i, t)));
        string[] before = [.. Enumerable.Range(0, 630).Select(t => Day((i, d) => table.LabelsOf(i)[d], t))];
        string[] after = [.. Enumerable.Range(0, 630).Select(t => Day((i, d) => shuffled[i][d], t))];
        Assert.Equal(before.Order(), after.Order());
        Assert.True(Enumerable.Range(0, 630).Count(t => before[t] != after[t]) > 300);
    }

    [Fact]
    public void A_noise_market_is_made_of_real_days_taken_whole_in_another_order()
    {
        IReadOnlyList<BarSeries> bars = new SimulatedMarket(
            new SimulationOptions
            {
                Tickers = 2,
                Bars = 300,
                Seed = 2,
            }
        ).Series;

        BarSeries[] noise = new NoiseMarket(bars).Draw(7);

        static double Move(BarSeries b, int t) => Math.Round(Math.Log(b.Close[t] / b.Close[t - 1]), 9);
        var real = Enumerable.Range(1, 299).Select(t => (Move(bars[0], t), Move(bars[1], t))).ToHashSet();
        (double, double)[] drawn = [.. Enumerable.Range(1, 299).Select(t => (Move(noise[0], t), Move(noise[1], t)))];
        Assert.All(drawn, day => Assert.Contains(day, real));
        Assert.True(drawn.Distinct().Count() is > 100 and < 260, "days are drawn with replacement");
        Assert.All(
            noise,
            series =>
                Assert.All(
                    Enumerable.Range(0, 300),
                    t => Assert.True(series.High[t] >= series.Low[t] && series.Low[t] > 0)
                )
        );
        Assert.Equal(noise[0].Close.ToArray(), new NoiseMarket(bars).Draw(7)[0].Close.ToArray());
        Assert.NotEqual(noise[0].Close.ToArray(), new NoiseMarket(bars).Draw(8)[0].Close.ToArray());
    }

    [Fact]
    public void Another_future_leaves_the_past_alone_and_is_a_market_still()
    {
        BarSeries bars = new SimulatedMarket(new SimulationOptions { Tickers = 1, Bars = 100 }).Series[0];

        BarSeries other = Corruption.After(bars, bars.Dates[59], seed: 1);

        Assert.Equal(bars.Close[..60].ToArray(), other.Close[..60].ToArray());
        Assert.All(
            Enumerable.Range(60, 40),
            t =>
            {
                Assert.NotEqual(bars.Close[t], other.Close[t]);
                Assert.True(
                    other.High[t] >= Math.Max(other.Open[t], other.Close[t])
                        && other.Low[t] <= Math.Min(other.Open[t], other.Close[t])
                        && other.Low[t] > 0
                );
            }
        );
    }

    [Fact]
    public void Bad_wishes_are_refused_with_the_rule()
    {
        using var folder = new TemporaryFolder();
        IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(folder.Path), TimeProvider.System);

        PloutosException Refused(ProveRequest request) =>
            Assert.Throws<PloutosException>(() =>
            {
                workflows.Prove(request, null, TestContext.Current.CancellationToken);
            });

        Assert.Equal(Fault.NoBars, Refused(new ProveRequest()).Fault);
        Assert.Contains(
            "0 or more",
            Refused(new ProveRequest { Source = "simulated", Noise = -1 }).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no bars of",
            Refused(new ProveRequest { Source = "simulated", Tickers = ["NOSUCH"] }).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_proof_can_be_interrupted()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var sink = new Sink(e =>
        {
            if (e is ItemDone { Stage: "prove scaler" })
                source.Cancel();
        });
        IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(folder.Path), TimeProvider.System);

        var request = new ProveRequest
        {
            Source = "simulated",
            Experts = ["volatility"],
            Tickers = ["SIM01", "SIM02"],
            Window = 1,
        };
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            workflows.Prove(request, sink, source.Token);
        });
    }

    private sealed class Sink(Action<WorkflowEvent> take) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value) => take(value);
    }
}
