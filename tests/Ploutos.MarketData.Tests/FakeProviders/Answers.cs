using System.Globalization;
using System.Text;
using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Tests.FakeProviders;

/// <summary>Answers in the shapes that the providers send, written by hand.</summary>
internal static class Answers
{
    /// <summary>One row of a Yahoo chart; a close of null makes the whole row null.</summary>
    public sealed record Row(string Utc, double? Close, double? Adjusted = null, long Volume = 1_000_000);

    /// <summary>Yahoo's chart, with its meta block as it is sent.</summary>
    public static FakeResponse Yahoo(
        string symbol,
        Row[] rows,
        string zone = "America/New_York",
        string kind = "EQUITY",
        string events = "{}",
        string currency = "USD"
    )
    {
        string List(Func<Row, double?> value) =>
            string.Join(",", rows.Select(r => value(r)?.ToString(CultureInfo.InvariantCulture) ?? "null"));
        string stamps = string.Join(
            ",",
            rows.Select(r => DateTimeOffset.Parse(r.Utc, CultureInfo.InvariantCulture).ToUnixTimeSeconds())
        );
        return FakeResponse.Json(
            $$$"""
            {"chart":{"result":[{"meta":{"currency":"{{{currency}}}","symbol":"{{{symbol}}}","exchangeName":"XXX",
            "fullExchangeName":"Some Exchange","instrumentType":"{{{kind}}}","firstTradeDate":345479400,
            "regularMarketTime":1719604801,"hasPrePostMarketData":true,"gmtoffset":-14400,"timezone":"EDT",
            "exchangeTimezoneName":"{{{zone}}}","regularMarketPrice":1.5,"priceHint":2,"dataGranularity":"1d",
            "range":"",
            "validRanges":["1d","max"]},"timestamp":[{{{stamps}}}],"events":{{{events}}},"indicators":{"quote":[{
            "open":[{{{List(r => r.Close)}}}],"high":[{{{List(r => r.Close + 0.5)}}}],"low":[{{{List(r =>
                r.Close - 0.5
            )}}}],
            "close":[{{{List(r => r.Close)}}}],"volume":[{{{List(r => r.Close is null ? null : r.Volume)}}}]}],
            "adjclose":[{"adjclose":[{{{List(r => r.Adjusted ?? r.Close)}}}]}]}}],"error":null}}
            """
        );
    }

    /// <summary>The opening of a day in New York, 9:30.</summary>
    public static string Opening(DateOnly day)
    {
        var utc = new DateTimeOffset(day.ToDateTime(new(14, 30)), TimeSpan.Zero);
        return utc.AddHours(NewYorkTime.At(utc).Hour == 9 ? 0 : -1).ToString("O", CultureInfo.InvariantCulture);
    }

    /// <summary>Trading days with a close each, null for a row of nulls.</summary>
    public static Row[] Days(DateOnly first, params double?[] closes) =>
        [.. NewYorkCalendar.TradingDays(first, first.AddDays(60)).Zip(closes, (day, c) => new Row(Opening(day), c))];

    public static FakeResponse Bytes(string text, Encoding encoding) =>
        new(200, "application/json", "") { Bytes = encoding.GetBytes(text) };
}
