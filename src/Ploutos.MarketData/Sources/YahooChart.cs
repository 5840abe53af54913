using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Http;

namespace Ploutos.MarketData.Sources;

/// <summary>Reads one result of Yahoo's chart API, v8: whose it is, its days, splits and
/// dividends.</summary>
internal static class YahooChart
{
    private const string Source = "yahoo";

    private const string Chicago = "America/Chicago";

    private static readonly Dictionary<string, InstrumentKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EQUITY"] = InstrumentKind.Share,
        ["ETF"] = InstrumentKind.Fund,
        ["MUTUALFUND"] = InstrumentKind.Fund,
        ["INDEX"] = InstrumentKind.Index,
        ["CRYPTOCURRENCY"] = InstrumentKind.Crypto,
        ["CURRENCY"] = InstrumentKind.Currency,
        ["FUTURE"] = InstrumentKind.Future,
    };

    /// <summary>What the chart's head tells of the ticker.</summary>
    /// <param name="meta">The head.</param>
    /// <param name="calendar">The ticker's market.</param>
    public static Instrument Instrument(JsonShape meta, ExchangeCalendar calendar)
    {
        string? code = meta.Find("currency")?.Text();
        string? currency = code is null ? null : MinorUnit.Of(code).Currency;
        return new()
        {
            Market = calendar.Mic,
            Currency = currency,
            QuotedIn = code == currency ? null : code,
            Kind = Kinds.GetValueOrDefault(meta.Find("instrumentType")?.Text() ?? ""),
        };
    }

    /// <summary>The market that the ticker's name points to, where the answer's time zone and kind are
    /// that market's. A daily bar is stamped with the opening in the exchange's own time, so another
    /// clock would date it wrongly.</summary>
    /// <exception cref="SourceException">No calendar is known, or the answer is of another
    /// market.</exception>
    public static ExchangeCalendar Market(JsonShape meta, string ticker)
    {
        string zone = meta["exchangeTimezoneName"].Text(),
            kind = meta.Find("instrumentType")?.Text() ?? "";
        ExchangeCalendar? calendar = TickerMarket.Find(ticker);
        if (calendar is not null && IsIn(calendar, zone, kind, ticker))
            return calendar;
        string exchange = (meta.Find("fullExchangeName") ?? meta.Find("exchangeName"))?.Text() is { Length: > 0 } name
            ? $"{name}, {zone}"
            : zone;
        string found = $"({exchange}{(kind.Length > 0 ? $", {kind}" : "")})";
        throw new SourceException(
            Source,
            SourceFault.UnknownCalendar,
            calendar is null
                ? $"no calendar is known for the market of {ticker} {found}, so that its bars can't be dated. Import"
                    + " them from a file: its dates are taken as written."
                : $"{ticker} is a name of {calendar.Name} ({calendar.TimeZone}), but the answer is of another market"
                    + $" {found}. Ask by the name that has the market's suffix, or import the bars from a file."
        );
    }

    private static bool IsIn(ExchangeCalendar calendar, string zone, string kind, string ticker)
    {
        InstrumentKind reported = Kinds.GetValueOrDefault(kind);
        bool isKind =
            reported != InstrumentKind.Future
            && (reported == InstrumentKind.Crypto) == (calendar == ExchangeCalendars.RoundTheClock)
            && (reported == InstrumentKind.Currency) == (calendar == ExchangeCalendars.ForeignExchange);
        // Cboe computes its indexes in Chicago, on New York's trading days.
        bool isIndexOfChicago =
            calendar == ExchangeCalendars.NewYork
            && zone == Chicago
            && ticker.StartsWith('^')
            && reported is InstrumentKind.Index or InstrumentKind.Unknown;
        return isKind && (MarketClock.IsSameZone(zone, calendar.TimeZone) || isIndexOfChicago);
    }

    /// <summary>The days, and those that the live row replaced. Yahoo may tell the last day twice: the
    /// day's bar, stamped with the opening, and after it the live row, stamped with the last
    /// trade. The later row is the newer knowledge.</summary>
    /// <param name="result">The chart.</param>
    /// <param name="stamps">A moment a row.</param>
    /// <param name="calendar">The market by whose clock the rows are dated.</param>
    public static (List<DeliveredBar> Bars, List<DateOnly> LiveRows) Bars(
        JsonShape result,
        JsonShape stamps,
        ExchangeCalendar calendar
    )
    {
        double unit = UnitOf(result["meta"]);
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
                Date = calendar.DateAt(stamps[t].UnixSeconds()),
                Open = open[t].Number() / unit,
                High = high[t].Number() / unit,
                Low = low[t].Number() / unit,
                Close = close[t].Number() / unit,
                Volume = shares,
                AdjustedClose = adjusted[t].Number() / unit,
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

    /// <summary>Splits and dividends, on the market's dates; what was paid in the currency of the
    /// prices.</summary>
    public static List<CorporateAction> Actions(JsonShape result, ExchangeCalendar calendar)
    {
        double unit = UnitOf(result["meta"]);
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
                        ? entry["amount"].Number() / unit
                        : entry["numerator"].Number() / entry["denominator"].Number();
                actions.Add(new(calendar.DateAt(entry["date"].UnixSeconds()), kind, value));
            }
        }

        return actions;
    }

    private static int UnitOf(JsonShape meta) =>
        meta.Find("currency") is { } code ? MinorUnit.Of(code.Text()).Units : 1;
}
