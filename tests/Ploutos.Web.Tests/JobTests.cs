using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

public sealed class JobTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_training_runs_as_a_job_tells_its_epochs_and_its_model_predicts_once_promoted()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement before) = await server.Get("analysis?ticker=SIM01");
        (HttpStatusCode status, JsonElement job) = await server.Post(
            "jobs/train",
            new
            {
                experts = new[] { "volatility" },
                seed = 5,
                window = 1,
                tickers = new[] { "sim01" },
                test_from = "2016-01-04",
            }
        );
        Assert.Equal(HttpStatusCode.Accepted, status);
        JsonElement end = await server.EndOf(job.GetProperty("id").GetString()!);
        Assert.Equal("succeeded", end.GetProperty("state").GetString());
        Assert.Equal(1, end.GetProperty("progress").GetProperty("fraction").GetDouble());
        string version = end.GetProperty("result")[0].GetProperty("version").GetString()!;
        await server.Post("models/volatility/promote", new { version });
        (_, JsonElement after) = await server.Get("analysis?ticker=SIM01");
        Assert.Equal(version, after.GetProperty("experts")[2].GetProperty("version").GetString());
        Assert.NotEqual(version, before.GetProperty("experts")[2].GetProperty("version").GetString());
    }

    [Fact]
    public async Task Jobs_know_universes_of_the_workspace_in_any_case_of_letters()
    {
        using TemporaryFolder copy = workspace.Copy();
        SizeTests.UniverseOf(copy, "mine,SIM01,,", "mine,GONE,,2001-01-01", "lost,GONE,,");
        await using Server server = await Server.Start(copy.Path);
        (HttpStatusCode status, JsonElement job) = await server.Post(
            "jobs/train",
            new
            {
                experts = new[] { "volatility" },
                window = 1,
                tickers = new[] { "Mine" },
                test_from = "2016-01-04",
            }
        );
        Assert.Equal(HttpStatusCode.Accepted, status);
        JsonElement end = await server.EndOf(job.GetProperty("id").GetString()!);
        Assert.Equal("succeeded", end.GetProperty("state").GetString());
        string card = await File.ReadAllTextAsync(
            Path.Combine(copy.Path, end.GetProperty("result")[0].GetProperty("model").GetString()!, "model.json"),
            Stop
        );
        Assert.Contains("SIM01", card, StringComparison.Ordinal);
        Assert.DoesNotContain("SIM02", card, StringComparison.Ordinal);
        foreach (string kind in new[] { "train", "optimize", "evaluate", "backtest" })
        {
            (HttpStatusCode refused, JsonElement problem) = await server.Post(
                $"jobs/{kind}",
                new { tickers = new[] { "LOST" } }
            );
            Assert.Equal(HttpStatusCode.NotFound, refused);
            Assert.Contains(
                "the store has bars of none of 'lost'",
                problem.GetProperty("detail").GetString(),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task An_earlier_version_of_a_model_predicts_again_when_it_is_asked_to()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement first) = await server.Get("analysis?ticker=SIM01");
        string old = first.GetProperty("experts")[2].GetProperty("version").GetString()!;
        (_, JsonElement job) = await server.Post(
            "jobs/train",
            new
            {
                experts = new[] { "volatility" },
                seed = 6,
                window = 1,
                tickers = new[] { "SIM01" },
                test_from = "2016-01-04",
            }
        );
        await server.EndOf(job.GetProperty("id").GetString()!);
        await server.Post("models/volatility/promote", new { });
        (HttpStatusCode status, JsonElement done) = await server.Post("models/volatility/use", new { version = old });
        Assert.Equal((HttpStatusCode.OK, true), (status, done.GetProperty("changed").GetBoolean()));
        (_, JsonElement now) = await server.Get("analysis?ticker=SIM01");
        Assert.Equal(old, now.GetProperty("experts")[2].GetProperty("version").GetString());
        Assert.Equal(first.GetProperty("score").GetDouble(), now.GetProperty("score").GetDouble());
        (HttpStatusCode unknown, JsonElement problem) = await server.Post(
            "models/volatility/use",
            new { version = "20000101T000000-none" }
        );
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (unknown, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_second_job_of_one_kind_is_refused_with_the_first_ones_name_and_a_cancelled_one_makes_room()
    {
        using TemporaryFolder copy = workspace.Copy();
        SimulatedWorkspace.MakeTrainingLong(copy);
        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement job) = await server.Post("jobs/train", new { window = 16 });
        string id = job.GetProperty("id").GetString()!;
        (HttpStatusCode refused, JsonElement problem) = await server.Post("jobs/train", new { });
        Assert.Equal(
            (HttpStatusCode.Conflict, "job_running", id),
            (refused, problem.GetProperty("code").GetString(), problem.GetProperty("job").GetString())
        );
        (HttpStatusCode cancelled, _) = await Server.Read(await server.Client.DeleteAsync($"/api/v7/jobs/{id}", Stop));
        Assert.Equal(HttpStatusCode.Accepted, cancelled);
        Assert.Equal("cancelled", (await server.EndOf(id)).GetProperty("state").GetString());
        (HttpStatusCode started, JsonElement next) = await server.Post(
            "jobs/train",
            new { experts = new[] { "volatility" } }
        );
        Assert.Equal(HttpStatusCode.Accepted, started);
        using HttpResponseMessage stopped = await server.Client.DeleteAsync(
            $"/api/v7/jobs/{next.GetProperty("id").GetString()}",
            Stop
        );
    }

    [Fact]
    public async Task A_job_that_fails_says_why_and_what_to_do_and_stays_in_the_list()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement data) = await server.Get("data");
        DateOnly first = DateOnly.Parse(
            data[0].GetProperty("first_day").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture
        );
        // Stored days, but none before them to learn from
        (_, JsonElement job) = await server.Post("jobs/train", new { test_from = first.AddDays(3) });
        JsonElement end = await server.EndOf(job.GetProperty("id").GetString()!);
        Assert.Equal("failed", end.GetProperty("state").GetString());
        Assert.NotEmpty(end.GetProperty("error").GetString()!);
        (_, JsonElement list) = await server.Get("jobs");
        Assert.Equal("failed", list[0].GetProperty("state").GetString());
        (HttpStatusCode alive, _) = await server.Get("analysis?ticker=SIM01");
        Assert.Equal(HttpStatusCode.OK, alive);
    }

    [Fact]
    public async Task A_watcher_that_went_away_hears_only_what_it_missed_and_the_job_goes_on_without_it()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement job) = await server.Post(
            "jobs/optimize",
            new
            {
                experts = new[] { "volatility" },
                trials = 4,
                max_epochs = 1,
                window = 1,
                tickers = new[] { "SIM01" },
            }
        );
        string events = $"/api/v7/jobs/{job.GetProperty("id").GetString()}/events";
        string? last = null;
        await foreach (SseItem<string> item in Events(server, events, null))
        {
            last = item.EventId;
            if (last is not null)
                break; // the browser goes away after the first news
        }

        List<SseItem<string>> rest = await Collect(server, events, last);
        Assert.Equal("state", rest[0].EventType);
        Assert.Equal("end", rest[^1].EventType);
        int[] numbers =
        [
            .. rest.Skip(1)
                .Where(e => e.EventType != "heartbeat")
                .Select(e => int.Parse(e.EventId!, System.Globalization.CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(
            Enumerable.Range(int.Parse(last!, System.Globalization.CultureInfo.InvariantCulture) + 1, numbers.Length),
            numbers
        );
        Assert.Contains(await Collect(server, events, null), e => e.EventType == "trial");
        using var again = new HttpRequestMessage(HttpMethod.Get, events)
        {
            Headers = { { "Last-Event-ID", rest[^1].EventId } },
        };
        using HttpResponseMessage nothingMore = await server.Client.SendAsync(again, Stop);
        Assert.Equal(HttpStatusCode.NoContent, nothingMore.StatusCode);
    }

    [Fact]
    public async Task Jobs_outlive_the_server_and_one_that_it_took_down_with_it_counts_as_stopped()
    {
        using TemporaryFolder copy = workspace.Copy();
        SimulatedWorkspace.MakeTrainingLong(copy);
        string id;
        await using (Server server = await Server.Start(copy.Path))
        {
            (_, JsonElement job) = await server.Post("jobs/train", new { window = 16 });
            id = job.GetProperty("id").GetString()!;
        }

        await File.AppendAllTextAsync(copy.File("logs", "jobs.jsonl"), "{\"id\":\"cut off by a cra", Stop);
        await using Server next = await Server.Start(copy.Path);
        (HttpStatusCode status, JsonElement kept) = await next.Get($"jobs/{id}");
        Assert.Equal((HttpStatusCode.OK, "cancelled"), (status, kept.GetProperty("state").GetString()));
        Assert.Equal("cancelled", (await next.EndOf(id)).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("jobs/train", "{not json", HttpStatusCode.BadRequest, "no_json")]
    [InlineData("jobs/train", "[1,2]", HttpStatusCode.BadRequest, "no_json")]
    [InlineData("jobs/train", "{\"window\":\"wide\"}", HttpStatusCode.BadRequest, "no_json")]
    [InlineData("jobs/train", "{\"experts\":[\"astrology\"]}", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("jobs/train", "{\"window\":0}", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("jobs/train", "{\"tickers\":[\"../x\"]}", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("jobs/optimize", "{\"trials\":100000}", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData(
        "jobs/fetch",
        "{\"source\":\"csv:/etc\",\"tickers\":[\"A\"]}",
        HttpStatusCode.BadRequest,
        "bad_request"
    )]
    [InlineData("jobs/fetch", "{\"tickers\":[\"/etc/passwd.txt\"]}", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("jobs/backtest", "{\"from\":\"file\"}", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("jobs/evaluate", "{\"folds\":1000}", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("models/momentum/use", "{}", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("models/astrology/use", "{\"version\":\"x\"}", HttpStatusCode.BadRequest, "bad_request")]
    public async Task Work_that_makes_no_sense_is_refused_before_it_begins(
        string path,
        string body,
        HttpStatusCode status,
        string code
    )
    {
        await using Server server = await Server.Start(workspace.Path);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        (HttpStatusCode given, JsonElement problem) = await Server.Read(
            await server.Client.PostAsync("/api/v7/" + path, content, Stop)
        );
        Assert.Equal((status, code), (given, problem.GetProperty("code").GetString()));
        (_, JsonElement jobs) = await server.Get("jobs");
        Assert.Equal(0, jobs.GetArrayLength());
    }

    [Fact]
    public async Task A_body_that_is_no_json_or_too_large_is_refused_with_words()
    {
        await using Server server = await Server.Start(workspace.Path);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["experts"] = "momentum" });
        (HttpStatusCode noJson, JsonElement problem) = await Server.Read(
            await server.Client.PostAsync("/api/v7/jobs/train", form, Stop)
        );
        Assert.Equal(
            (HttpStatusCode.UnsupportedMediaType, "no_json"),
            (noJson, problem.GetProperty("code").GetString())
        );
        using var large = new StringContent(
            "{\"experts\":[\"" + new string('x', 1 << 20) + "\"]}",
            System.Text.Encoding.UTF8,
            "application/json"
        );
        (HttpStatusCode tooLarge, JsonElement why) = await Server.Read(
            await server.Client.PostAsync("/api/v7/jobs/train", large, Stop)
        );
        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "too_large"),
            (tooLarge, why.GetProperty("code").GetString())
        );
    }

    private static async IAsyncEnumerable<SseItem<string>> Events(Server server, string path, string? after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        using HttpResponseMessage answer = await server.Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            Stop
        );
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        await using Stream stream = await answer.Content.ReadAsStreamAsync(Stop);
        await foreach (SseItem<string> item in SseParser.Create(stream).EnumerateAsync(Stop))
            yield return item;
    }

    private static async Task<List<SseItem<string>>> Collect(Server server, string path, string? after)
    {
        var items = new List<SseItem<string>>();
        await foreach (SseItem<string> item in Events(server, path, after))
            items.Add(item);
        return items;
    }
}
