using System.Globalization;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Tests;
using Ploutos.Workflows.Deploy;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Workflows.Tests;

/// <summary>Whose signal a deployment shows where no ticker was named.</summary>
public sealed class ShownTickerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<WorkflowEvent> _events = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_observed_bars_it_is_the_first_that_can_be_predicted()
    {
        WriteBars(("A1", 60), ("A2", 900), ("A3", 900));
        string shown = WorkflowFactory
            .Create(new WorkspaceFolder(_folder.File("workspace")), TimeProvider.System)
            .Deploy(
                new DeployRequest
                {
                    Source = $"csv:{_folder.File("bars")}",
                    SkipOptimization = true,
                    Window = 1,
                },
                Recorder,
                TestContext.Current.CancellationToken
            )
            .Prediction.Ticker;
        Assert.Equal("A2", shown);
        Assert.Contains(
            _events.OfType<Note>(),
            n => n.IsWarning && n.Text.StartsWith("A1 is left out: A1 must have at least", StringComparison.Ordinal)
        );
        Assert.Equal(["A1", "A2"], _events.OfType<ItemDone>().Where(e => e.Stage == "compare").Select(e => e.Item));
    }

    [Fact]
    public void Of_a_simulated_market_it_is_the_strongest_also_where_observed_bars_are_stored_beside_it()
    {
        IPloutosWorkflows workflows = WorkflowFactory.Create(
            new WorkspaceFolder(_folder.File("workspace")),
            TimeProvider.System
        );
        WriteBars(("SEEN", 900));
        workflows.Import(new ImportRequest($"csv:{_folder.File("bars")}"), null, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(_folder.File("workspace", "logs"));
        foreach (string expert in new[] { "momentum", "reversion", "volatility" })
            File.WriteAllText(
                _folder.File("workspace", "logs", $"v7_{expert}_optimization.json"),
                """{"best_params":{"learning_rate":0.001,"batch_size":512,"dropout":0.1,"weight_decay":0.001,"""
                    + """ "epochs":1,"hidden1":16,"hidden2":8,"hidden3":8}}"""
            );
        DeployResult result = workflows.Deploy(
            new DeployRequest
            {
                Source = "simulated:42",
                SkipOptimization = true,
                Window = 1,
            },
            Recorder,
            TestContext.Current.CancellationToken
        );
        string[] tickers = [.. result.Data!.Series.Select(s => s.Ticker)];
        Assert.Equal(tickers, _events.OfType<ItemDone>().Where(e => e.Stage == "compare").Select(e => e.Item));
        string strongest = tickers.MaxBy(t =>
            Math.Abs(
                workflows
                    .Predict(
                        new()
                        {
                            Ticker = t,
                            Offline = true,
                            Log = false,
                        }
                    )
                    .Score
            )
        )!;
        Assert.Equal(strongest, result.Prediction.Ticker);
    }

    private IProgress<WorkflowEvent> Recorder => new EventSink(_events.Add);

    private void WriteBars(params (string Ticker, int Bars)[] tickers)
    {
        Directory.CreateDirectory(_folder.File("bars"));
        var market = new SimulatedMarket(new SimulationOptions { Tickers = tickers.Length, Bars = 900 });
        foreach (((string ticker, int bars), BarSeries series) in tickers.Zip(market.Series))
            File.WriteAllLines(
                _folder.File("bars", ticker + ".csv"),
                [
                    "Date,Open,High,Low,Close,Volume",
                    .. Enumerable
                        .Range(series.Count - bars, bars)
                        .Select(t => series[t])
                        .Select(b =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{b.Date:yyyy-MM-dd},{b.Open:F4},{b.High:F4},{b.Low:F4},{b.Close:F4},{b.Volume:F0}"
                            )
                        ),
                ]
            );
    }

    private sealed class EventSink(Action<WorkflowEvent> take) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value)
        {
            lock (this)
                take(value);
        }
    }
}
