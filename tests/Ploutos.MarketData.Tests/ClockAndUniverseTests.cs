using Microsoft.Extensions.Time.Testing;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources.Http;
using Ploutos.Tests;

namespace Ploutos.MarketData.Tests;

public sealed class ClockAndUniverseTests
{
    [Fact]
    public void New_Yorks_clock_agrees_with_the_time_zone_database_in_every_hour_of_46_years()
    {
        Assert.SkipUnless(
            TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out TimeZoneInfo? zone),
            "needs the time zone database, which is not on this machine"
        );
        for (
            var hour = new DateTimeOffset(1990, 1, 1, 0, 30, 0, TimeSpan.Zero);
            hour.Year < 2036;
            hour = hour.AddHours(1)
        )
        {
            if (TimeZoneInfo.ConvertTime(hour, zone!).DateTime != NewYorkTime.At(hour))
                Assert.Fail(
                    $"{hour:u}: {NewYorkTime.At(hour):u} by rule, {TimeZoneInfo.ConvertTime(hour, zone!):u} by the"
                        + $" database"
                );
        }
    }

    [Theory]
    [InlineData("2026-11-20T20:59:00Z", "2026-11-19")] // a Friday, a minute before the close
    [InlineData("2026-11-20T21:00:00Z", "2026-11-20")]
    [InlineData("2026-11-22T12:00:00Z", "2026-11-20")] // Sunday
    [InlineData("2026-11-27T17:59:00Z", "2026-11-25")] // the day after Thanksgiving closes at 13:00
    [InlineData("2026-11-27T18:00:00Z", "2026-11-27")]
    [InlineData("2026-07-01T20:00:00Z", "2026-07-01")] // daylight saving
    [InlineData("2026-07-02T02:00:00Z", "2026-07-01")] // already tomorrow in London
    public void A_day_is_finished_at_its_close_in_New_York(string moment, string day) =>
        Assert.Equal(
            day,
            NewYorkTime
                .LastFinishedDay(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture))
                .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        );

    [Fact]
    public void The_age_of_bars_counts_trading_days()
    {
        var sunday = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal("as of 2026-11-20, the last finished trading day", DataAge.Of(new(2026, 11, 20), sunday).Sentence);
        Assert.Equal(
            (true, 2),
            (DataAge.Of(new(2026, 11, 18), sunday).IsStale, DataAge.Of(new(2026, 11, 18), sunday).TradingDaysBehind)
        );
        Assert.True(DataAge.Of(new(1980, 1, 2), sunday).TradingDaysBehind > 9000);
    }

    [Fact]
    public async Task Requests_to_a_host_are_spaced()
    {
        var clock = new FakeTimeProvider();
        var pace = new RequestPace(2, clock);
        Assert.True(pace.WaitAsync(CancellationToken.None).IsCompleted);
        Task second = pace.WaitAsync(CancellationToken.None),
            third = pace.WaitAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(2));
        await second;
        Assert.False(third.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(500));
        await third;
    }

    [Fact]
    public void Universes_have_names_or_lie_in_files()
    {
        Assert.Equal(15, Universe.Resolve("guide").Count);
        Assert.Equal(30, Universe.Resolve("djia").Distinct().Count());
        Assert.Equal(["NVDA", "AAPL"], Universe.Resolve("NVDA,AAPL"));
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("mine.txt"), "# my tickers\nNVDA, aapl # both\n\nMSFT\n");
        Assert.Equal(["NVDA", "AAPL", "MSFT"], Universe.Resolve(folder.File("mine.txt")));
        File.WriteAllText(folder.File("bad.txt"), "NVDA\n../etc\n");
        Assert.Contains(
            "bad.txt: A ticker must be",
            Assert.Throws<MarketDataException>(() => Universe.Resolve(folder.File("bad.txt"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Settings_come_from_the_environment_and_a_bad_address_is_named()
    {
        var environment = new Dictionary<string, string>
        {
            ["PLOUTOS_YAHOO_URL"] = "http://127.0.0.1:9/",
            ["TIINGO_API_KEY"] = "made-up",
        };
        SourceSettings settings = SourceSettings.FromEnvironment(environment.GetValueOrDefault);
        Assert.Equal(
            (new Uri("http://127.0.0.1:9/"), new Uri("http://127.0.0.1:9/"), true),
            (settings.Yahoo, settings.YahooCookie, settings.TiingoKey.IsSet)
        );
        Assert.DoesNotContain("made-up", settings.ToString(), StringComparison.Ordinal);
        environment["PLOUTOS_STOOQ_URL"] = "file:///etc/passwd";
        Assert.Contains(
            "PLOUTOS_STOOQ_URL must be an http or https address",
            Assert
                .Throws<MarketDataException>(() => SourceSettings.FromEnvironment(environment.GetValueOrDefault))
                .Message,
            StringComparison.Ordinal
        );
    }
}
