using System.Text.Json;
using Ploutos.Research.Evaluation;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

public sealed class EvidenceViewTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2010-06-01", "training", false)]
    [InlineData("2015-06-01", "validation", false)]
    [InlineData("2016-02-10", "search", false)]
    [InlineData("2017-06-01", "test", true)]
    public async Task An_analysis_says_what_its_day_was_to_each_model(string day, string role, bool outOfSample)
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement said) = await server.Get($"analysis?ticker=SIM02&as_of={day}");

        Assert.Equal(outOfSample, said.GetProperty("out_of_sample").GetBoolean());
        Assert.All(
            said.GetProperty("experts").EnumerateArray(),
            e => Assert.Equal(role, e.GetProperty("day_role").GetString())
        );
        Assert.Equal(
            !outOfSample,
            said.GetProperty("warnings").EnumerateArray().Any(w => w.GetString()!.Contains("IN SAMPLE"))
        );
        Assert.DoesNotContain("STRONG BUY", outOfSample ? "" : said.GetProperty("signal").GetString()!);
    }

    [Fact]
    public async Task The_page_of_the_models_never_shows_another_evaluation_as_theirs()
    {
        using TemporaryFolder copy = workspace.Copy();
        IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(copy.Path), TimeProvider.System);
        EvaluationResult Evaluate(string ticker) =>
            workflows.Evaluate(
                new EvaluateRequest
                {
                    Experts = ["volatility"],
                    Folds = 1,
                    Window = 1,
                    Tickers = [ticker],
                },
                null,
                Stop
            );
        EvaluationResult own = Evaluate("SIM01"),
            other = Evaluate("SIM02");

        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement list) = await server.Get("evaluations");
        Dictionary<string, string> differs = list.EnumerateArray()
            .ToDictionary(
                e => e.GetProperty("id").GetString()!,
                e => string.Join(' ', e.GetProperty("differs").EnumerateArray().Select(d => d.GetString()))
            );
        Assert.Equal("", differs[own.Id]);
        Assert.Equal("tickers", differs[other.Id]);
        Assert.DoesNotContain(
            "data-differs",
            await server.Client.GetStringAsync("/models", Stop),
            StringComparison.Ordinal
        );

        Directory.Delete(copy.File("reports", "evaluation", own.Id), recursive: true);
        string page = await server.Client.GetStringAsync("/models", Stop);
        Assert.Contains("data-differs=\"Tickers\"", page, StringComparison.Ordinal);
        Assert.Contains("An evaluation of others", page, StringComparison.Ordinal);
    }
}
