using System.Net;
using System.Text.Json;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

public sealed class ViewTests(SimulatedWorkspace workspace)
{
    [Fact]
    public async Task Bars_come_as_columns_whose_indicators_look_beyond_the_first_day_shown()
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement all) = await server.Get("bars?ticker=SIM01");
        (HttpStatusCode status, JsonElement cut) = await server.Get("bars?ticker=SIM01&from=2016-01-04&to=2016-02-01");
        Assert.Equal(HttpStatusCode.OK, status);
        string[] dates = [.. cut.GetProperty("dates").EnumerateArray().Select(d => d.GetString()!)];
        Assert.Equal(("2016-01-04", "2016-02-01"), (dates[0], dates[^1]));
        double[] closes = Column(all.GetProperty("close")),
            means = Column(cut.GetProperty("indicators").GetProperty("sma_200"));
        int first = Array.IndexOf(
            [.. all.GetProperty("dates").EnumerateArray().Select(d => d.GetString()!)],
            "2016-01-04"
        );
        // Both sides are rounded to four decimals.
        Assert.Equal(closes[(first - 199)..(first + 1)].Average(), means[0], 1e-4);
        Assert.All(
            new[] { "sma_20", "sma_50", "bollinger_upper", "bollinger_lower", "rsi_14" },
            name => Assert.Equal(dates.Length, cut.GetProperty("indicators").GetProperty(name).GetArrayLength())
        );
        Assert.Equal(JsonValueKind.Null, all.GetProperty("indicators").GetProperty("sma_200")[0].ValueKind);
    }

    [Fact]
    public async Task The_watchlist_shows_each_ticker_once_with_changes_that_its_closes_bear_out()
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement rows) = await server.Get("watchlist");
        Assert.Equal(
            SimulatedWorkspace.Tickers,
            rows.EnumerateArray().Select(r => r.GetProperty("ticker").GetString())
        );
        foreach (JsonElement row in rows.EnumerateArray())
        {
            double[] closes = Column(row.GetProperty("sparkline"));
            Assert.Equal(closes[^1], row.GetProperty("close").GetDouble());
            // The closes come with seven digits.
            Assert.Equal(closes[^1] / closes[^6] - 1, row.GetProperty("change_5d").GetDouble(), 1e-6);
            Assert.Equal(3, row.GetProperty("prediction").GetProperty("experts").GetArrayLength());
            Assert.True(row.GetProperty("simulated").GetBoolean());
        }
    }

    [Fact]
    public async Task Logged_predictions_come_back_as_signals_by_day()
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement signals) = await server.Get("signals?ticker=SIM01");
        Assert.Equal(2, signals.GetArrayLength());
        Assert.Equal("2017-06-01", signals[0].GetProperty("as_of").GetString());
        Assert.Equal("log", signals[0].GetProperty("from").GetString());
        (_, JsonElement newest) = await server.Get("signals?ticker=SIM01&limit=1");
        Assert.Equal(signals[1].GetRawText(), newest[0].GetRawText());
    }

    [Fact]
    public async Task A_study_is_shown_with_its_trials_curves_and_best_parameters()
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement studies) = await server.Get("studies");
        Assert.Equal(
            ["v7_momentum", "v7_reversion", "v7_volatility"],
            studies.EnumerateArray().Select(s => s.GetProperty("name").GetString()).Order()
        );
        (_, JsonElement study) = await server.Get("studies/v7_volatility");
        JsonElement overview = study.GetProperty("overview");
        Assert.Equal(2, overview.GetProperty("trials").GetInt32());
        Assert.Equal("volatility", overview.GetProperty("expert").GetString());
        Assert.True(overview.GetProperty("best_parameters").GetProperty("hidden1").GetInt64() >= 64);
        Assert.All(
            study.GetProperty("trials").EnumerateArray(),
            t => Assert.NotEqual(0, t.GetProperty("curve").GetArrayLength())
        );
        (HttpStatusCode status, _) = await server.Get("reports");
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task A_report_is_served_in_an_origin_of_its_own_and_nothing_beside_the_list_is_served()
    {
        await using Server server = await Server.Start(workspace.Path);
        using HttpResponseMessage report = await server.Client.GetAsync(
            "/reports/v7_momentum.html",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        Assert.StartsWith(
            "sandbox",
            string.Join("", report.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
        foreach (
            string path in new[]
            {
                "/reports/../data/ploutos.db",
                "/reports/%2e%2e/data/ploutos.db",
                "/reports/..%2fdata%2fploutos.db",
                "/reports/nothing.html",
            }
        )
        {
            using HttpResponseMessage other = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }
    }

    [Fact]
    public async Task Models_data_and_evidence_say_what_is_there()
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement models) = await server.Get("models");
        Assert.All(models.EnumerateArray(), m => Assert.Equal("ready", m.GetProperty("state").GetString()));
        // The search saw days after the first that was asked for: the test begins after them.
        Assert.Equal(
            "2016-02-22",
            models[0].GetProperty("facts").GetProperty("days").GetProperty("test_from").GetString()
        );
        (_, JsonElement data) = await server.Get("data");
        Assert.Equal(3000, data[0].GetProperty("rows").GetInt32());
        (_, JsonElement evidence) = await server.Get("evidence");
        Assert.Equal(3, evidence.GetArrayLength());
        Assert.NotEmpty(evidence[0].GetProperty("baselines").EnumerateArray());
        (_, JsonElement versions) = await server.Get("models/versions");
        Assert.Equal(3, versions.EnumerateArray().Count(v => v.GetProperty("is_current").GetBoolean()));
        (_, JsonElement findings) = await server.Get("data/findings?ticker=SIM01&limit=5");
        Assert.True(findings.GetProperty("findings").GetArrayLength() <= 5);
    }

    [Fact]
    public async Task The_api_describes_itself_to_programs()
    {
        await using Server server = await Server.Start(workspace.Path);
        using JsonDocument document = JsonDocument.Parse(
            await server.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)
        );
        JsonElement paths = document.RootElement.GetProperty("paths");
        foreach (
            string path in new[]
            {
                "/api/v7/analysis",
                "/api/v7/batch",
                "/api/v7/jobs/train",
                "/api/v7/jobs/{id}/events",
                "/api/v7/models/{expert}/use",
            }
        )
            Assert.True(paths.TryGetProperty(path, out _), path);
    }

    [Fact]
    public async Task The_description_gives_every_figure_a_type_and_names_the_key()
    {
        await using Server server = await Server.Start(workspace.Path);
        using JsonDocument document = JsonDocument.Parse(
            await server.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)
        );
        JsonElement components = document.RootElement.GetProperty("components");
        Assert.Equal(
            "X-Api-Key",
            components.GetProperty("securitySchemes").GetProperty("key").GetProperty("name").GetString()
        );
        string[] untyped =
        [
            .. components
                .GetProperty("schemas")
                .EnumerateObject()
                .Where(s => s.Value.TryGetProperty("properties", out _))
                .SelectMany(s =>
                    s.Value.GetProperty("properties")
                        .EnumerateObject()
                        .Where(p => !Says(p.Value))
                        .Select(p => $"{s.Name}.{p.Name}")
                ),
        ];
        Assert.Empty(untyped);
        Assert.Contains("WatchlistRow", components.GetProperty("schemas").EnumerateObject().Select(s => s.Name));

        static bool Says(JsonElement schema) =>
            new[] { "type", "$ref", "oneOf", "anyOf", "enum" }.Any(name => schema.TryGetProperty(name, out _));
    }

    [Fact]
    public async Task An_answer_that_did_not_change_is_not_sent_again()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        foreach (
            string path in new[] { "watchlist", "bars?ticker=SIM01", "analysis?ticker=SIM01", "risk?ticker=SIM01" }
        )
        {
            using HttpResponseMessage first = await server.Client.GetAsync(
                "/api/v7/" + path,
                TestContext.Current.CancellationToken
            );
            using HttpResponseMessage again = await Asked(server, path, first.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        }

        using HttpResponseMessage before = await server.Client.GetAsync(
            "/api/v7/data",
            TestContext.Current.CancellationToken
        );
        WorkflowFactory
            .Create(new WorkspaceFolder(copy.Path), TimeProvider.System)
            .Import(new("simulated:7", ["SIM09"]), cancellation: TestContext.Current.CancellationToken);
        HttpResponseMessage after;
        do
        {
            after = await Asked(server, "data", before.Headers.ETag!); // changes are looked for once a second
        } while (after.StatusCode == HttpStatusCode.NotModified);
        Assert.Contains(
            "SIM09",
            await after.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        (HttpStatusCode status, _) = await server.Get("bars?ticker=NOPE");
        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    private static async Task<HttpResponseMessage> Asked(
        Server server,
        string path,
        System.Net.Http.Headers.EntityTagHeaderValue tag
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v7/" + path);
        request.Headers.IfNoneMatch.Add(tag);
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static double[] Column(JsonElement values) =>
        [.. values.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble())];
}
