using System.Net;
using System.Text.Json;
using Ploutos.Signals.Tests;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Tests;

/// <summary>What is missing or damaged is told with a status of its own, and mended under the
/// running server.</summary>
public sealed class BrokenWorkspaceTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_workspace_is_served_and_says_what_to_do_first()
    {
        using var empty = new TemporaryFolder();
        await using Server server = await Server.Start(empty.Path);
        (HttpStatusCode status, JsonElement problem) = await server.Get("analysis?ticker=SIM01");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "no_store"),
            (status, problem.GetProperty("code").GetString())
        );
        Assert.Equal(
            ["fetch_bars", "import_bars"],
            problem.GetProperty("remedies").EnumerateArray().Select(r => r.GetProperty("kind").GetString())
        );
        Assert.DoesNotContain("ploutos ", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.False(File.Exists(new WorkspaceFolder(empty.Path).StorePath)); // a question makes no store
        using HttpResponseMessage ready = await server.Client.GetAsync("/health/ready", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        foreach (string list in new[] { "studies", "reports", "signals", "evaluations", "backtests", "jobs" })
        {
            (HttpStatusCode ok, JsonElement none) = await server.Get(list);
            Assert.Equal((HttpStatusCode.OK, 0), (ok, none.GetArrayLength()));
        }

        (_, JsonElement models) = await server.Get("models");
        Assert.All(
            models.EnumerateArray(),
            m =>
            {
                JsonElement remedy = Assert.Single(m.GetProperty("remedies").EnumerateArray());
                Assert.Equal("train_again", remedy.GetProperty("kind").GetString());
                Assert.Equal(m.GetProperty("expert").GetString(), remedy.GetProperty("expert").GetString());
            }
        );
        foreach (string page in new[] { "/", "/css/site.css" })
        {
            using HttpResponseMessage shown = await server.Client.GetAsync(page, Stop);
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        }
    }

    [Fact]
    public async Task A_ticker_that_has_ended_has_prices_and_no_signal_and_the_others_keep_theirs()
    {
        using TemporaryFolder copy = workspace.Copy();
        WorkflowFactory
            .Create(new WorkspaceFolder(copy.Path), TimeProvider.System)
            .SetInstrument(new("SIM02", null, null, null, null, "2016-06-01"));
        await using Server server = await Server.Start(copy.Path);
        (JsonElement sound, JsonElement ended) = await Beside(server, "SIM02");
        Assert.Equal(JsonValueKind.Object, sound.GetProperty("prediction").ValueKind);
        Assert.Equal("2016-06-01", ended.GetProperty("as_of").GetString());
        Assert.True(ended.GetProperty("close").GetDouble() > 0);
        Assert.Contains("SIM02 ended on 2016-06-01", Fault(ended), StringComparison.Ordinal);
        await using Server other = await Server.Start(copy.Path); // that has shown no watchlist
        (HttpStatusCode ok, JsonElement risk) = await other.Get("risk?ticker=SIM02");
        Assert.Equal(HttpStatusCode.OK, ok);
        Assert.Equal(risk.GetRawText(), (await server.Get("risk?ticker=SIM02")).Json.GetRawText());
    }

    [Fact]
    public async Task A_ticker_whose_bars_are_damaged_says_so_in_its_row_and_the_others_keep_theirs()
    {
        using TemporaryFolder copy = workspace.Copy();
        StoreDamage.Of(new WorkspaceFolder(copy.Path), "SIM02");
        await using Server server = await Server.Start(copy.Path);
        (JsonElement sound, JsonElement damaged) = await Beside(server, "SIM02");
        Assert.Equal(JsonValueKind.Object, sound.GetProperty("prediction").ValueKind);
        Assert.Equal(JsonValueKind.Null, damaged.GetProperty("close").ValueKind);
        Assert.Contains("SIM02", Fault(damaged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_damaged_under_the_server_is_told_and_one_put_back_is_used_again()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        string store = new WorkspaceFolder(copy.Path).StorePath,
            aside = store + ".aside";
        Assert.Equal(HttpStatusCode.OK, (await server.Get("analysis?ticker=SIM01")).Status);
        File.Move(store, aside);
        await File.WriteAllTextAsync(
            store,
            "this is no database, it is a sentence, and a rather long one at that",
            Stop
        );
        JsonElement problem = await Until(server, "analysis?ticker=SIM01", HttpStatusCode.ServiceUnavailable);
        Assert.Equal("store_broken", problem.GetProperty("code").GetString());
        Assert.Contains("import again", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        File.Delete(store);
        Assert.Equal(
            "no_store",
            (await Until(server, "data", HttpStatusCode.ServiceUnavailable, "no_store")).GetProperty("code").GetString()
        );
        File.Move(aside, store);
        await Until(server, "analysis?ticker=SIM01", HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_model_with_a_flipped_bit_is_told_and_the_others_are_shown()
    {
        using TemporaryFolder copy = workspace.Copy();
        string weights = copy.File("models", "v7_volatility", "weights.safetensors");
        byte[] bytes = await File.ReadAllBytesAsync(weights, Stop);
        bytes[^100] ^= 1;
        await File.WriteAllBytesAsync(weights, bytes, Stop);
        await using Server server = await Server.Start(copy.Path);
        (HttpStatusCode status, JsonElement problem) = await server.Get("analysis?ticker=SIM01");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "model_broken"),
            (status, problem.GetProperty("code").GetString())
        );
        Assert.Contains("Train the expert again", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        (_, JsonElement models) = await server.Get("models");
        Assert.Equal(
            ["ready", "ready", "broken"],
            models.EnumerateArray().Select(m => m.GetProperty("state").GetString())
        );
        (HttpStatusCode shown, JsonElement rows) = await server.Get("watchlist"); // prices need no models
        Assert.Equal(HttpStatusCode.OK, shown);
        Assert.Equal("ModelBroken", rows[0].GetProperty("fault").GetProperty("fault").GetString());
    }

    [Fact]
    public async Task A_missing_model_is_a_conflict_that_training_ends()
    {
        using TemporaryFolder copy = workspace.Copy();
        Directory.Delete(copy.File("models", "v7_volatility"), recursive: true);
        await using Server server = await Server.Start(copy.Path);
        (HttpStatusCode status, JsonElement problem) = await server.Get("analysis?ticker=SIM01");
        Assert.Equal((HttpStatusCode.Conflict, "no_models"), (status, problem.GetProperty("code").GetString()));
        (_, JsonElement job) = await server.Post(
            "jobs/train",
            new
            {
                experts = new[] { "volatility" },
                window = 1,
                tickers = new[] { "SIM01" },
                test_from = "2016-01-04",
            }
        );
        Assert.Equal(
            "succeeded",
            (await server.EndOf(job.GetProperty("id").GetString()!)).GetProperty("state").GetString()
        );
        Assert.Equal(HttpStatusCode.OK, (await server.Get("analysis?ticker=SIM01")).Status);
    }

    [Fact]
    public async Task Bars_that_another_process_stores_are_seen_within_moments()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Get("analysis?ticker=SIM04")).Status);
        WorkflowFactory
            .Create(new WorkspaceFolder(copy.Path), TimeProvider.System)
            .Import(new ImportRequest("simulated:7", ["SIM04"]), null, Stop);
        await Until(server, "analysis?ticker=SIM04", HttpStatusCode.OK);
        (_, JsonElement status) = await server.Get("status");
        Assert.True(status.GetProperty("state").GetProperty("data").GetInt64() > 0);
    }

    /// <summary>Asks until the answer is as expected; the server looks at the files once a
    /// second.</summary>
    private static async Task<JsonElement> Until(
        Server server,
        string path,
        HttpStatusCode expected,
        string? code = null
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            (HttpStatusCode status, JsonElement json) = await server.Get(path);
            if (status == expected && (code is null || json.GetProperty("code").GetString() == code))
                return json;
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    /// <summary>Looks at the pages of all tickers, then at the rows of a sound ticker and of another.</summary>
    private static async Task<(JsonElement Sound, JsonElement Other)> Beside(Server server, string other)
    {
        foreach (string page in new[] { "/", "/watchlist", "/data", "/analyse?ticker=SIM01" })
        {
            using HttpResponseMessage shown = await server.Client.GetAsync(page, Stop);
            Assert.Equal((page, HttpStatusCode.OK), (page, shown.StatusCode));
        }

        (HttpStatusCode status, JsonElement rows) = await server.Get("watchlist");
        Assert.Equal(HttpStatusCode.OK, status);
        JsonElement Row(string ticker) =>
            rows.EnumerateArray().Single(r => r.GetProperty("ticker").GetString() == ticker);
        return (Row("SIM01"), Row(other));
    }

    private static string? Fault(JsonElement row) => row.GetProperty("fault").GetProperty("detail").GetString();
}
