using System.Globalization;
using System.Text.Json;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Tests.FakeProviders;

/// <summary>Yahoo's chart API, v8, as documented by its users.</summary>
internal sealed class FakeYahoo(FakeWorld world)
{
    private int _crumbs;

    /// <summary>Whether a cookie and its crumb are asked for.</summary>
    public bool WantsCrumb { get; set; }

    public string? RenamedTo { get; set; }

    public FakeResponse Answer(FakeRequest request)
    {
        if (request.Path == "/")
            return new(404, "text/html", "<html>nothing here</html>")
            {
                Headers = { ["Set-Cookie"] = "A3=made-up; Path=/" },
            };
        if (request.Path == "/v1/test/getcrumb")
            return request.Header("Cookie").Contains("A3=made-up", StringComparison.Ordinal)
                ? new(200, "text/plain", $"crumb{++_crumbs}")
                : new(401, "text/plain", "");
        if (WantsCrumb && (request.Parameter("crumb") != $"crumb{_crumbs}" || _crumbs == 0))
            return FakeResponse.Json(
                """{"chart":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}""",
                401
            );
        string ticker = request.Path.Split('/')[^1];
        if (world.Unknown.Contains(ticker))
            return FakeResponse.Json(
                """
                {"chart":{"result":null,"error":{
                  "code":"Not Found","description":"No data found, symbol may be delisted"}}}
                """,
                404
            );
        DeliveredBar[] bars =
        [
            .. world.Bars(ticker, Day(request.Parameter("period1")), Day(request.Parameter("period2")).AddDays(-1)),
        ];
        return bars.Length == 0
            ? FakeResponse.Json(
                """
                {"chart":{"result":null,"error":{
                  "code":"Bad Request","description":"Data doesn't exist for startDate = 1, endDate = 2"}}}
                """,
                400
            )
            : FakeResponse.Json(Chart(RenamedTo ?? ticker, bars));
    }

    private string Chart(string symbol, DeliveredBar[] bars)
    {
        var events = new Dictionary<string, object>();
        if (world.Dividend is { } paid && bars.Any(b => b.Date == paid))
            events["dividends"] = new Dictionary<string, object>
            {
                [Opening(paid).ToString(CultureInfo.InvariantCulture)] = new { amount = 1.0, date = Opening(paid) },
            };
        if (world.Split is { } split && bars.Any(b => b.Date == split))
            events["splits"] = new Dictionary<string, object>
            {
                [Opening(split).ToString(CultureInfo.InvariantCulture)] = new
                {
                    date = Opening(split),
                    numerator = 2.0,
                    denominator = 1.0,
                    splitRatio = "2:1",
                },
            };
        double part = world.Split is null ? 1 : 0.5; // after a split, all quotes are in new shares, and so are volumes
        return JsonSerializer.Serialize(
            new
            {
                chart = new
                {
                    result = new[]
                    {
                        new
                        {
                            meta = new
                            {
                                currency = "USD",
                                symbol,
                                exchangeName = "NMS",
                                instrumentType = "EQUITY",
                                gmtoffset = -18000,
                                timezone = "EST",
                                exchangeTimezoneName = "America/New_York",
                                dataGranularity = "1d",
                            },
                            timestamp = bars.Select(b => Opening(b.Date)),
                            events,
                            indicators = new
                            {
                                quote = new[]
                                {
                                    new
                                    {
                                        open = bars.Select(b => b.Open * part),
                                        high = bars.Select(b => b.High * part),
                                        low = bars.Select(b => b.Low * part),
                                        close = bars.Select(b => b.Close * part),
                                        volume = bars.Select(b => (long)(b.Volume / part)),
                                    },
                                },
                                adjclose = new[] { new { adjclose = bars.Select(b => b.AdjustedClose * part) } },
                            },
                        },
                    },
                    error = (object?)null,
                },
            }
        );
    }

    private static DateOnly Day(string seconds) =>
        DateOnly.FromDateTime(
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)).UtcDateTime
        );

    /// <summary>9:30 in New York.</summary>
    private static long Opening(DateOnly day)
    {
        var utc = new DateTimeOffset(day.ToDateTime(new(14, 30)), TimeSpan.Zero);
        return utc.AddHours(NewYorkTime.At(utc).Hour == 9 ? 0 : -1).ToUnixTimeSeconds();
    }
}
