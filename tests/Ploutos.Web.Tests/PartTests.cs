using System.Net;
using System.Text.Json;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

/// <summary>Pages and parts of pages that are asked for wrongly, and what they never tell.</summary>
public sealed class PartTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/models/version?handler=Importance", "'expert'")]
    [InlineData("/models/version?handler=Importance&expert=momentum", "'version'")]
    [InlineData("/models/version?handler=Diagnosis&expert=momentum", "'version'")]
    [InlineData("/models/version?handler=Diagnosis", "'expert'")]
    [InlineData("/models/version?handler=Why&expert=momentum&version=x", "'ticker'")]
    [InlineData("/models?handler=Diff", "'expert'")]
    [InlineData("/models?handler=Diff&expert=momentum&version=", "'version'")]
    [InlineData("/analyse?handler=Why", "'ticker'")]
    [InlineData("/analyse?handler=Changes", "'ticker'")]
    [InlineData("/analyse?handler=Risk", "'ticker'")]
    [InlineData("/analyse?handler=Backtests", "'ticker'")]
    [InlineData("/optimisation?handler=Figures", "'study'")]
    [InlineData("/backtests?handler=Trades", "'id'")]
    public async Task A_part_that_is_asked_for_without_a_name_says_which(string path, string name)
    {
        await using Server server = await Server.Start(workspace.Path);
        using HttpResponseMessage answer = await server.Client.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string told = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Contains("role=\"alert\"", told, StringComparison.Ordinal);
        Assert.Contains(name, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models/momentum/importance")]
    [InlineData("models/momentum/importance?version=")]
    [InlineData("models/momentum/importance?version=%20")]
    public async Task Importance_of_no_version_is_refused_with_the_rule(string path)
    {
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode status, JsonElement problem) = await server.Get(path);
        Assert.Equal((HttpStatusCode.BadRequest, "bad_request"), (status, problem.GetProperty("code").GetString()));
        Assert.Contains("'version' must be given", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version=typo")]
    [InlineData("beside=typo")]
    public async Task A_version_that_is_not_there_is_not_found_and_the_page_says_which_are(string asked)
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement versions) = await server.Get("models/versions?expert=volatility");
        using HttpResponseMessage answer = await server.Client.GetAsync(
            "/models/version?expert=volatility&" + asked,
            Stop
        );
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        string told = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Contains("There is no version 'typo'", told, StringComparison.Ordinal);
        Assert.Contains(versions[0].GetProperty("version").GetString()!, told, StringComparison.Ordinal);
        using HttpResponseMessage plain = await server.Client.GetAsync("/models/version?expert=volatility", Stop);
        Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
    }

    [Fact]
    public async Task Where_vintages_can_not_be_read_the_rest_of_the_data_is_shown()
    {
        await using Server server = await Server.Start(workspace.Path);
        using HttpResponseMessage answer = await server.Client.GetAsync("/data?ticker=SIM01&before=1&after=99", Stop);
        string told = await answer.Content.ReadAsStringAsync(Stop);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Contains("id=\"stored-title\"", told, StringComparison.Ordinal);
        Assert.Contains("id=\"findings-title\"", told, StringComparison.Ordinal);
        string vintages = told[told.IndexOf("id=\"vintages\"", StringComparison.Ordinal)..];
        Assert.Contains("role=\"alert\"", vintages, StringComparison.Ordinal);
        Assert.Contains("99", vintages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_names_a_folder_of_the_server()
    {
        using TemporaryFolder copy = workspace.Copy(),
            other = new();
        IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(copy.Path), TimeProvider.System);
        foreach (TemporaryFolder place in new[] { copy, other })
        {
            string file = place.File(place == copy ? "SIM08.csv" : "SIM09.csv");
            await File.WriteAllLinesAsync(
                file,
                Enumerable
                    .Range(0, 30)
                    .Select(i => new DateOnly(2024, 1, 2).AddDays(i))
                    .Select(d => FormattableString.Invariant($"{d:yyyy-MM-dd},10,11,9,10,100"))
                    .Prepend("Date,Open,High,Low,Close,Volume"),
                Stop
            );
            workflows.Import(new(file), cancellation: Stop);
        }

        await using Server server = await Server.Start(copy.Path);
        foreach (
            string path in new[]
            {
                "/",
                "/data",
                "/data?ticker=SIM08",
                "/data?ticker=SIM09",
                "/analyse?ticker=SIM08",
                "/analyse?ticker=SIM09",
                "/models",
                "/models/version?expert=volatility",
                "/models/version?expert=nobody",
                "/optimisation",
                "/backtests",
                "/watchlist",
            }
        )
        {
            using HttpResponseMessage answer = await server.Client.GetAsync(path, Stop);
            string told = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
            Assert.DoesNotContain(copy.Path, told, StringComparison.Ordinal);
            Assert.DoesNotContain(other.Path, told, StringComparison.Ordinal);
        }

        string data = await server.Client.GetStringAsync("/data", Stop);
        Assert.Contains("SIM09.csv", data, StringComparison.Ordinal); // the end is told
    }

    [Fact]
    public async Task The_form_of_the_proof_says_what_no_ticker_means()
    {
        await using Server server = await Server.Start(workspace.Path);
        string page = await server.Client.GetStringAsync("/models", Stop);
        Assert.Contains("Tickers (empty: a sample of 12 at most)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_by_a_study_is_refused_where_another_search_is_the_last()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement study) = await server.Get("studies/v7_volatility");
        Assert.True(study.GetProperty("overview").GetProperty("is_trained_with").GetBoolean());
        string page = await server.Client.GetStringAsync("/optimisation?study=v7_volatility", Stop);
        Assert.Contains("name=\"study\" value=\"v7_volatility\"", page, StringComparison.Ordinal);

        string file = copy.File("logs", "v7_volatility_optimization.json");
        var result = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file, Stop))!;
        result["best_loss"] = 0.5; // what another study found
        await File.WriteAllTextAsync(file, result.ToJsonString(), Stop);
        (_, study) = await server.Get("studies/v7_volatility");
        Assert.False(study.GetProperty("overview").GetProperty("is_trained_with").GetBoolean());
        page = await server.Client.GetStringAsync("/optimisation?study=v7_volatility", Stop);
        Assert.Contains("data-not-trained-with", page, StringComparison.Ordinal);
        string[] experts = ["volatility"],
            others = ["momentum"];
        (HttpStatusCode status, JsonElement problem) = await server.Post(
            "jobs/train",
            new { experts, study = "v7_volatility" }
        );
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("another search", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (status, problem) = await server.Post("jobs/train", new { experts = others, study = "v7_volatility" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("'study' must be of the one expert", problem.GetProperty("detail").GetString());
    }
}
