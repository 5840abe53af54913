using System.Net;
using Ploutos.Web.Settings;

namespace Ploutos.Web.Tests;

public sealed class WrongKeyTests(SimulatedWorkspace workspace)
{
    private const string Key = "u7Kd2-Yw9Pn4Fs6Gv8Jc3Mx5R";

    private static readonly ServeOptions s_guarded = new() { ApiKey = Key };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("X-Api-Key", "")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "bearer ")]
    public async Task Wrong_keys_are_told_to_wait_after_ten_and_the_right_one_is_let_in_all_the_same(
        string header,
        string before
    )
    {
        await using Server server = await Server.Start(workspace.Path, s_guarded);
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 12; i++)
        {
            using HttpResponseMessage answer = await Send(server, "/api/v7/status", header, $"{before}wrong-{i}");
            statuses.Add(answer.StatusCode);
        }

        Assert.All(statuses.Take(10), s => Assert.Equal(HttpStatusCode.Unauthorized, s));
        Assert.All(statuses.Skip(10), s => Assert.Equal(HttpStatusCode.TooManyRequests, s));
        using HttpResponseMessage right = await Send(server, "/api/v7/status", header, before + Key);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task All_ways_to_give_a_wrong_key_are_counted_together_and_no_open_page_tells_whether_it_was_right()
    {
        await using Server server = await Server.Start(workspace.Path, s_guarded);
        for (int i = 0; i < 5; i++)
        {
            using HttpResponseMessage one = await Send(server, "/api/v7/status", "X-Api-Key", $"no-{i}");
            using HttpResponseMessage other = await Send(server, "/health/live", "Authorization", $"Bearer no-{i}");
        }

        foreach (string path in new[] { "/health/live", "/login", "/metrics", "/api/v7/none", "/" })
        {
            using HttpResponseMessage answer = await Send(server, path, "X-Api-Key", "no");
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        }

        using HttpClient browser = server.NewClient(new CookieContainer());
        using HttpResponseMessage login = await browser.LogIn("no");
        Assert.Equal(HttpStatusCode.TooManyRequests, login.StatusCode);
        using HttpResponseMessage right = await browser.LogIn(Key);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task Views_of_the_login_page_are_not_counted()
    {
        await using Server server = await Server.Start(workspace.Path, s_guarded);
        for (int i = 0; i < 40; i++)
        {
            using HttpResponseMessage page = await server.Client.GetAsync("/login", Stop);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> Send(Server server, string path, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return server.Client.SendAsync(request, Stop);
    }
}
