using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ploutos.Alerts.Channels;

/// <summary>POSTs an alert as JSON, or in the form that Slack's or Discord's incoming webhooks
/// take. With a secret, the body is signed:
/// <c>X-Ploutos-Signature: sha256=HEX</c> is the HMAC-SHA256 of <c>X-Ploutos-Timestamp</c> (Unix
/// seconds), a dot, and the body, so that a receiver can refuse what is forged or old. No redirect
/// is followed.</summary>
/// <param name="url">Where to.</param>
/// <param name="form">json, slack or discord.</param>
/// <param name="secret">Signs the body; null for none.</param>
/// <param name="timeout">How long an answer is waited for.</param>
/// <param name="time">The clock.</param>
/// <param name="client">What sends the requests; null for the network.</param>
internal sealed class WebhookChannel(
    Uri url,
    string form,
    string? secret,
    TimeSpan timeout,
    TimeProvider time,
    HttpClient? client = null
) : IAlertChannel
{
    private const int DiscordLimit = 2000;

    private static readonly HttpClient Client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The host alone: the path of a Slack or Discord address is a secret, and so are user
    /// and password.</summary>
    public string Description =>
        $"webhook ({form}{(secret is null ? "" : ", signed")}) at"
        + $" {url.Scheme}://{(url.UserInfo.Length > 0 ? "***@" : "")}{url.Authority}";

    public async Task SendAsync(Alert alert, CancellationToken cancellation)
    {
        byte[] body = Body(alert);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.Add("X-Ploutos-Id", Uri.EscapeDataString(alert.Id));
        if (secret is not null)
            Sign(request, body);
        using var limit = new CancellationTokenSource(timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using HttpResponseMessage response = await (client ?? Client)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token)
                .ConfigureAwait(false);
            Check(response);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new AlertException(
                string.Create(CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds:0.#} s"),
                inner: e
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new AlertException($"can't be reached: {e.Message}", inner: e);
        }
    }

    private static void Check(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return;
        bool again =
            response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            || (int)response.StatusCode >= 500;
        throw new AlertException(
            $"answered {(int)response.StatusCode} {response.ReasonPhrase}",
            !again,
            response.Headers.RetryAfter?.Delta
        );
    }

    private byte[] Body(Alert alert) =>
        form switch
        {
            "slack" => Text("text", $"*{Slack(alert.Title)}*\n{Slack(alert.Text)}"),
            "discord" => Discord(alert),
            _ => JsonSerializer.SerializeToUtf8Bytes(alert, AlertJson.Default.Alert),
        };

    private static byte[] Discord(Alert alert)
    {
        string text = $"**{alert.Title}**\n{alert.Text}";
        string content = text.Length <= DiscordLimit ? text : text[..(DiscordLimit - 4)] + " ...";
        // Nobody is to be notified because a text happens to hold @everyone.
        return Encoding.UTF8.GetBytes(
            "{\"content\": "
                + JsonSerializer.Serialize(content, TextJson.Default.String)
                + ", \"allowed_mentions\": {\"parse\": []}}"
        );
    }

    private static byte[] Text(string key, string text) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string> { [key] = text },
            AlertJson.Default.DictionaryStringString
        );

    private static string Slack(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private void Sign(HttpRequestMessage request, byte[] body)
    {
        string stamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(stamp + "."), .. body];
        byte[] hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret!), signed);
        request.Headers.Add("X-Ploutos-Timestamp", stamp);
        request.Headers.Add("X-Ploutos-Signature", "sha256=" + Convert.ToHexStringLower(hash));
    }
}

/// <summary>JSON of a text.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class TextJson : System.Text.Json.Serialization.JsonSerializerContext;
