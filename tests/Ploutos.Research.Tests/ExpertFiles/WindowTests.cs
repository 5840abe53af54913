using Ploutos.Research.Evaluation;
using Ploutos.Research.Tests.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Research.Tests.ExpertFiles;

/// <summary>An expert whose file names its window.</summary>
public sealed class WindowTests : IDisposable
{
    private readonly EvaluationWorkspace _home = new(tickers: 2, bars: 800);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_window_of_the_file_is_trained_with_and_evaluated_with_unless_the_gaps_are_too_small()
    {
        Directory.CreateDirectory(_home.Workspace.ExpertFolder);
        File.WriteAllText(
            Path.Combine(_home.Workspace.ExpertFolder, "wide.json"),
            """
            {
              "inputs": { "features": ["reversion"] },
              "label": { "kind": "up", "horizon": 1 },
              "window": 3,
              "defaults": { "hidden": [8], "epochs": 1 },
              "search": { "hidden": [{ "low": 8, "high": 8, "step": 8 }] }
            }
            """
        );
        _home.Workflows.Import(new ImportRequest(_home.Request.Source!), null, Stop);
        TrainRequest request = new() { Experts = ["wide"], Fixed = true };
        Assert.Equal(3, Assert.Single(_home.Workflows.Train(request, null, Stop)).Window);
        Assert.Equal(2, Assert.Single(_home.Workflows.Train(request with { Window = 2 }, null, Stop)).Window);
        EvaluateRequest evaluated = _home.Request with { Experts = ["wide"], Folds = 1 };
        Assert.Contains(
            "window must be at least that of every expert's file, but wide sees 3 bars and got 2",
            Assert.Throws<PloutosException>(() => _home.Evaluate(evaluated)).Message,
            StringComparison.Ordinal
        );
        EvaluationResult result = _home.Evaluate(evaluated with { Window = 4 });
        Assert.Equal(3, result.Settings.Windows!["wide"]);
    }
}
