using System.Net;
using System.Text.RegularExpressions;

namespace Ploutos.Web.Tests;

/// <summary>What a browser does at the login page.</summary>
internal static partial class Browsing
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Fills the login form in and sends it.</summary>
    public static async Task<HttpResponseMessage> LogIn(this HttpClient browser, string key)
    {
        string form = await browser.GetStringAsync("/login", Stop);
        return await browser.PostAsync("/login", Form(form, key), Stop);
    }

    /// <summary>Presses the log-out button.</summary>
    public static async Task<HttpResponseMessage> LogOut(this HttpClient browser) =>
        await browser.PostAsync("/login?handler=Out", Form(await browser.GetStringAsync("/", Stop), ""), Stop);

    /// <summary>Whether the session's cookie opens the API.</summary>
    public static async Task<bool> IsIn(this HttpClient browser)
    {
        using HttpResponseMessage answer = await browser.GetAsync("/api/v7/status", Stop);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static FormUrlEncodedContent Form(string page, string key) =>
        new([new("key", key), new("__RequestVerificationToken", FormToken().Match(page).Groups[1].Value)]);

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
