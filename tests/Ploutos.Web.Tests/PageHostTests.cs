using System.Net;
using System.Text.RegularExpressions;

namespace Ploutos.Web.Tests;

public sealed partial class PageHostTests(SimulatedWorkspace workspace)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fr,en;q=0.5", null, "fr")]
    [InlineData("de,en;q=0.5", null, "en")]
    [InlineData("en", "c=fr|uic=fr", "fr")]
    [InlineData(null, null, "en")]
    public async Task A_page_speaks_the_readers_language(string? accepts, string? chosen, string language)
    {
        await using Server server = await Server.Start(workspace.Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (accepts is not null)
            request.Headers.Add("Accept-Language", accepts);
        if (chosen is not null)
            request.Headers.Add("Cookie", "ploutos.culture=" + Uri.EscapeDataString(chosen));
        using HttpResponseMessage page = await server.Client.SendAsync(request, Stop);
        Assert.Contains(
            $"<html lang=\"{language}\"",
            await page.Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_page_has_no_inline_script_or_style_and_loads_nothing_from_elsewhere()
    {
        await using Server server = await Server.Start(workspace.Path);
        string page = await server.Client.GetStringAsync("/", Stop);
        Assert.DoesNotMatch(InlineScript(), page);
        Assert.DoesNotMatch(InlineStyle(), page);
        Assert.DoesNotMatch(Elsewhere(), page);
    }

    [Fact]
    public async Task Assets_come_from_inside_the_assembly_with_their_version_kept_for_good()
    {
        await using Server server = await Server.Start(workspace.Path);
        string page = await server.Client.GetStringAsync("/", Stop);
        string address = Asset().Match(page).Groups[1].Value;
        Assert.Contains("?v=", address, StringComparison.Ordinal);
        using HttpResponseMessage versioned = await server.Client.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.OK, versioned.StatusCode);
        Assert.Contains("immutable", versioned.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Headers = { IfNoneMatch = { versioned.Headers.ETag! } },
        };
        using HttpResponseMessage known = await server.Client.SendAsync(again, Stop);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [GeneratedRegex(
        "<script(?![^>]*\\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|\\son[a-z]+=\"",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InlineScript();

    [GeneratedRegex("<style|\\sstyle=\"", RegexOptions.IgnoreCase)]
    private static partial Regex InlineStyle();

    [GeneratedRegex("<(?!a\\s)[a-z]+\\s[^>]*(?:src|href)=\"(?:https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("href=\"([^\"]+\\.css[^\"]*)\"")]
    private static partial Regex Asset();
}
