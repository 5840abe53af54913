using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>Reads one result of Yahoo's chart API, v8: whose it is, its days, splits and
/// dividends.</summary>
internal static class YahooChart
{
    private const string Source = "yahoo";

    private static readonly HashSet<string> OtherCalendars = new(StringComparer.OrdinalIgnoreCase)
    {
        "CRYPTOCURRENCY",
        "CURRENCY",
        "FUTURE",
    };

    /// <summary>Refuses markets other than New York's. A daily bar is stamped with the
    /// opening in the exchange's own time, so New York's clock would date Tokyo's bars a day
    /// early.</summary>
    public static void RequireKnownMarket(JsonShape meta, string ticker)
    {
        string zone = meta["exchangeTimezoneName"].Text(),
            kind = meta.Find("instrumentType")?.Text() ?? "";
        // Cboe computes its indexes in Chicago, on New York's trading days.
        bool isNewYork =
            zone is "America/New_York" or "US/Eastern"
            || (zone == "America/Chicago" && ticker.StartsWith('^') && kind is "INDEX" or "");
        if (isNewYork && !OtherCalendars.Contains(kind))
            return;
        string exchange = (meta.Find("fullExchangeName") ?? meta.Find("exchangeName"))?.Text() is { Length: > 0 } name
            ? $"{name}, {zone}"
            : zone;
        throw new SourceException(
            Source,
            SourceFault.UnknownCalendar,
            $"{ticker} trades on another calendar than New York's ({exchange}{(kind.Length > 0 ? $", {kind}" : "")})."
                + " From a network source only New York's bars are taken, because the daily run and trainings on"
                + " several tickers go by its days. Ask for a ticker that trades in New York, or import the bars from a"
                + " CSV file: they are checked by their own market's days."
        );
    }

    /// <summary>The days, and those that the live row replaced. Yahoo may tell the last day twice: the
    /// day's bar, stamped with the opening, and after it the live row, stamped with the last
    /// trade. The later row is the newer knowledge.</summary>
    public static (List<DeliveredBar> Bars, List<DateOnly> LiveRows) Bars(JsonShape result, JsonShape stamps)
    {
        JsonShape quote = result["indicators"]["quote"][0],
            open = quote["open"],
            high = quote["high"],
            low = quote["low"],
            close = quote["close"],
            volume = quote["volume"],
            adjusted = result["indicators"]["adjclose"][0]["adjclose"];
        var bars = new List<DeliveredBar>(stamps.Count);
        var live = new List<DateOnly>();
        for (int t = 0; t < stamps.Count; t++)
        {
            double shares = volume[t].Number();
            var bar = new DeliveredBar
            {
                Date = NewYorkTime.DateAt(stamps[t].UnixSeconds()),
                Open = open[t].Number(),
                High = high[t].Number(),
                Low = low[t].Number(),
                Close = close[t].Number(),
                Volume = shares,
                AdjustedClose = adjusted[t].Number(),
                AdjustedVolume = shares,
            };
            if (t == stamps.Count - 1 && t > 0 && bars[^1].Date == bar.Date)
            {
                if (!bar.IsDelivered)
                    continue;
                if (bars[^1].IsDelivered)
                    live.Add(bar.Date);
                bars.RemoveAt(t - 1);
            }

            bars.Add(bar);
        }

        return (bars, live);
    }

    public static List<CorporateAction> Actions(JsonShape result)
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
            foreach (string key in entries.Names())
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
}
