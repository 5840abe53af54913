using System.Globalization;
using System.Net;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>Yahoo's chart API, v8: quotes (adjusted for splits), closes adjusted for dividends
/// too, splits and dividends. It asks some networks for a cookie and a crumb; they are fetched once
/// when it does.</summary>
internal sealed class YahooSource(HttpClient client, ResilientHttp http, SourceSettings settings)
    : IBarSource,
        IDisposable
{
    private readonly SemaphoreSlim _askingForCrumb = new(1, 1);
    private string? _crumb;

    public string Name => "yahoo";

    public string? MissingConfiguration => null;

    public void Dispose()
    {
        _askingForCrumb.Dispose();
        client.Dispose();
    }

    public async Task<DeliveredSeries> FetchAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        string path = string.Create(
            CultureInfo.InvariantCulture,
            $"v8/finance/chart/{Uri.EscapeDataString(SymbolOf(ticker))}?period1={Seconds(first)}&period2={Seconds(last.AddDays(1))}&interval=1d&events=div%2Csplits&includeAdjustedClose=true"
        );
        string? crumb = _crumb;
        HttpReply reply = await GetAsync(path, crumb, cancellation).ConfigureAwait(false);
        if (
            reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || (reply.IsSuccess && reply.IsHtml)
        )
            reply = await GetAsync(path, await CrumbAsync(crumb, cancellation).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false);
        return Parse(reply, ticker, first, last, new Uri(settings.Yahoo, path).GetLeftPart(UriPartial.Path));
    }

    /// <summary>Yahoo writes a class of shares behind a dash (BRK-B), and keeps the dot for other
    /// exchanges.</summary>
    private static string SymbolOf(string ticker) =>
        ticker is [.., '.', 'A' or 'B' or 'C'] ? $"{ticker[..^2]}-{ticker[^1]}" : ticker;

    private static long Seconds(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();

    private Task<HttpReply> GetAsync(string path, string? crumb, CancellationToken cancellation) =>
        http.GetAsync(
            Name,
            client,
            new Uri(settings.Yahoo, crumb is null ? path : $"{path}&crumb={Uri.EscapeDataString(crumb)}"),
            null,
            cancellation
        );

    /// <summary>A crumb that is not the refused one; parallel askers share one request.</summary>
    private async Task<string> CrumbAsync(string? refused, CancellationToken cancellation)
    {
        await _askingForCrumb.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_crumb is not null && _crumb != refused)
                return _crumb;
            // Its status is an error page; its cookie counts
            await http.GetAsync(Name, client, settings.YahooCookie, null, cancellation).ConfigureAwait(false);
            HttpReply reply = await http.GetAsync(
                    Name,
                    client,
                    new Uri(settings.Yahoo, "v1/test/getcrumb"),
                    null,
                    cancellation
                )
                .ConfigureAwait(false);
            reply.RequireSuccess(Name, "a crumb");
            reply.RequireData(Name, "a crumb");
            return _crumb = reply.Text.Trim() is { Length: > 0 and <= 64 } crumb
                ? crumb
                : throw new SourceException(
                    Name,
                    SourceFault.ChangedShape,
                    "the answer for a crumb is empty or too long. Try another --source."
                );
        }
        finally
        {
            _askingForCrumb.Release();
        }
    }

    private DeliveredSeries Parse(HttpReply reply, string ticker, DateOnly first, DateOnly last, string location)
    {
        // 404 and 400 come with a chart of their own that tells an unknown ticker from an empty range.
        if (reply.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest && !reply.IsHtml)
        {
            throw reply.Text.Contains("Data doesn't exist", StringComparison.OrdinalIgnoreCase)
                ? Empty(ticker, first, last)
                : HttpReply.Unknown(Name, ticker);
        }

        var chart = new JsonShape(Name, reply.RequireJson(Name, ticker), "")["chart"];
        if (chart.Find("error") is { } error)
            throw new SourceException(
                Name,
                SourceFault.UnknownTicker,
                $"does not deliver {ticker}: {error.Find("description")?.Text() ?? "no reason given"}."
            );
        JsonShape result = chart["result"][0];
        string symbol = result["meta"]["symbol"].Text();
        if (!symbol.Equals(SymbolOf(ticker), StringComparison.OrdinalIgnoreCase))
            throw new SourceException(
                Name,
                SourceFault.UnknownTicker,
                $"answers {ticker} with {symbol}: it was renamed. Ask for {symbol}."
            );
        if (result.Find("timestamp") is not { Count: > 0 } stamps)
            throw Empty(ticker, first, last);
        return new(ticker, Name, location, DataOrigin.Observed, Bars(result, stamps), Actions(result));
    }

    private static List<DeliveredBar> Bars(JsonShape result, JsonShape stamps)
    {
        JsonShape quote = result["indicators"]["quote"][0],
            open = quote["open"],
            high = quote["high"],
            low = quote["low"],
            close = quote["close"],
            volume = quote["volume"],
            adjusted = result["indicators"]["adjclose"][0]["adjclose"];
        var bars = new List<DeliveredBar>(stamps.Count);
        for (int t = 0; t < stamps.Count; t++)
        {
            double shares = volume[t].Number();
            bars.Add(
                new(
                    NewYorkTime.DateAt(stamps[t].UnixSeconds()),
                    open[t].Number(),
                    high[t].Number(),
                    low[t].Number(),
                    close[t].Number(),
                    shares,
                    adjusted[t].Number(),
                    shares
                )
            );
        }

        return bars;
    }

    private static List<CorporateAction> Actions(JsonShape result)
    {
        var actions = new List<CorporateAction>();
        if (result.Find("events") is not { } events)
            return actions;
        foreach (
            (string list, CorporateActionKind kind) in new[]
            {
                ("splits", CorporateActionKind.Split),
                ("dividends", CorporateActionKind.Dividend),
            }
        )
        {
            if (events.Find(list) is not { } entries)
                continue;
            foreach (string key in entries.Element.EnumerateObject().Select(e => e.Name))
            {
                JsonShape entry = entries[key];
                double value =
                    kind == CorporateActionKind.Dividend
                        ? entry["amount"].Number()
                        : entry["numerator"].Number() / entry["denominator"].Number();
                actions.Add(new(NewYorkTime.DateAt(entry["date"].UnixSeconds()), kind, value));
            }
        }

        return actions;
    }

    private SourceException Empty(string ticker, DateOnly first, DateOnly last) =>
        new(
            Name,
            SourceFault.NoBarsInRange,
            $"has no bars of {ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}. Ask for other dates."
        );
}
