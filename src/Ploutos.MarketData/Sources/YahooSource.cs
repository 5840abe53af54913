using System.Globalization;
using System.Net;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>Yahoo's chart API, v8: quotes (adjusted for splits), closes adjusted for dividends
/// too, splits and dividends. It asks some networks for a cookie and a crumb; they are got when it
/// refuses a request, and renewed when it refuses them.</summary>
internal sealed class YahooSource(HttpClient client, ResilientHttp http, SourceSettings settings, YahooSession session)
    : IBarSource,
        IDisposable
{
    public string Name => "yahoo";

    public string? MissingConfiguration => null;

    public void Dispose()
    {
        session.Dispose();
        client.Dispose();
    }

    public async Task<DeliveredSeries> FetchAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        ExchangeCalendar clock = TickerMarket.ClockOf(ticker);
        string path = string.Create(
            CultureInfo.InvariantCulture,
            $"v8/finance/chart/{Uri.EscapeDataString(SymbolOf(ticker))}?period1={Midnight(clock, first)}"
                + $"&period2={Midnight(clock, last.AddDays(1))}&interval=1d"
                + $"&events=div%2Csplits&includeAdjustedClose=true"
        );
        string? crumb = session.Crumb;
        HttpReply reply = await GetAsync(Chart(path, crumb), cancellation).ConfigureAwait(false);
        if (YahooSession.IsRefusal(reply))
        {
            try
            {
                crumb = await RenewAsync(crumb, cancellation).ConfigureAwait(false);
                reply = await GetAsync(Chart(path, crumb), cancellation).ConfigureAwait(false);
            }
            catch (SourceException e)
                when (e.Fault == SourceFault.Refused || reply.Status == HttpStatusCode.TooManyRequests)
            {
                // No crumb is to be had: the first refusal says why.
            }
        }

        return Parse(reply, ticker, first, last, new Uri(settings.Yahoo, path).GetLeftPart(UriPartial.Path));
    }

    /// <summary>Yahoo writes a class of shares behind a dash (BRK-B), and keeps the dot for other
    /// exchanges.</summary>
    private static string SymbolOf(string ticker) =>
        ticker is [.., '.', 'A' or 'B' or 'C'] ? $"{ticker[..^2]}-{ticker[^1]}" : ticker;

    /// <summary>The beginning of a day in universal time, or on the market's clock where that is
    /// earlier: a bar of Sydney or of foreign exchange is stamped on the day before, in universal
    /// time.</summary>
    private static long Midnight(ExchangeCalendar clock, DateOnly day) =>
        Math.Min(
            clock.MomentOf(day.AddDays(-1), TimeOnly.MinValue).ToUnixTimeSeconds(),
            new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds()
        );

    private Task<string> RenewAsync(string? refused, CancellationToken cancellation) =>
        session.RenewAsync(
            refused,
            cookie =>
                GetAsync(cookie ? settings.YahooCookie : new Uri(settings.Yahoo, "v1/test/getcrumb"), cancellation),
            cancellation
        );

    private Uri Chart(string path, string? crumb) =>
        new(settings.Yahoo, crumb is null ? path : $"{path}&crumb={Uri.EscapeDataString(crumb)}");

    private Task<HttpReply> GetAsync(Uri address, CancellationToken cancellation) =>
        http.GetAsync(Name, client, address, null, cancellation);

    private DeliveredSeries Parse(HttpReply reply, string ticker, DateOnly first, DateOnly last, string location)
    {
        if (reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or (HttpStatusCode)999)
            throw new SourceException(
                Name,
                SourceFault.Refused,
                $"refused access ({(int)reply.Status}) to {ticker}, and a new cookie and crumb do not help."
                    + $"{reply.Quoted} Try again in an hour, or use another source."
            );
        // 404 and 400 come with a chart of their own that tells an unknown ticker from an empty range.
        if (reply.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest && !reply.IsHtml)
        {
            throw reply.Text.Contains("Data doesn't exist", StringComparison.OrdinalIgnoreCase)
                ? Empty(ticker, first, last)
                : HttpReply.Unknown(Name, ticker);
        }

        JsonShape root = new(Name, reply.RequireJson(Name, ticker), "");
        if (root.Find("chart") is null && root.Find("finance") is not null)
            throw ErrorOf(reply, "", ticker);
        JsonShape chart = root["chart"];
        if (chart.Find("error") is { } error)
            throw ErrorOf(reply, error.Find("code")?.Text() ?? "", ticker);
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
        JsonShape meta = result["meta"];
        ExchangeCalendar calendar = YahooChart.Market(meta, ticker);
        (List<DeliveredBar> bars, List<DateOnly> live) = YahooChart.Bars(result, stamps, calendar);
        return new(ticker, Name, location, DataOrigin.Observed, bars, YahooChart.Actions(result, calendar))
        {
            LiveRows = live,
            Instrument = YahooChart.Instrument(meta, calendar),
        };
    }

    /// <summary>An error that Yahoo tells inside an answer, whatever its status.</summary>
    private SourceException ErrorOf(HttpReply reply, string code, string ticker)
    {
        if (reply.Words.Contains("too many", StringComparison.OrdinalIgnoreCase))
            return reply.TooMany(Name, ticker);
        return code.Equals("Not Found", StringComparison.OrdinalIgnoreCase)
            ? new SourceException(Name, SourceFault.UnknownTicker, $"does not deliver {ticker}.{reply.Quoted}")
            : new SourceException(
                Name,
                code.Equals("Unauthorized", StringComparison.OrdinalIgnoreCase)
                    ? SourceFault.Refused
                    : SourceFault.Unavailable,
                $"does not deliver {ticker}.{reply.Quoted} Try again later, or another source."
            );
    }

    private SourceException Empty(string ticker, DateOnly first, DateOnly last) =>
        new(
            Name,
            SourceFault.NoBarsInRange,
            $"has no bars of {ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}. Ask for other dates."
        );
}
