using System.Text.Json.Nodes;
using Ploutos.Research.Training;
using Ploutos.Research.Tuning;
using Ploutos.Signals.Predict;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

[assembly: AssemblyFixture(typeof(Ploutos.Web.Tests.SimulatedWorkspace))]

namespace Ploutos.Web.Tests;

/// <summary>A workspace that the real pipeline has filled, once for all tests: simulated bars, a
/// short search with studies and reports, three trained experts, logged predictions. Nobody writes
/// into it, but many servers have it open; who must write, takes a copy of what lies beside it, which nobody
/// ever opened.</summary>
public sealed class SimulatedWorkspace : IAsyncLifetime
{
    /// <summary>Tickers of the store.</summary>
    internal static readonly string[] Tickers = ["SIM01", "SIM02", "SIM03"];

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _untouched = new();

    internal string Path => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        KeepOffTheNetwork();
        IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(Path), TimeProvider.System);
        await Task.Run(() =>
        {
            workflows.Import(new ImportRequest("simulated:7", Tickers));
            workflows.Optimize(
                new OptimizeRequest
                {
                    Trials = 2,
                    Tickers = ["SIM01"],
                    Window = 1,
                    MaxEpochs = 1,
                }
            );
            KeepTrainingShort(Path);
            workflows.Train(
                new TrainRequest
                {
                    Tickers = ["SIM01"],
                    Window = 1,
                    TestFrom = new DateOnly(2016, 1, 4),
                }
            );
            workflows.Predict(
                new PredictRequest
                {
                    Ticker = "SIM01",
                    AsOf = new DateOnly(2017, 6, 1),
                    Offline = true,
                }
            );
            workflows.Predict(new PredictRequest { Ticker = "SIM01", Offline = true });
        });
        TemporaryFolder.Copy(Path, _untouched.Path);
    }

    /// <summary>A copy to write into.</summary>
    internal TemporaryFolder Copy() => _untouched.Copied();

    /// <summary>Makes trainings in a copied workspace long: the default epochs and networks instead
    /// of the short search's.</summary>
    internal static void MakeTrainingLong(TemporaryFolder workspace)
    {
        foreach (string result in Directory.EnumerateFiles(workspace.File("logs"), "v7_*_optimization.json"))
            File.Delete(result);
    }

    /// <summary>A search's cap on epochs does not bind a training: the files are made to ask for
    /// one epoch.</summary>
    private static void KeepTrainingShort(string workspace)
    {
        foreach (
            string result in Directory.EnumerateFiles(
                System.IO.Path.Combine(workspace, "logs"),
                "v7_*_optimization.json"
            )
        )
        {
            JsonNode json = JsonNode.Parse(File.ReadAllText(result))!;
            json["best_params"]!["epochs"] = 1;
            File.WriteAllText(result, json.ToJsonString());
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        _untouched.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>No test leaves the machine: every source is told to live where nobody listens.</summary>
    private static void KeepOffTheNetwork()
    {
        foreach (
            string name in new[]
            {
                "PLOUTOS_YAHOO_URL",
                "PLOUTOS_STOOQ_URL",
                "PLOUTOS_BINANCE_URL",
                "PLOUTOS_ALPACA_URL",
                "PLOUTOS_TIINGO_URL",
            }
        )
            Environment.SetEnvironmentVariable(name, "http://127.0.0.1:9");
    }
}
