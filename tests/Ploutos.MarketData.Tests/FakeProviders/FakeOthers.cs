using System.Globalization;
using System.Text.Json;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Tests.FakeProviders;

/// <summary>Stooq, Alpaca and Tiingo as documented.</summary>
internal sealed class FakeOthers(FakeWorld world)
{
    public const string AlpacaKey = "AK-made-up-7261",
        AlpacaSecret = "made-up-secret-4711",
        TiingoKey = "made-up-token-0815",
        StooqKey = "madeup1957";

    /// <summary>Bars a page at Alpaca.</summary>
    public int PageSize { get; set; } = 400;

    public string? RenamedTo { get; set; }

    public FakeResponse Stooq(FakeRequest request)
    {
        if (request.Parameter("apikey") != StooqKey)
            return new(
                200,
                "text/plain",
                "Get your apikey:\n\n1. Open https://stooq.com/q/d/?s=spy.us&get_apikey\n2. Enter the captcha code.\n"
            );
        string ticker = request.Parameter("s").Split('.')[0].ToUpperInvariant();
        DeliveredBar[] bars = world.Unknown.Contains(ticker)
            ? []
            :
            [
                .. world.Bars(
                    ticker,
                    Day(request.Parameter("d1"), "yyyyMMdd"),
                    Day(request.Parameter("d2"), "yyyyMMdd")
                ),
            ];
        return bars.Length == 0
            ? FakeResponse.Csv("No data")
            : FakeResponse.Csv(
                "Date,Open,High,Low,Close,Volume\r\n"
                    + string.Concat(
                        bars.Select(b =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{b.Date:yyyy-MM-dd},{b.Open},{b.High},{b.Low},{b.Close},{b.Volume}\r\n"
                            )
                        )
                    )
            );
    }

    public FakeResponse Alpaca(FakeRequest request)
    {
        if (request.Header("APCA-API-KEY-ID") != AlpacaKey || request.Header("APCA-API-SECRET-KEY") != AlpacaSecret)
            return FakeResponse.Json("""{"message":"forbidden."}""", 403);
        string ticker = request.Path.Split('/')[^2];
        if (world.Unknown.Contains(ticker))
            return FakeResponse.Json("""{"message":"invalid symbol: NOSUCH"}""", 422);
        bool adjusted = request.Parameter("adjustment") == "all";
        DeliveredBar[] all =
        [
            .. world.Bars(
                ticker,
                Day(request.Parameter("start")[..10], "yyyy-MM-dd"),
                Day(request.Parameter("end")[..10], "yyyy-MM-dd")
            ),
        ];
        int from = request.Parameter("page_token") is { Length: > 0 } token
            ? int.Parse(token, CultureInfo.InvariantCulture)
            : 0;
        var bars = all.Skip(from)
            .Take(PageSize)
            .Select(b =>
            {
                double f = adjusted ? b.AdjustedClose / b.Close : 1;
                return new
                {
                    t = $"{b.Date:yyyy-MM-dd}T05:00:00Z",
                    o = b.Open * f,
                    h = b.High * f,
                    l = b.Low * f,
                    c = b.Close * f,
                    v = (long)b.Volume,
                    n = 1000,
                    vw = b.Close * f,
                };
            });
        return FakeResponse.Json(
            JsonSerializer.Serialize(
                new
                {
                    bars = all.Length == 0 ? null : bars,
                    symbol = RenamedTo ?? ticker,
                    next_page_token = from + PageSize < all.Length
                        ? (from + PageSize).ToString(CultureInfo.InvariantCulture)
                        : null,
                }
            )
        );
    }

    public FakeResponse Tiingo(FakeRequest request)
    {
        if (request.Header("Authorization") != $"Token {TiingoKey}")
            return FakeResponse.Json("""{"detail":"Invalid token."}""", 401);
        string ticker = request.Path.Split('/')[^2];
        if (world.Unknown.Contains(ticker))
            return FakeResponse.Json("""{"detail":"Not found."}""", 404);
        return FakeResponse.Json(
            JsonSerializer.Serialize(
                world
                    .Bars(
                        ticker,
                        Day(request.Parameter("startDate"), "yyyy-MM-dd"),
                        Day(request.Parameter("endDate"), "yyyy-MM-dd")
                    )
                    .Select(b =>
                    {
                        double f = b.AdjustedClose / b.Close;
                        return new
                        {
                            date = $"{b.Date:yyyy-MM-dd}T00:00:00.000Z",
                            close = b.Close,
                            high = b.High,
                            low = b.Low,
                            open = b.Open,
                            volume = b.Volume,
                            adjClose = b.AdjustedClose,
                            adjHigh = b.High * f,
                            adjLow = b.Low * f,
                            adjOpen = b.Open * f,
                            adjVolume = b.Volume,
                            divCash = b.Date == world.Dividend ? 1.0 : 0.0,
                            splitFactor = 1.0,
                        };
                    })
            )
        );
    }

    private static DateOnly Day(string text, string format) =>
        DateOnly.ParseExact(text, format, CultureInfo.InvariantCulture);
}
