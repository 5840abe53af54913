using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ploutos.Web.Settings;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Tests;

public sealed partial class SafetyTests(SimulatedWorkspace workspace)
{
    private const string Key = "k3Vw9-Xq7Lm2Rt8Zb4Ny6Hc1";

    private static readonly ServeOptions s_guarded = new() { ApiKey = Key };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v7/analysis?ticker=SIM01")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/metrics")]
    [InlineData("/reports/v7_momentum.html")]
    public async Task With_a_key_set_nothing_is_told_without_it(string path)
    {
        await using Server server = await Server.Start(workspace.Path, s_guarded);
        foreach (string? given in new[] { null, "wrong", Key + "x", Key[..^1], "" })
        {
            using HttpResponseMessage refused = await Send(server, HttpMethod.Get, path, given);
            Assert.True(
                refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect,
                $"{given}: {refused.StatusCode}"
            );
        }

        using HttpResponseMessage right = await Send(server, HttpMethod.Get, path, Key);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task The_key_may_come_as_a_bearer_token()
    {
        await using Server server = await Server.Start(workspace.Path, s_guarded);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v7/status")
        {
            Headers = { { "Authorization", $"Bearer {Key}" } },
        };
        using HttpResponseMessage answer = await server.Client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_refused_call_says_which_header_bears_the_key_and_nothing_of_an_exception()
    {
        await using Server server = await Server.Start(workspace.Path, s_guarded);
        (HttpStatusCode status, JsonElement problem) = await server.Get("analysis?ticker=SIM01");
        Assert.Equal((HttpStatusCode.Unauthorized, "key_needed"), (status, problem.GetProperty("code").GetString()));
        Assert.Contains("X-Api-Key", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alive_and_ready_are_told_without_a_key()
    {
        await using Server server = await Server.Start(workspace.Path, s_guarded);
        foreach (string path in new[] { "/health/live", "/health/ready" })
        {
            using HttpResponseMessage answer = await server.Client.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_browser_logs_in_with_the_key_works_with_a_strict_cookie_and_needs_the_pages_token()
    {
        await using Server server = await Server.Start(workspace.Path, s_guarded);
        var cookies = new CookieContainer();
        using HttpClient browser = server.NewClient(cookies);
        using HttpResponseMessage sent = await browser.GetAsync("/", Stop);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.StartsWith("/login", sent.Headers.Location!.PathAndQuery(), StringComparison.Ordinal);

        string form = await browser.GetStringAsync("/login?returnUrl=%2F", Stop);
        using HttpResponseMessage wrong = await browser.PostAsync("/login", Form(form, "not the key"), Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using HttpResponseMessage without = await browser.PostAsync(
            "/login",
            new FormUrlEncodedContent([new("key", Key)]),
            Stop
        );
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using HttpResponseMessage right = await browser.PostAsync(
            "/login?returnUrl=https%3A%2F%2Fevil.example",
            Form(form, Key),
            Stop
        );
        Assert.Equal((HttpStatusCode.Redirect, "/"), (right.StatusCode, right.Headers.Location!.OriginalString));
        string cookie = right
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("ploutos.login", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        string page = await browser.GetStringAsync("/", Stop);
        using HttpResponseMessage read = await browser.GetAsync("/api/v7/status", Stop);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using HttpResponseMessage forged = await browser.PostAsJsonAsync(
            "/api/v7/jobs/fetch",
            new { source = "csv" },
            Stop
        );
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        using var call = new HttpRequestMessage(HttpMethod.Post, "/api/v7/jobs/fetch")
        {
            Content = JsonContent.Create(new { source = "csv" }),
        };
        call.Headers.Add("X-CSRF-Token", PageToken().Match(page).Groups[1].Value);
        using HttpResponseMessage ours = await browser.SendAsync(call, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, ours.StatusCode); // let through, and refused for its source
    }

    [Fact]
    public async Task Another_site_can_not_start_work_through_a_visitors_browser()
    {
        await using Server server = await Server.Start(workspace.Path);
        foreach (
            (string name, string value) in new[]
            {
                ("Origin", "http://evil.example"),
                ("Sec-Fetch-Site", "cross-site"),
                ("Cookie", "a=b"),
            }
        )
        {
            using var forged = new HttpRequestMessage(HttpMethod.Post, "/api/v7/jobs/train")
            {
                Content = JsonContent.Create(new { }),
            };
            forged.Headers.Add(name, value);
            using HttpResponseMessage answer = await server.Client.SendAsync(forged, Stop);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        (_, JsonElement jobs) = await server.Get("jobs");
        Assert.Equal(0, jobs.GetArrayLength());
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5000")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_name_that_only_points_to_this_machine_is_refused(string host)
    {
        await using Server server = await Server.Start(workspace.Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v7/status") { Headers = { Host = host } };
        using HttpResponseMessage answer = await server.Client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/nothing-here")]
    [InlineData("/css/site.css")]
    [InlineData("/api/v7/status")]
    [InlineData("/api/v7/analysis?ticker=..")]
    [InlineData("/api/v7/analysis?ticker=SIM01&as_of=x")]
    [InlineData("/openapi/v1.json")]
    public async Task Every_answer_bears_the_headers_that_keep_a_page_to_itself(string path)
    {
        await using Server server = await Server.Start(workspace.Path);
        using HttpResponseMessage answer = await server.Client.GetAsync(path, Stop);
        string policy = string.Join("", answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", string.Join("", answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", string.Join("", answer.Headers.GetValues("X-Frame-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_client_beyond_its_share_is_told_to_wait_and_how_long()
    {
        await using Server server = await Server.Start(
            workspace.Path,
            new() { RequestsPerSecond = 1, LimitLoopback = true }
        );
        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => server.Client.GetAsync("/api/v7/status", Stop))
        );
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.OK);
        HttpResponseMessage refused = Assert.Single(
            answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).Take(1)
        );
        Assert.True(
            int.Parse(
                string.Join("", refused.Headers.GetValues("Retry-After")),
                System.Globalization.CultureInfo.InvariantCulture
            ) >= 1
        );
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line_with_another_to_try()
    {
        await using Server server = await Server.Start(workspace.Path);
        using var views = WorkflowFactory.CreateViews(new(workspace.Path), TimeProvider.System);
        PloutosException refused = await Assert.ThrowsAsync<PloutosException>(() =>
            WebHost.StartAsync(
                new() { Urls = [server.Address.ToString()] },
                WorkflowFactory.Create(new(workspace.Path), TimeProvider.System),
                views,
                TimeProvider.System,
                Stop
            )
        );
        Assert.Contains(new ChangeOption("port", $"such as {server.Address.Port + 1}"), refused.Remedies);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(Fault.Busy, refused.Fault);
    }

    private static Task<HttpResponseMessage> Send(Server server, HttpMethod method, string path, string? key)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        return server.Client.SendAsync(request, Stop);
    }

    private static FormUrlEncodedContent Form(string page, string key) =>
        new([new("key", key), new("__RequestVerificationToken", FormToken().Match(page).Groups[1].Value)]);

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("name=\"csrf-token\" content=\"([^\"]+)\"")]
    private static partial Regex PageToken();
}

internal static class Locations
{
    /// <summary>Path and query of an address that may be relative.</summary>
    public static string PathAndQuery(this Uri address) =>
        address.IsAbsoluteUri ? address.PathAndQuery : address.OriginalString;
}
