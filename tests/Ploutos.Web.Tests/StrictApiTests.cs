using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

public sealed class StrictApiTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("jobs/fetch")]
    [InlineData("jobs/train")]
    [InlineData("jobs/optimize")]
    [InlineData("jobs/backtest")]
    [InlineData("jobs/evaluate")]
    [InlineData("models/momentum/use")]
    [InlineData("models/momentum/promote")]
    [InlineData("models/all/rollback")]
    public async Task A_form_where_JSON_is_due_is_refused_as_such(string path)
    {
        await using Server server = await Server.Start(workspace.Path);
        foreach (
            string type in new[]
            {
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/x-www-form-urlencoded",
            }
        )
        {
            using var content = new StringContent("a=b");
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            (HttpStatusCode status, JsonElement problem) = await Server.Read(
                await server.Client.PostAsync("/api/v7/" + path, content, Stop)
            );
            Assert.Equal(
                (HttpStatusCode.UnsupportedMediaType, "no_json"),
                (status, problem.GetProperty("code").GetString())
            );
        }
    }

    [Theory]
    [InlineData("jobs/train", """{"expert":["momentum"],"tickers":["SIM01"]}""", "'expert'", "'experts'")]
    [InlineData("jobs/train", """{"ticker":["SIM01"]}""", "'ticker'", "'tickers'")]
    [InlineData("jobs/train", """{"testFrom":"2016-01-04"}""", "'testFrom'", "'test_from'")]
    [InlineData("jobs/backtest", """{"comission_bp":3}""", "'comission_bp'", "'commission_bp'")]
    [InlineData("jobs/optimize", """{"timeoutseconds":3}""", "'timeoutseconds'", "'timeout_seconds'")]
    [InlineData("jobs/evaluate", """{"sheme":"cpcv"}""", "'sheme'", "'scheme'")]
    [InlineData("jobs/fetch", """{"xyzzy":1}""", "'xyzzy'", "tickers")]
    [InlineData("models/momentum/use", """{"verson":"a"}""", "'verson'", "'version'")]
    public async Task An_unknown_key_is_refused_with_its_name_and_the_nearest_known_one(
        string path,
        string body,
        string unknown,
        string near
    ) => await Refused(path, body, unknown, near);

    [Theory]
    [InlineData("jobs/train", """{"window":"five"}""", "'window'", "whole number")]
    [InlineData("jobs/train", """{"window":1.5}""", "'window'", "1.5")]
    [InlineData("jobs/train", """{"tickers":"SIM01"}""", "'tickers'", "list")]
    [InlineData("jobs/train", """{"tickers":[null]}""", "'tickers'", "")]
    [InlineData("jobs/train", """{"test_from":"04/01/2016"}""", "'test_from'", "04/01/2016")]
    [InlineData("jobs/train", """{"test_from":"1800-01-01"}""", "'test_from'", "1800-01-01")]
    [InlineData("jobs/train", """{"seed":1,"seed":2}""", "'seed'", "twice")]
    [InlineData("jobs/train", "[]", "object", "[]")]
    [InlineData("jobs/fetch", """{"from":"2020-02-01","to":"2020-01-01","tickers":["A"]}""", "'from'", "'to'")]
    [InlineData("jobs/fetch", """{"full":"yes"}""", "'full'", "true or false")]
    [InlineData("jobs/backtest", """{"direction":"short"}""", "'direction'", "long-only")]
    [InlineData("jobs/backtest", """{"max_position":0}""", "'max_position'", "0")]
    [InlineData("jobs/backtest", """{"start":"2017-02-01","end":"2017-01-01"}""", "'start'", "'end'")]
    [InlineData("jobs/backtest", """{"commission_bp":-1}""", "'commission_bp'", "-1")]
    [InlineData("jobs/evaluate", """{"folds":0}""", "'folds'", "0")]
    [InlineData("jobs/optimize", """{"experts":["volume"]}""", "'experts'", "'volume'")]
    public async Task A_wrong_value_is_refused_before_the_job_is_taken_on_and_its_key_is_named(
        string path,
        string body,
        string named,
        string value
    ) => await Refused(path, body, named, value);

    [Fact]
    public async Task A_ticker_that_is_not_stored_is_refused_before_the_job_is_taken_on()
    {
        await using Server server = await Server.Start(workspace.Path);
        foreach (string path in new[] { "train", "optimize", "evaluate", "backtest" })
        {
            (HttpStatusCode status, JsonElement problem) = await server.Post(
                $"jobs/{path}",
                new { tickers = new[] { "SIM01", "OTHER" } }
            );
            Assert.Equal(
                (HttpStatusCode.NotFound, "unknown_ticker"),
                (status, problem.GetProperty("code").GetString())
            );
            Assert.Contains("'OTHER'", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        }

        (_, JsonElement jobs) = await server.Get("jobs");
        Assert.Equal(0, jobs.GetArrayLength());
    }

    [Theory]
    [InlineData("analysis?ticker=SIM01&as_of=06/01/2017", "'as_of'")]
    [InlineData("analysis?ticker=SIM01&as_of=2017-6-1", "'as_of'")]
    [InlineData("analysis?ticker=SIM01&as_of=2017-06-01T00:00:00", "'as_of'")]
    [InlineData("analysis?ticker=SIM01&asof=2017-06-01", "'as_of'")]
    [InlineData("analysis?ticker=SIM01&ticker=SIM02", "'ticker'")]
    [InlineData("analysis?ticker=..%2Fx", "'ticker'")]
    [InlineData("explain?ticker=SIM01&as_of=1 June 2017", "'as_of'")]
    [InlineData("bars?ticker=SIM01&from=20170101", "'from'")]
    [InlineData("bars?ticker=SIM01&to=1/2/2017", "'to'")]
    [InlineData("bars?ticker=SIM01&until=2017-01-02", "'until'")]
    [InlineData("signals?limit=ten", "'limit'")]
    [InlineData("signals?limit=0", "'limit'")]
    [InlineData("signals?ticker=a%20b", "'ticker'")]
    [InlineData("data/findings?limit=-1", "'limit'")]
    [InlineData("batch?tickers=,", "'tickers'")]
    public async Task A_wrong_parameter_is_refused_by_its_name(string path, string named)
    {
        await using Server server = await Server.Start(workspace.Path);
        (HttpStatusCode status, JsonElement problem) = await server.Get(path);
        string detail = problem.GetProperty("detail").GetString()!;
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(named, detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v7/status")]
    [InlineData("/api/v7/analysis?ticker=SIM01")]
    [InlineData("/api/v7/analysis?ticker=NOPE")]
    [InlineData("/api/v7/events")]
    [InlineData("/")]
    [InlineData("/models")]
    [InlineData("/css/site.css")]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/reports/v7_momentum.html")]
    public async Task HEAD_is_answered_as_GET_without_a_body(string path)
    {
        await using Server server = await Server.Start(workspace.Path);
        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        using HttpResponseMessage answer = await server.Client.SendAsync(head, Stop);
        using HttpResponseMessage get = await server.Client.GetAsync(
            path,
            HttpCompletionOption.ResponseHeadersRead,
            Stop
        );
        Assert.Equal(get.StatusCode, answer.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, answer.Content.Headers.ContentType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task No_answer_of_the_API_says_where_on_the_server_the_workspace_lies()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement job) = await server.Post(
            "jobs/train",
            new
            {
                experts = new[] { "volatility" },
                seed = 9,
                window = 1,
                tickers = new[] { "SIM01" },
                test_from = "2016-01-04",
            }
        );
        string id = job.GetProperty("id").GetString()!;
        await server.EndOf(id);
        string card = Directory.GetFiles(copy.File("models"), "model.json", SearchOption.AllDirectories)[0];
        await File.WriteAllTextAsync(card, "{", Stop); // errors name files, too
        foreach (
            string path in new[]
            {
                "models",
                "models/versions",
                "models/versions?expert=volatility",
                "models/reversion/diff",
                "jobs",
                $"jobs/{id}",
                $"jobs/{id}/events",
                "live",
                "status",
                "data",
                "reports",
                "studies",
                "batch",
                "watchlist",
                "evidence",
                "explain?ticker=SIM01",
                "analysis?ticker=SIM01",
                "backtests",
                "backtests/none",
                "evaluations/none",
            }
        )
        {
            string answer = await (await server.Client.GetAsync("/api/v7/" + path, Stop)).Content.ReadAsStringAsync(
                Stop
            );
            Assert.DoesNotContain(copy.Path, answer, StringComparison.Ordinal);
        }
    }

    private async Task Refused(string path, string body, string named, string value)
    {
        await using Server server = await Server.Start(workspace.Path);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (HttpStatusCode status, JsonElement problem) = await Server.Read(
            await server.Client.PostAsync("/api/v7/" + path, content, Stop)
        );
        string detail = problem.GetProperty("detail").GetString()!;
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(problem.GetProperty("code").GetString(), new[] { "bad_request", "no_json" });
        Assert.Contains(named, detail, StringComparison.Ordinal);
        Assert.Contains(value, detail, StringComparison.Ordinal);
        (_, JsonElement jobs) = await server.Get("jobs");
        Assert.Equal(0, jobs.GetArrayLength());
    }
}
