using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

/// <summary>Lists in pages, other origins, and addresses that have moved.</summary>
public sealed class PagingTests(SimulatedWorkspace workspace)
{
    private const string Origin = "https://quant.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("watchlist", "ticker")]
    [InlineData("data", "ticker")]
    [InlineData("signals", "as_of")]
    public async Task The_pages_of_a_list_hold_each_item_once(string list, string key)
    {
        await using Server server = await Server.Start(workspace.Path);
        (_, JsonElement all) = await server.Get(list);
        List<string> paged = [];
        string? next = $"/api/v7/{list}?limit=1";
        for (int pages = 0; next is not null && pages <= all.GetArrayLength(); pages++)
        {
            using HttpResponseMessage answer = await server.Client.GetAsync(next, Stop);
            JsonElement page = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
            paged.Add(Assert.Single(page.EnumerateArray()).GetProperty(key).GetString()!);
            next = answer.Headers.TryGetValues("Link", out IEnumerable<string>? links)
                ? links.Single().Split('<', '>')[1]
                : null;
        }

        Assert.True(paged.Count >= 2);
        IEnumerable<string> known = all.EnumerateArray().Select(r => r.GetProperty(key).GetString()!);
        Assert.Equal(list == "signals" ? known.Reverse() : known, paged); // of signals the newest page comes first
    }

    [Fact]
    public async Task A_cursor_that_names_no_item_is_refused_with_what_to_do()
    {
        await using Server server = await Server.Start(workspace.Path);
        foreach (string cursor in new[] { "Tk9QRQ", "%25", "" })
        {
            (HttpStatusCode status, JsonElement problem) = await server.Get($"data?cursor={cursor}");
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains("Begin again", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_origin_that_is_named_may_read_with_the_key_and_no_other_may()
    {
        const string key = "Hd7Qm3Xv9Ks5Wb2Zt8Rn4Cg6L";
        await using Server server = await Server.Start(workspace.Path, new() { ApiKey = key, CorsOrigins = [Origin] });
        using HttpResponseMessage leave = await Ask(HttpMethod.Options, Origin, key: null);
        Assert.Equal(HttpStatusCode.NoContent, leave.StatusCode);
        Assert.Equal(Origin, Allowed(leave));
        using HttpResponseMessage read = await Ask(HttpMethod.Get, Origin, key);
        Assert.Equal((HttpStatusCode.OK, Origin), (read.StatusCode, Allowed(read)));
        using HttpResponseMessage keyless = await Ask(HttpMethod.Get, Origin, key: null);
        Assert.Equal(HttpStatusCode.Unauthorized, keyless.StatusCode);
        using HttpResponseMessage other = await Ask(HttpMethod.Get, "https://evil.example", key);
        Assert.Null(Allowed(other));

        Task<HttpResponseMessage> Ask(HttpMethod method, string origin, string? key)
        {
            var request = new HttpRequestMessage(method, "/api/v7/status") { Headers = { { "Origin", origin } } };
            if (key is not null)
                request.Headers.Add("X-Api-Key", key);
            if (method == HttpMethod.Options)
            {
                request.Headers.Add("Access-Control-Request-Method", "GET");
                request.Headers.Add("Access-Control-Request-Headers", "x-api-key");
            }

            return server.Client.SendAsync(request, Stop);
        }
    }

    [Theory]
    [InlineData("quant.example")]
    [InlineData("https://quant.example/")]
    [InlineData("https://user@quant.example")]
    [InlineData("ftp://quant.example")]
    [InlineData("*")]
    public async Task What_is_no_origin_is_refused_before_the_host_listens(string origin)
    {
        PloutosException refused = await Assert.ThrowsAsync<PloutosException>(() =>
            Server.Start(workspace.Path, new() { CorsOrigins = [origin] })
        );
        Assert.Equal(Fault.WrongUsage, refused.Fault);
        Assert.Contains($"'{origin}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?ticker=SIM01&as_of=2017-06-01", "/analyse?ticker=SIM01&as_of=2017-06-01")]
    [InlineData("/today", "/")]
    [InlineData("/api/reference", "/api")]
    public async Task An_address_that_has_moved_leads_to_the_new_one(string before, string now)
    {
        await using Server server = await Server.Start(workspace.Path);
        using HttpResponseMessage answer = await server.Client.GetAsync(before, Stop);
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(now, answer.Headers.Location!.OriginalString);
    }

    private static string? Allowed(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out IEnumerable<string>? origins)
            ? origins.Single()
            : null;
}
