using System.Net;
using System.Text.Json;
using Ploutos.Signals.Predict;
using Ploutos.Web.Json;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

public sealed class AnalysisTests(SimulatedWorkspace workspace)
{
    [Fact]
    public async Task An_analysis_says_what_predict_says_and_writes_nothing()
    {
        IPloutosWorkflows workflows = WorkflowFactory.Create(new WorkspaceFolder(workspace.Path), TimeProvider.System);
        int before = workflows.Signals(new()).Count;
        Prediction said = workflows.Predict(
            new PredictRequest
            {
                Ticker = "SIM02",
                Log = false,
                Offline = true,
            },
            null,
            TestContext.Current.CancellationToken
        );
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode status, JsonElement json) = await server.Get("analysis?ticker=sim02");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(said.Ticker, json.GetProperty("ticker").GetString());
        Assert.Equal(said.Signal, json.GetProperty("signal").GetString());
        Assert.Equal(RoundedNumberConverter.Round(said.Score), json.GetProperty("score").GetDouble());
        Assert.Equal(
            said.Experts.Select(e => RoundedNumberConverter.Round(e.Probability)),
            json.GetProperty("experts").EnumerateArray().Select(e => e.GetProperty("probability").GetDouble())
        );
        Assert.True(json.GetProperty("simulated").GetBoolean());
        Assert.Equal(before, workflows.Signals(new()).Count);
    }

    [Fact]
    public async Task An_analysis_of_a_past_day_uses_no_later_bar()
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement past) = await server.Get("analysis?ticker=SIM01&as_of=2016-05-10");
        Assert.Equal("2016-05-10", past.GetProperty("as_of").GetString());
        (_, JsonElement change) = await server.Get("analysis/change?ticker=SIM01");
        string newest = change.GetProperty("now").GetProperty("as_of").GetString()!,
            before = change.GetProperty("before").GetProperty("as_of").GetString()!;
        Assert.True(string.CompareOrdinal(before, newest) < 0);
        (_, JsonElement same) = await server.Get($"analysis?ticker=SIM01&as_of={before}");
        Assert.Equal(
            same.GetProperty("score").GetDouble(),
            change.GetProperty("before").GetProperty("score").GetDouble()
        );
    }

    [Theory]
    [InlineData("analysis?ticker=NOPE", HttpStatusCode.NotFound, "unknown_ticker", "Fetch them first")]
    [InlineData("analysis", HttpStatusCode.BadRequest, "bad_request", "ticker=NVDA")]
    [InlineData("analysis?ticker=", HttpStatusCode.BadRequest, "bad_request", "ticker=NVDA")]
    [InlineData("analysis?ticker=../../etc", HttpStatusCode.BadRequest, "bad_request", "1 to 15")]
    [InlineData("analysis?ticker=A;DROP TABLE ticker", HttpStatusCode.BadRequest, "bad_request", "1 to 15")]
    [InlineData("analysis?ticker=%3Cscript%3E", HttpStatusCode.BadRequest, "bad_request", "1 to 15")]
    [InlineData("analysis?ticker=SIM01&as_of=today", HttpStatusCode.BadRequest, "bad_request", "'as_of' must be a day")]
    [InlineData("analysis?ticker=SIM01&as_of=2006-02-01", HttpStatusCode.Conflict, "too_few_bars", "bars")]
    [InlineData("bars?ticker=NOPE", HttpStatusCode.NotFound, "unknown_ticker", "NOPE")]
    [InlineData("bars?ticker=SIM01&from=2015-01-02&to=2014-01-02", HttpStatusCode.BadRequest, "bad_request", "from")]
    [InlineData("signals?limit=0", HttpStatusCode.BadRequest, "bad_request", "1 .. 10000")]
    [InlineData("explain?ticker=NOPE", HttpStatusCode.NotFound, "unknown_ticker", "NOPE")]
    [InlineData("studies/nothing", HttpStatusCode.NotFound, "not_made_yet", "v7_momentum")]
    [InlineData("backtests/nothing", HttpStatusCode.NotFound, "not_found", "There is no backtest 'nothing'")]
    [InlineData("evaluations/nothing", HttpStatusCode.NotFound, "not_made_yet", "There is no such evaluation")]
    [InlineData("jobs/nothing", HttpStatusCode.NotFound, "unknown_job", "/api/v7/jobs")]
    [InlineData("nothing", HttpStatusCode.NotFound, "not_found", "openapi")]
    public async Task A_question_that_has_no_answer_is_told_why_and_what_to_do(
        string path,
        HttpStatusCode status,
        string code,
        string words
    )
    {
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode given, JsonElement problem) = await server.Get(path);
        Assert.Equal((status, code), (given, problem.GetProperty("code").GetString()));
        Assert.Contains(words, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_tells_each_ticker_its_own_fault_and_keeps_the_order()
    {
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode status, JsonElement batch) = await server.Get("batch?tickers=SIM03,NOPE,SIM01,a%2Fb");
        Assert.Equal(HttpStatusCode.OK, status);
        JsonElement[] results = [.. batch.GetProperty("results").EnumerateArray()];
        Assert.Equal(["SIM03", "NOPE", "SIM01", "a/b"], results.Select(r => r.GetProperty("ticker").GetString()));
        Assert.Equal(
            [null, 404, null, 400],
            results.Select(r =>
                r.GetProperty("error") is { ValueKind: JsonValueKind.Object } e
                    ? e.GetProperty("status").GetInt32()
                    : (int?)null
            )
        );
        (_, JsonElement all) = await server.Get("batch");
        Assert.Equal(
            SimulatedWorkspace.Tickers,
            all.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("ticker").GetString())
        );
    }

    [Fact]
    public async Task Ten_thousand_tickers_in_one_batch_are_refused_with_the_limit()
    {
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode status, JsonElement problem) = await server.Get(
            "batch?tickers=" + string.Join(',', Enumerable.Repeat("A", 10_000))
        );
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("1000", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_callers_of_one_cold_ticker_get_one_and_the_same_prediction()
    {
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode Status, JsonElement Json)[] answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => server.Get("analysis?ticker=SIM03"))
        );
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Single(answers.Select(a => a.Json.GetRawText()).Distinct());
    }

    [Fact]
    public async Task The_explanation_adds_up_to_the_probability_that_the_analysis_shows()
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement analysis) = await server.Get("analysis?ticker=SIM01");
        (HttpStatusCode status, JsonElement explained) = await server.Get("explain?ticker=SIM01");
        Assert.Equal(HttpStatusCode.OK, status);
        double[] probabilities =
        [
            .. analysis.GetProperty("experts").EnumerateArray().Select(e => e.GetProperty("probability").GetDouble()),
        ];
        JsonElement[] experts = [.. explained.GetProperty("experts").EnumerateArray()];
        Assert.Equal(probabilities.Length, experts.Length);
        for (int i = 0; i < experts.Length; i++)
            Assert.Equal(probabilities[i], experts[i].GetProperty("probability").GetDouble(), 1e-5);
    }
}
