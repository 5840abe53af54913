using System.Net;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>Tiingo's end-of-day prices: as traded and adjusted, with splits and dividends on their
/// ex-days. The key comes from <c>TIINGO_API_KEY</c> and travels in a header only.</summary>
internal sealed class TiingoSource(HttpClient client, ResilientHttp http, SourceSettings settings)
    : IBarSource,
        IDisposable
{
    private static readonly string[] WordsOfALimit =
    [
        "run over",
        "too many requests",
        "request allocation",
        "rate limit",
        "symbol look up",
        "symbol lookup",
        "limits increased",
        "bandwidth",
        "throttled",
    ];

    private static readonly string[] WordsOfARefusal =
    [
        "token",
        "credentials",
        "permission",
        "authenticat",
        "unauthorized",
        "forbidden",
        "subscription",
        "upgrade",
    ];

    public string Name => "tiingo";

    public string? MissingConfiguration => settings.TiingoKey.IsSet ? null : "set TIINGO_API_KEY in the environment";

    public void Dispose() => client.Dispose();

    public async Task<DeliveredSeries> FetchAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        if (MissingConfiguration is { } missing)
            throw new SourceException(Name, SourceFault.NotConfigured, $"no key: {missing}.");
        string resource = $"tiingo/daily/{Uri.EscapeDataString(ticker.Replace('.', '-'))}/prices";
        HttpReply reply = await http.GetAsync(
                Name,
                client,
                new Uri(
                    settings.Tiingo,
                    $"{resource}?startDate={first:yyyy-MM-dd}&endDate={last:yyyy-MM-dd}&format=json"
                ),
                headers => headers.Add("Authorization", $"Token {settings.TiingoKey.Reveal()}"),
                cancellation
            )
            .ConfigureAwait(false);
        RequireNoRefusal(reply, ticker);
        var days = new JsonShape(Name, reply.RequireJson(Name, ticker), "");
        if (days.Count == 0)
            throw new SourceException(
                Name,
                SourceFault.NoBarsInRange,
                $"has no bars of {ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}. Ask for other dates."
            );
        var bars = new List<DeliveredBar>(days.Count);
        var actions = new List<CorporateAction>();
        for (int i = 0; i < days.Count; i++)
        {
            JsonShape d = days[i];
            DateOnly date = DateOnly.FromDateTime(d["date"].Moment().UtcDateTime);
            bars.Add(
                new()
                {
                    Date = date,
                    Open = d["open"].Number(),
                    High = d["high"].Number(),
                    Low = d["low"].Number(),
                    Close = d["close"].Number(),
                    Volume = d["volume"].Number(),
                    AdjustedClose = d["adjClose"].Number(),
                    AdjustedVolume = d["adjVolume"].Number(),
                }
            );
            if (d["divCash"].Number() is > 0 and double paid)
                actions.Add(new(date, CorporateActionKind.Dividend, paid));
            if (d["splitFactor"].Number() is not 1 and > 0 and double shares)
                actions.Add(new(date, CorporateActionKind.Split, shares));
        }

        return new(ticker, Name, new Uri(settings.Tiingo, resource).ToString(), DataOrigin.Observed, bars, actions);
    }

    /// <summary>Tiingo tells its limits and refusals as a JSON object with a <c>detail</c> or as plain
    /// text, with status 200 as well as with 4xx. Data is a JSON list.</summary>
    private void RequireNoRefusal(HttpReply reply, string ticker)
    {
        if (reply.Status == HttpStatusCode.TooManyRequests)
            throw Limit(reply, ticker);
        if (reply.IsHtml || reply.Body.AsSpan().TrimStart(" \t\r\n"u8) is [] or [(byte)'[', ..])
            return;
        string words = reply.Words;
        if (Says(words, WordsOfALimit))
            throw Limit(reply, ticker);
        if ((int)reply.Status >= 500)
            return;
        if (words.Contains("not found", StringComparison.OrdinalIgnoreCase))
            throw HttpReply.Unknown(Name, ticker);
        if (Says(words, WordsOfARefusal))
            throw new SourceException(
                Name,
                SourceFault.Refused,
                $"refused {ticker}.{reply.Quoted} Check TIINGO_API_KEY, and what your plan includes."
            );
    }

    private static bool Says(string words, string[] any) =>
        any.Any(w => words.Contains(w, StringComparison.OrdinalIgnoreCase));

    private SourceException Limit(HttpReply reply, string ticker) =>
        new(
            Name,
            SourceFault.RateLimited,
            $"a limit of your plan is used up at {ticker}.{reply.Quoted} The free plan has 50 requests an hour and 500"
                + $" symbols a month. Run the command again in an hour (for symbols: next month); what was fetched"
                + " stays."
        );
}
