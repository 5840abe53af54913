using System.IO.Compression;
using Microsoft.Playwright;
using Ploutos.Tests;
using Ploutos.Web.Pages;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Tests.Browser;

/// <summary>What a page weighs. How long it takes is told and not asserted: it depends on the machine.</summary>
[Collection(BrowserTests.Name)]
public sealed class SpeedTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private const int MostCold = 160 * 1024,
        MostWatchlist = 200 * 1024,
        MostCharts = 250 * 1024;

    [Theory]
    [InlineData("/")]
    [InlineData("/analyse?ticker=SIM01")]
    [InlineData("/watchlist")]
    [InlineData("/optimisation")]
    [InlineData("/models")]
    [InlineData("/backtests")]
    [InlineData("/data")]
    public async Task A_cold_page_is_light_before_its_charts(string path)
    {
        await using Tab tab = await fixture.OpenAsync((1440, 900));
        await tab.Page.AddInitScriptAsync(
            """
            window.blocked = 0;
            new PerformanceObserver(list => 
              list.getEntries().forEach(e => (window.blocked += Math.max(0, e.duration - 50))))
              .observe({ type: 'longtask', buffered: true });
            """
        );
        await tab.GoAsync(path);
        int bytes = await tab.Page.EvaluateAsync<int>(
            """
            () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
              .filter(e => !/\/vendor\/|\/api\//.test(e.name))
              .reduce((sum, e) => sum + e.transferSize, 0)
            """
        );
        double blocked = await tab.Page.EvaluateAsync<double>("() => window.blocked");
        double ready = await tab.Page.EvaluateAsync<double>(
            "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
        );
        output.WriteLine(
            $"{path}: {bytes / 1024.0:F0} KB, scripts run {ready:F0} ms after navigation, blocked {blocked:F0} ms"
        );
        Assert.InRange(bytes, 1, MostCold);
    }

    [Fact]
    public async Task A_watchlist_of_five_hundred_tickers_sends_a_page_of_fifty()
    {
        await using Tab tab = await fixture.OpenAsync();
        string html = await (await tab.Page.APIRequest.GetAsync("/watchlist")).TextAsync();
        string[] rows = [.. html.Split("<tr data-ticker=")[1..].Select(r => r.Split("</tr>")[0])];
        Assert.NotEmpty(rows);
        int frame = html.Length - rows.Sum(r => r.Length);
        int full = frame + (WatchlistPage.Size * rows.Max(r => r.Length));
        output.WriteLine($"a page of {WatchlistPage.Size} rows has {full / 1024.0:F0} KB at most, uncompressed");
        Assert.InRange(full, 1, MostWatchlist);

        WatchlistRow row = new()
        {
            Ticker = "T",
            AsOf = new(2024, 1, 2),
            Simulated = true,
            Stale = false,
            Close = 1,
            Change1 = null,
            Change5 = null,
            Change20 = null,
            Sparkline = [],
            Prediction = null,
            Fault = null,
        };
        WatchlistRow[] many =
        [
            .. Enumerable.Range(0, 500).Select(i => row with { Ticker = $"T{i:000}", Close = 500 - i }),
        ];
        WatchlistPage last = WatchlistPage.Of(many, WatchlistQuery.Of(null, null, "close"), 10);
        Assert.Equal((50, 10, 500), (last.Rows.Count, last.Pages, last.Found));
        Assert.Equal("T000", last.Rows[^1].Ticker);
        WatchlistPage found = WatchlistPage.Of(many, WatchlistQuery.Of("t49", null, "-close"), 3);
        Assert.Equal((10, 1, "T490"), (found.Found, found.Number, found.Rows[0].Ticker));
    }

    [Fact]
    public void The_charts_code_is_within_its_budget()
    {
        string path = Path.Combine(TestPaths.Repository, "src/Ploutos.Web/wwwroot/vendor/echarts/echarts.mjs");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(path));
        Assert.InRange(packed.Length, 1, MostCharts);
    }
}
