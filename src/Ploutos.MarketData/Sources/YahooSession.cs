using System.Net;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>Yahoo's cookie, and the crumb that belongs to it. Both are kept until Yahoo refuses
/// them; then they are thrown away and got once for all who wait.</summary>
/// <param name="cookies">The cookies that Yahoo's client sends.</param>
/// <param name="time">The clock.</param>
internal sealed class YahooSession(CookieContainer cookies, TimeProvider time) : IDisposable
{
    private const string Source = "yahoo";
    private const int LongestCrumb = 64,
        LongestError = 2048;

    /// <summary>After a failure the next tickers do not ask again at once: that would prolong a
    /// limit.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _renewing = new(1, 1);
    private string? _crumb;
    private (SourceException Error, DateTimeOffset At)? _failed;

    /// <summary>The crumb to send, or null where none was needed yet.</summary>
    public string? Crumb => _crumb;

    public void Dispose() => _renewing.Dispose();

    /// <summary>Whether Yahoo refuses the request as it was sent, so that a new cookie and crumb may
    /// help.</summary>
    public static bool IsRefusal(HttpReply reply) =>
        reply.IsRedirect
        || reply.Status
            is HttpStatusCode.Unauthorized
                or HttpStatusCode.PaymentRequired
                or HttpStatusCode.Forbidden
                or HttpStatusCode.NotAcceptable
                or HttpStatusCode.ProxyAuthenticationRequired
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.UnavailableForLegalReasons
                or (HttpStatusCode)999
        || (reply.IsHtml && (int)reply.Status < 500)
        || (reply.Body.Length <= LongestError && IsAboutTheCrumb(reply.Words));

    /// <summary>A crumb that is not the refused one; parallel askers share one request.</summary>
    /// <exception cref="SourceException">Yahoo gives none, now or within the last minute.</exception>
    public async Task<string> RenewAsync(
        string? refused,
        Func<bool, Task<HttpReply>> ask,
        CancellationToken cancellation
    )
    {
        await _renewing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_crumb is not null && _crumb != refused)
                return _crumb;
            if (_failed is { } before && time.GetUtcNow() - before.At < Pause)
                throw new SourceException(Source, before.Error.Fault, Own(before.Error), before.Error);
            _crumb = null;
            foreach (Cookie cookie in cookies.GetAllCookies())
                cookie.Expired = true;
            try
            {
                await CookieAsync(ask).ConfigureAwait(false);
                return _crumb = CrumbIn(await ask(false).ConfigureAwait(false));
            }
            catch (SourceException e)
            {
                _failed = (e, time.GetUtcNow());
                throw;
            }
        }
        finally
        {
            _renewing.Release();
        }
    }

    private static bool IsAboutTheCrumb(string words) =>
        words.Contains("Invalid Crumb", StringComparison.OrdinalIgnoreCase)
        || words.Contains("Invalid Cookie", StringComparison.OrdinalIgnoreCase)
        || words.Contains("too many requests", StringComparison.OrdinalIgnoreCase);

    private static async Task CookieAsync(Func<bool, Task<HttpReply>> ask)
    {
        try
        {
            await ask(true).ConfigureAwait(false); // its status is an error page; its cookie counts
        }
        catch (SourceException)
        {
            // Blockers of advertisements block this host; the crumb's own answer decides.
        }
    }

    private static string CrumbIn(HttpReply reply)
    {
        if (
            reply.Status == HttpStatusCode.TooManyRequests
            || reply.Words.Contains("too many", StringComparison.OrdinalIgnoreCase)
        )
            throw reply.TooMany(Source, "the request for a crumb");
        if (!reply.IsSuccess || reply.IsHtml)
            throw new SourceException(
                Source,
                (int)reply.Status is >= 500 and not 999 ? SourceFault.Unavailable : SourceFault.Refused,
                $"gives no crumb ({(int)reply.Status}).{reply.Quoted} Try again in an hour, or use another source."
            );
        string crumb = reply.Text.Trim();
        if (crumb.StartsWith('{'))
            throw new SourceException(Source, SourceFault.Refused, $"gives no crumb.{reply.Quoted}");
        if (crumb.Any(char.IsWhiteSpace)) // a sentence: seen only when there were too many requests
            throw reply.TooMany(Source, "the request for a crumb");
        return crumb.Length is > 0 and <= LongestCrumb && crumb.All(c => c is > ' ' and <= '~')
            ? crumb
            : throw new SourceException(
                Source,
                SourceFault.ChangedShape,
                "the answer for a crumb is empty, too long or no text. Try another source."
            );
    }

    private static string Own(SourceException e) => e.Message[(Source.Length + 2)..];
}
