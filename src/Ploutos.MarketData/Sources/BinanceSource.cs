using System.Globalization;
using System.Net;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>Binance's public klines, without a key: daily bars of its spot market, whose days end at
/// midnight, UTC. It trades no US dollars: <c>BTC-USDT</c> is in Tether, <c>BTC-EUR</c> in
/// euros.</summary>
internal sealed class BinanceSource(HttpClient client, ResilientHttp http, SourceSettings settings)
    : IBarSource,
        IDisposable
{
    /// <summary>Its name after <c>--source</c>.</summary>
    public const string SourceName = "binance";

    private const int PageLimit = 1000,
        MostPages = 50;

    private const HttpStatusCode Banned = (HttpStatusCode)418;

    public string Name => SourceName;

    public string? MissingConfiguration => null;

    public void Dispose() => client.Dispose();

    public async Task<DeliveredSeries> FetchAsync(
        string ticker,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        SourceMarkets.Require(Name, ticker);
        string symbol = SymbolOf(ticker);
        var bars = new List<DeliveredBar>();
        DateOnly from = first;
        for (int page = 0; page < MostPages && from <= last; page++)
        {
            string path = string.Create(
                CultureInfo.InvariantCulture,
                $"api/v3/klines?symbol={Uri.EscapeDataString(symbol)}&interval=1d&startTime={Milliseconds(from)}"
                    + $"&endTime={Milliseconds(last.AddDays(1)) - 1}&limit={PageLimit}"
            );
            HttpReply reply = await http.GetAsync(Name, client, new Uri(settings.Binance, path), null, cancellation)
                .ConfigureAwait(false);
            RequireNoRefusal(reply, ticker);
            var days = new JsonShape(Name, reply.RequireJson(Name, ticker), "");
            for (int i = 0; i < days.Count; i++)
                bars.Add(BarOf(days[i]));
            if (days.Count < PageLimit)
                break;
            from = bars[^1].Date.AddDays(1);
        }

        return bars.Count > 0
            ? new(
                ticker,
                Name,
                new Uri(settings.Binance, $"api/v3/klines?symbol={symbol}").ToString(),
                DataOrigin.Observed,
                bars,
                []
            )
            {
                Instrument = NamedInstrument.Of(ticker),
                Limits = "Binance has a pair from the day on which it began to trade it, 2017-08-17 at the earliest",
            }
            : throw new SourceException(
                Name,
                SourceFault.NoBarsInRange,
                $"has no bars of {ticker} from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}. Ask for other dates."
            );
    }

    private static long Milliseconds(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>A kline: opening time, open, high, low, close, volume (in the crypto-currency), and
    /// more.</summary>
    private static DeliveredBar BarOf(JsonShape kline) =>
        DeliveredBar.Plain(
            DateOnly.FromDateTime(kline[0].UnixMilliseconds().UtcDateTime),
            kline[1].NumberInText(),
            kline[2].NumberInText(),
            kline[3].NumberInText(),
            kline[4].NumberInText(),
            kline[5].NumberInText()
        );

    private string SymbolOf(string ticker)
    {
        int dash = ticker.LastIndexOf('-');
        (string traded, string money) = (ticker[..dash], ticker[(dash + 1)..].ToUpperInvariant());
        return money == "USD"
            ? throw new SourceException(
                Name,
                SourceFault.UnknownTicker,
                $"trades no US dollars, so that it does not know {ticker}. Ask for {traded}-USDT, in Tether, or ask"
                    + " yahoo."
            )
            : traded + money;
    }

    private void RequireNoRefusal(HttpReply reply, string ticker)
    {
        if (
            reply.Status == HttpStatusCode.BadRequest
            && reply.Words.Contains("symbol", StringComparison.OrdinalIgnoreCase)
        )
            throw new SourceException(
                Name,
                SourceFault.UnknownTicker,
                $"does not know {ticker}.{reply.Quoted} Check the spelling."
            );
        if (reply.Status == Banned)
            throw reply.TooMany(Name, ticker);
        if (reply.Status == HttpStatusCode.UnavailableForLegalReasons)
            throw new SourceException(
                Name,
                SourceFault.Refused,
                $"does not serve this network's country (451).{reply.Quoted} Ask yahoo."
            );
    }
}
