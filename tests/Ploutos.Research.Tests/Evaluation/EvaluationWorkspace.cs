using System.Globalization;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Research.Evaluation;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Tests.Evaluation;

/// <summary>A workspace with a few simulated bars as observed CSV files, and small networks of two
/// epochs in place of a search's result.</summary>
internal sealed class EvaluationWorkspace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EvaluationWorkspace(int tickers = 3, int bars = 800, params IServiceProvider[] parts)
    {
        Workspace = new(_folder.File("workspace"));
        Workflows = WorkflowFactory.Create(Workspace, TimeProvider.System, parts);
        Directory.CreateDirectory(_folder.File("bars"));
        foreach (
            BarSeries series in new SimulatedMarket(new SimulationOptions { Tickers = tickers, Bars = bars }).Series
        )
        {
            var lines = new List<string> { "Date,Open,High,Low,Close,Volume" };
            foreach (Bar bar in Enumerable.Range(0, series.Count).Select(t => series[t]))
                lines.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{bar.Date:yyyy-MM-dd},{bar.Open:F4},{bar.High:F4},{bar.Low:F4},{bar.Close:F4},{bar.Volume:F0}"
                    )
                );
            File.WriteAllLines(_folder.File("bars", series.Ticker + ".csv"), lines);
        }

        Directory.CreateDirectory(Workspace.LogFolder);
        foreach (string expert in new[] { "momentum", "reversion", "volatility" })
            File.WriteAllText(
                Workspace.OptimizationResult(expert),
                """
                {"best_params":{"learning_rate":0.001,"batch_size":128,"dropout":0.1,"weight_decay":0.001,"epochs":2,
                "hidden1":32,"hidden2":16,"hidden3":16}}
                """
            );
    }

    public WorkspaceFolder Workspace { get; }

    public IPloutosWorkflows Workflows { get; }

    public List<WorkflowEvent> Events { get; } = [];

    /// <summary>Two folds, a window of two bars, the files of this workspace.</summary>
    public EvaluateRequest Request =>
        new()
        {
            Source = $"csv:{_folder.File("bars")}",
            Folds = 2,
            Window = 2,
        };

    public EvaluationResult Evaluate(
        EvaluateRequest request,
        Action<WorkflowEvent>? onEvent = null,
        CancellationToken? cancellation = null
    ) =>
        Workflows.Evaluate(
            request,
            new Sink(e =>
            {
                lock (Events)
                    Events.Add(e);
                onEvent?.Invoke(e);
            }),
            cancellation ?? TestContext.Current.CancellationToken
        );

    /// <summary>The bytes of every unit's forecasts by file, without the times that differ from run
    /// to run.</summary>
    public static SortedDictionary<string, string> Forecasts(EvaluationResult result)
    {
        var units = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(result.Folder, "units")))
        {
            using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
            units[Path.GetFileName(file)] =
                json.RootElement.GetProperty("test_rows").GetRawText()
                + json.RootElement.GetProperty("test").GetRawText();
        }

        return units;
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Sink(Action<WorkflowEvent> take) : IProgress<WorkflowEvent>
    {
        public void Report(WorkflowEvent value) => take(value);
    }
}
