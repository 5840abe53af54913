using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Ploutos.MarketData.Sources.Http;

/// <summary>A whole answer: it was received to its end.</summary>
internal sealed record HttpReply(HttpStatusCode Status, string MediaType, byte[] Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsHtml =>
        MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)
        || Body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'<', ..];

    /// <summary>Worth another attempt: the trouble is likely to pass.</summary>
    public bool IsTransient =>
        Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)Status >= 500;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The answer as JSON, or the error that its status or shape stands for.</summary>
    public JsonElement RequireJson(string source, string what)
    {
        RequireSuccess(source, what);
        RequireData(source, what);
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new SourceException(
                source,
                SourceFault.ChangedShape,
                $"the answer for {what} is not whole JSON ({e.Message}). It may have been cut off; try again, or"
                    + $" another --source.",
                e
            );
        }
    }

    /// <summary>Refuses a web page in the place of data.</summary>
    public void RequireData(string source, string what)
    {
        if (IsHtml)
        {
            throw new SourceException(
                source,
                SourceFault.Refused,
                $"answered with a web page instead of data for {what} (a consent or login page). Open {source} in a"
                    + $" browser from this network once, or use another --source."
            );
        }
    }

    public void RequireSuccess(string source, string what)
    {
        if (IsSuccess)
            return;
        throw Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new SourceException(
                source,
                SourceFault.Refused,
                $"refused access ({(int)Status}) to {what}. Check the key in the environment, and what your plan"
                    + $" includes."
            ),
            HttpStatusCode.NotFound => Unknown(source, what),
            HttpStatusCode.TooManyRequests => new SourceException(
                source,
                SourceFault.RateLimited,
                $"too many requests (429) at"
                    + $" {what}{(RetryAfter is { } wait ? string.Create(CultureInfo.InvariantCulture, $"; it asks to wait {wait.TotalSeconds:0} s") : "")}. Run the command again later; what was fetched stays."
            ),
            _ when (int)Status >= 500 => new SourceException(
                source,
                SourceFault.Unavailable,
                $"is in trouble ({(int)Status}) at {what}. Try again later, or another --source."
            ),
            _ => new SourceException(
                source,
                SourceFault.ChangedShape,
                $"answered {(int)Status} for {what}, which is not known. Try another --source."
            ),
        };
    }

    public static SourceException Unknown(string source, string what) =>
        new(
            source,
            SourceFault.UnknownTicker,
            $"does not know {what}. Check the spelling; it may have been renamed or delisted."
        );
}
