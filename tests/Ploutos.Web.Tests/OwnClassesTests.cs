using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

/// <summary>An expert of a file that votes has its own names for its classes on the page.</summary>
public sealed class OwnClassesTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_gauge_and_the_explanation_say_the_names_of_an_expert_s_file()
    {
        using TemporaryFolder copy = workspace.Copy();
        await WriteExpert(copy);
        await File.WriteAllTextAsync(
            copy.File("ensemble.json"),
            """{ "experts": [{ "name": "leap", "weight": 1 }] }""",
            Stop
        );
        WorkflowFactory
            .Create(new WorkspaceFolder(copy.Path), TimeProvider.System)
            .Train(new TrainRequest { Experts = ["leap"], Tickers = ["SIM01"] }, null, Stop);
        await using Server server = await Server.Start(copy.Path);

        string page = await server.Client.GetStringAsync(new Uri("/analyse?ticker=SIM01", UriKind.Relative), Stop);
        string why = await server.Client.GetStringAsync(
            new Uri("/analyse?handler=Why&ticker=SIM01", UriKind.Relative),
            Stop
        );

        Assert.Contains("probability of LEAP", page, StringComparison.Ordinal);
        Assert.DoesNotContain("probability of high", page, StringComparison.Ordinal);
        Assert.Contains("LEAP", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_confusion_of_an_evaluation_says_the_names_of_an_expert_s_file()
    {
        using TemporaryFolder copy = workspace.Copy();
        await WriteExpert(copy);
        EvaluationResult result = WorkflowFactory
            .Create(new WorkspaceFolder(copy.Path), TimeProvider.System)
            .Evaluate(
                new EvaluateRequest
                {
                    Experts = ["leap"],
                    Tickers = ["SIM01"],
                    Folds = 1,
                    Window = 1,
                },
                null,
                Stop
            );
        Assert.Equal(["CALM", "LEAP"], Assert.Single(result.Questions).Classes);
        await using Server server = await Server.Start(copy.Path);

        string page = await server.Client.GetStringAsync(new Uri("/models?question=leap", UriKind.Relative), Stop);

        Assert.Contains("came: LEAP", page, StringComparison.Ordinal);
        Assert.Contains("said: CALM", page, StringComparison.Ordinal);
        Assert.DoesNotContain("came: up", page, StringComparison.Ordinal);
    }

    private static async Task WriteExpert(TemporaryFolder copy)
    {
        Directory.CreateDirectory(copy.File("experts"));
        await File.WriteAllTextAsync(
            copy.File("experts", "leap.json"),
            """
            {
              "model": "linear",
              "inputs": { "features": ["reversion"] },
              "label": { "kind": "up", "horizon": 2 },
              "classes": ["CALM", "LEAP"]
            }
            """,
            Stop
        );
    }
}
