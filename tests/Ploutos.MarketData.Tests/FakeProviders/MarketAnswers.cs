using System.Globalization;
using Ploutos.MarketData.Calendar;

namespace Ploutos.MarketData.Tests.FakeProviders;

/// <summary>Yahoo's charts of other markets, in the shape in which they come: a row a session, stamped
/// with the opening in the exchange's time, and the head that names zone, kind and currency.</summary>
internal sealed class MarketAnswers
{
    private static readonly Dictionary<string, (string Zone, string Kind, string Currency, long Volume)> Heads = new()
    {
        ["MC.PA"] = ("Europe/Paris", "EQUITY", "EUR", 412_345),
        ["7203.T"] = ("Asia/Tokyo", "EQUITY", "JPY", 21_345_600),
        ["BHP.AX"] = ("Australia/Sydney", "EQUITY", "AUD", 7_654_321),
        ["SHEL.L"] = ("Europe/London", "EQUITY", "GBp", 5_432_100),
        ["NPN.JO"] = ("Africa/Johannesburg", "EQUITY", "ZAc", 500_000),
        ["BTC-USD"] = ("UTC", "CRYPTOCURRENCY", "USD", 31_234_567_890),
        ["EURUSD=X"] = ("Europe/London", "CURRENCY", "USD", 0),
        ["^GSPC"] = ("America/New_York", "INDEX", "USD", 3_812_000_000),
        ["^VIX"] = ("America/Chicago", "INDEX", "USD", 0),
    };

    /// <summary>A row more for a session that still runs, as Yahoo sends it.</summary>
    public DateOnly? Running { get; set; }

    /// <summary>Sessions that the source leaves out.</summary>
    public HashSet<DateOnly> Missing { get; } = [];

    /// <summary>The last session there is.</summary>
    public DateOnly Until { get; set; } = new(2026, 11, 25);

    public FakeResponse Answer(FakeRequest request)
    {
        string ticker = Uri.UnescapeDataString(request.Path.Split('/')[^1]);
        (string zone, string kind, string currency, long volume) = Heads[ticker];
        ExchangeCalendar calendar = TickerMarket.Find(ticker)!;
        long from = Seconds(request, "period1"),
            to = Seconds(request, "period2");
        DateOnly first = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(from).UtcDateTime).AddDays(-2),
            last = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(to).UtcDateTime).AddDays(2);
        Answers.Row[] rows =
        [
            .. calendar
                .Sessions(first, last < Until ? last : Until)
                .Where(d => !Missing.Contains(d))
                .Select(d => (Day: d, Opens: OpeningOf(calendar, d)))
                .Where(d => d.Opens.ToUnixTimeSeconds() >= from && d.Opens.ToUnixTimeSeconds() < to)
                .Select(d => new Answers.Row(
                    d.Opens.ToString("O", CultureInfo.InvariantCulture),
                    CloseOf(d.Day),
                    Volume: volume
                )),
        ];
        if (Running is { } day)
            rows =
            [
                .. rows,
                new(OpeningOf(calendar, day).AddHours(1).ToString("O", CultureInfo.InvariantCulture), 99.5, Volume: 1),
            ];
        return Answers.Yahoo(ticker, rows, zone, kind, currency: currency);
    }

    /// <summary>A price that no two days share.</summary>
    public static double CloseOf(DateOnly day) =>
        Math.Round(100 * (1 + (0.1 * Math.Sin(day.DayNumber / 40.0)) + (0.01 * Math.Sin(day.DayNumber * 7.3))), 4);

    /// <summary>The moment that Yahoo stamps a session with.</summary>
    public static DateTimeOffset OpeningOf(ExchangeCalendar calendar, DateOnly day)
    {
        TimeOnly opens = calendar.HoursOf(day).Opens;
        // Midnight is the one that begins the day here.
        return calendar.MomentOf(opens == TimeOnly.MinValue ? day.AddDays(-1) : day, opens).ToUniversalTime();
    }

    private static long Seconds(FakeRequest request, string name) =>
        long.Parse(request.Parameter(name), CultureInfo.InvariantCulture);
}
