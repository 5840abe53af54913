using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests.Calendars;

/// <summary>The rules against the lists of closed weekdays and early closes that lie beside the
/// checkout.</summary>
public sealed class ReferenceCalendarTests
{
    public static TheoryData<string> Exchanges =>
        [.. ExchangeCalendars.All.Select(c => c.Mic).Where(mic => !mic.StartsWith("24/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void An_exchange_is_closed_and_closes_early_on_exactly_the_listed_days(string mic)
    {
        string[] listed = File.ReadAllLines(TestPaths.SharedOrSkip("reference", "calendars", $"{mic}.csv"))[1..];
        Assert.True(listed.Length > 80);
        // A list ends with 2022, or where its source ended: nothing is said of days after its last one.
        DateOnly last = Day(listed[^1][..10]);
        DateOnly end = last.Year == 2022 ? new(2022, 12, 31) : last;
        Assert.Equal(listed, Rows(ExchangeCalendars.Find(mic)!, new(2005, 1, 1), end));
    }

    private static IEnumerable<string> Rows(ExchangeCalendar calendar, DateOnly from, DateOnly to) =>
        calendar
            .UnusualDays(from, to)
            .Select(d =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{d.Date:yyyy-MM-dd},{(d.EarlyClose is null ? "closed" : "early")},{d.EarlyClose:HH\\:mm}"
                )
            );

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
