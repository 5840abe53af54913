using System.Net;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>Alpaca's market data v2: daily bars page by page, once adjusted for splits and
/// dividends (<c>adjustment=all</c>) and once as traded, so that both are kept. The key comes from
/// <c>APCA_API_KEY_ID</c> and <c>APCA_API_SECRET_KEY</c> and travels in headers only; the feed comes
/// from <c>PLOUTOS_ALPACA_FEED</c>.</summary>
internal sealed class AlpacaSource(HttpClient client, ResilientHttp http, SourceSettings settings)
    : IBarSource,
        IDisposable
{
    private const int PageLimit = 10_000,
        MostPages = 100;

    public string Name => "alpaca";

    public string? MissingConfiguration =>
        settings.AlpacaKeyId.IsSet && settings.AlpacaSecretKey.IsSet
            ? null
            : "set APCA_API_KEY_ID and APCA_API_SECRET_KEY in the environment";

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
        List<DeliveredBar> adjusted = await PagesAsync(ticker, first, last, "all", cancellation).ConfigureAwait(false);
        if (adjusted.Count == 0)
            throw new SourceException(
                Name,
                SourceFault.NoBarsInRange,
                $"has no bars of {ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}. Ask for other dates."
            );
        var raw = new Dictionary<DateOnly, DeliveredBar>();
        foreach (DeliveredBar bar in await PagesAsync(ticker, first, last, "raw", cancellation).ConfigureAwait(false))
            raw[bar.Date] = bar;
        List<DeliveredBar> bars =
        [
            .. adjusted.Select(a =>
                raw.TryGetValue(a.Date, out DeliveredBar r)
                    ? r with
                    {
                        AdjustedClose = a.Close,
                        AdjustedVolume = a.Volume,
                    }
                    : a
            ),
        ];
        return new(
            ticker,
            Name,
            new Uri(settings.Alpaca, $"v2/stocks/{Uri.EscapeDataString(SymbolOf(ticker))}/bars").ToString(),
            DataOrigin.Observed,
            bars,
            []
        )
        {
            Limits = settings.AlpacaFeed is { } feed
                ? $"Alpaca's feed {feed} may begin later than the ticker; PLOUTOS_ALPACA_FEED names another"
                : "Alpaca's history may begin later than the ticker, by the feed of your plan;"
                    + " PLOUTOS_ALPACA_FEED names another feed",
        };
    }

    /// <summary>Alpaca writes a class of shares behind a dot (BRK.B).</summary>
    private static string SymbolOf(string ticker) =>
        ticker is [.., '-', >= 'A' and <= 'Z'] ? $"{ticker[..^2]}.{ticker[^1]}" : ticker;

    private async Task<List<DeliveredBar>> PagesAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        string adjustment,
        CancellationToken cancellation
    )
    {
        var bars = new List<DeliveredBar>();
        string? page = null;
        for (int n = 0; n < MostPages; n++)
        {
            // A day's bar is stamped with its midnight in New York; noon UTC of the last day takes
            // it in, and is old enough for any plan.
            string path =
                $"v2/stocks/{Uri.EscapeDataString(SymbolOf(ticker))}/bars?timeframe=1Day&start={first:yyyy-MM-dd}"
                + $"&end={last:yyyy-MM-dd}T12:00:00Z&adjustment={adjustment}&limit={PageLimit}"
                + (settings.AlpacaFeed is { } feed ? $"&feed={feed}" : "")
                + (page is null ? "" : $"&page_token={Uri.EscapeDataString(page)}");
            HttpReply reply = await http.GetAsync(
                    Name,
                    client,
                    new Uri(settings.Alpaca, path),
                    headers =>
                    {
                        headers.Add("APCA-API-KEY-ID", settings.AlpacaKeyId.Reveal());
                        headers.Add("APCA-API-SECRET-KEY", settings.AlpacaSecretKey.Reveal());
                    },
                    cancellation
                )
                .ConfigureAwait(false);
            RequireNoRefusal(reply, ticker);
            var root = new JsonShape(Name, reply.RequireJson(Name, ticker), "");
            Add(root, ticker, bars);
            page = root.Find("next_page_token")?.Text();
            if (page is null)
                return bars;
        }

        throw new SourceException(
            Name,
            SourceFault.ChangedShape,
            $"sends page after page of {ticker} without end ('next_page_token' after {MostPages} pages). Try another"
                + $" source."
        );
    }

    /// <summary>Alpaca tells in its message what is wrong with a request: the symbol, the key, or what
    /// the plan does not include.</summary>
    private void RequireNoRefusal(HttpReply reply, string ticker)
    {
        if (reply.Status is not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity))
            return;
        if (reply.Words.Length == 0 || reply.Words.Contains("symbol", StringComparison.OrdinalIgnoreCase))
            throw new SourceException(
                Name,
                SourceFault.UnknownTicker,
                $"does not know {ticker}.{reply.Quoted} Check the spelling; it may have been renamed or delisted."
            );
        throw new SourceException(
            Name,
            SourceFault.Refused,
            $"refused the request for {ticker} ({(int)reply.Status}).{reply.Quoted} Check the dates,"
                + $" PLOUTOS_ALPACA_FEED, and what your plan includes."
        );
    }

    private void Add(JsonShape root, string ticker, List<DeliveredBar> bars)
    {
        if (
            root.Find("symbol") is { } symbol
            && !symbol.Text().Equals(SymbolOf(ticker), StringComparison.OrdinalIgnoreCase)
        )
            throw new SourceException(
                Name,
                SourceFault.UnknownTicker,
                $"answers {ticker} with {symbol.Text()}: it was renamed. Ask for {symbol.Text()}."
            );
        JsonShape list = root["bars"];
        if (list.IsNull)
            return;
        for (int i = 0; i < list.Count; i++)
        {
            JsonShape b = list[i];
            bars.Add(
                DeliveredBar.Plain(
                    NewYorkTime.DateAt(b["t"].Moment()),
                    b["o"].Number(),
                    b["h"].Number(),
                    b["l"].Number(),
                    b["c"].Number(),
                    b["v"].Number()
                )
            );
        }
    }
}
