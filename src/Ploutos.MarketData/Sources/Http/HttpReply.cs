using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Sources.Http;

/// <summary>A whole answer: it was received to its end.</summary>
internal sealed record HttpReply(HttpStatusCode Status, string MediaType, byte[] Body, TimeSpan? RetryAfter)
{
    // Forty years of days with every field have some 300,000; a parsed value costs memory of its own.
    private const int MostValues = 2_000_000,
        MostLines = DeliveredSeries.MostBars;

    /// <summary>The host that a redirect names, or null.</summary>
    public string? RedirectHost { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsRedirect => (int)Status is >= 300 and < 400;

    public bool IsHtml =>
        MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)
        || Body.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..];

    /// <summary>Worth another attempt: the trouble is likely to pass.</summary>
    public bool IsTransient =>
        Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)Status is >= 500 and not 999;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>What the source says itself: the text of a short answer, or the message inside a
    /// JSON error; cleaned, and empty where it says nothing.</summary>
    public string Words
    {
        get
        {
            if (IsHtml || Body.Length is 0 or > 64 << 10 || !Utf8.IsValid(Body))
                return "";
            return RemoteText.Clean(JsonMessage.In(Body) ?? Text, RemoteText.Quotation);
        }
    }

    /// <summary>The source's words as the end of a sentence, or nothing.</summary>
    public string Quoted => Words is { Length: > 0 } words ? $" It says: \"{words}\"." : "";

    /// <summary>The answer as JSON, or the error that its status or shape stands for.</summary>
    public JsonElement RequireJson(string source, string what)
    {
        RequireSuccess(source, what);
        RequireData(source, what);
        RequireUtf8(source, what);
        try
        {
            RequireModest(source, what);
            return JsonElement.Parse(Body);
        }
        catch (JsonException e)
        {
            throw new SourceException(
                source,
                SourceFault.ChangedShape,
                $"the answer for {what} is not whole JSON ({e.Message}). It may have been cut off; try again, or"
                    + $" another source.{(Body.Length <= RemoteText.Quotation ? Quoted : "")}",
                e
            );
        }
    }

    /// <summary>The answer as text, line by line.</summary>
    public TextReader RequireText(string source, string what)
    {
        RequireSuccess(source, what);
        RequireData(source, what);
        RequireUtf8(source, what);
        if (Body.AsSpan().Count((byte)'\n') > MostLines)
            throw new SourceException(
                source,
                SourceFault.ChangedShape,
                $"the answer for {what} has more than {MostLines} lines, which no history of daily bars needs. Ask for"
                    + $" fewer years, or another source."
            );
        return new StreamReader(new MemoryStream(Body, writable: false), Encoding.UTF8);
    }

    /// <summary>Refuses a web page in the place of data.</summary>
    public void RequireData(string source, string what)
    {
        if (IsHtml)
            throw new SourceException(
                source,
                SourceFault.Refused,
                $"answered with a web page instead of data for {what} (a consent, login or challenge page). Open"
                    + $" {source} in a browser from this network once, or use another source."
            );
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
                $"refused access ({(int)Status}) to {what}.{Quoted} Check the key in the environment, and what your"
                    + $" plan includes."
            ),
            HttpStatusCode.NotFound => Unknown(source, what),
            HttpStatusCode.TooManyRequests => TooMany(source, what),
            _ when IsRedirect => new SourceException(
                source,
                SourceFault.Refused,
                $"redirects {what} to {RedirectHost ?? "another address"} ({(int)Status}). A request is not sent to an"
                    + $" address that was not chosen. Check the source's address, or use another source."
            ),
            _ when (int)Status >= 500 => new SourceException(
                source,
                SourceFault.Unavailable,
                $"is in trouble ({(int)Status}) at {what}.{Quoted} Try again later, or another source."
            ),
            _ => new SourceException(
                source,
                SourceFault.ChangedShape,
                $"answered {(int)Status} for {what}, which is not known.{Quoted} Try another source."
            ),
        };
    }

    /// <summary>The error for a source that says there were too many requests, in its words.</summary>
    public SourceException TooMany(string source, string what) =>
        new(
            source,
            SourceFault.RateLimited,
            $"too many requests{(IsSuccess ? "" : $" ({(int)Status})")} at {what}{Wait}.{Quoted} Run the command again"
                + $" later; what was fetched stays."
        );

    public static SourceException Unknown(string source, string what) =>
        new(
            source,
            SourceFault.UnknownTicker,
            $"does not know {what}. Check the spelling; it may have been renamed or delisted."
        );

    private string Wait =>
        RetryAfter is { } wait
            ? string.Create(CultureInfo.InvariantCulture, $"; it asks to wait {wait.TotalSeconds:0} s")
            : "";

    private void RequireModest(string source, string what)
    {
        var reader = new Utf8JsonReader(Body);
        for (int values = 0; reader.Read(); values++)
        {
            if (values == MostValues)
                throw new SourceException(
                    source,
                    SourceFault.ChangedShape,
                    $"the answer for {what} has more than {MostValues} values, which no history of daily bars needs."
                        + $" Ask for fewer years, or another source."
                );
        }
    }

    private void RequireUtf8(string source, string what)
    {
        if (!Utf8.IsValid(Body))
            throw new SourceException(
                source,
                SourceFault.ChangedShape,
                $"the answer for {what} is not UTF-8 text. It may have been damaged on its way; try again, or another"
                    + $" source."
            );
    }
}
