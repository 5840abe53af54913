using Microsoft.Playwright;

namespace Ploutos.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class PageTests(BrowserFixture fixture, ITestOutputHelper output)
{
    [Theory]
    [InlineData("today", "/")]
    [InlineData("analyse", "/analyse?ticker=SIM01")]
    [InlineData("watchlist", "/watchlist")]
    [InlineData("optimisation", "/optimisation")]
    [InlineData("models", "/models")]
    [InlineData("backtests", "/backtests")]
    [InlineData("data", "/data")]
    public async Task A_page_is_quiet_and_accessible_in_light_and_dark_and_fits_a_phone(string name, string path)
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync(path);
        await tab.IsAccessibleAsync();
        await tab.ShootAsync($"{name}-desktop");
        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await tab.SettleAsync();
        await tab.IsAccessibleAsync();
        await tab.ShootAsync($"{name}-desktop-dark");
        await tab.FitsAtAsync(768, 1024, 1440);
        await tab.Page.SetViewportSizeAsync(360, 740);
        await tab.SettleAsync();
        await tab.FitsAsync();
        await tab.IsAccessibleAsync();
        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await tab.Page.SetViewportSizeAsync(390, 844);
        await tab.SettleAsync();
        await tab.FitsAsync();
        await tab.ShootAsync($"{name}-phone");
        tab.IsQuiet();
    }

    [Fact]
    public async Task No_page_is_wider_than_its_window_in_french()
    {
        await using Tab tab = await fixture.OpenAsync(language: "fr-FR");
        foreach (
            string path in new[]
            {
                "/",
                "/analyse?ticker=SIM01",
                "/watchlist",
                "/optimisation",
                "/models",
                "/backtests",
                "/data",
            }
        )
        {
            await tab.GoAsync(path);
            await tab.FitsAtAsync(320, 768, 1024, 1100, 1250);
            await tab.Page.SetViewportSizeAsync(768, 1000);
            await tab.ShootAsync($"french-768-{path.Trim('/').Split('?')[0]}");
        }

        tab.IsQuiet();
    }

    [Fact]
    public async Task Simulated_bars_are_called_so_at_the_top_of_the_page()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/analyse?ticker=SIM01");
        Assert.Contains("SIMULATED", await tab.Page.Locator(".simulated").TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_analysis_shows_signal_experts_evidence_reasons_and_yesterday()
    {
        await using Tab tab = await fixture.OpenAsync();
        await tab.GoAsync("/analyse?ticker=SIM01");
        IPage page = tab.Page;
        Assert.Equal("Analyse V7", await page.Locator(".tabs a[aria-current]").TextContentAsync());
        Assert.Equal(3, await page.Locator(".gauge").CountAsync());
        Assert.Matches(
            "^(STRONG )?(BUY|SELL|HOLD)$",
            await page.Locator("[data-signal]").GetAttributeAsync("data-signal")
        );
        Assert.True(await page.Locator("#why-momentum ~ table tbody tr").CountAsync() >= 6);
        Assert.Equal(6, await page.Locator("#changes-title ~ div tbody tr").CountAsync());
        Assert.Matches("^8 ", await page.Locator("#prices-markers").TextContentAsync());
        double interactive = await page.EvaluateAsync<double>(
            "() => performance.getEntriesByName('ploutos-interactive')[0].startTime"
        );
        double paint = await page.EvaluateAsync<double>(
            "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
        );
        output.WriteLine(
            $"first contentful paint {paint:F0} ms, chart drawn and its buttons at work {interactive:F0} ms after"
                + $" navigation"
        );
    }

    [Fact]
    public async Task An_unknown_ticker_says_what_to_do()
    {
        await using Tab tab = await fixture.OpenAsync();
        IResponse? answer = await tab.Page.GotoAsync("/analyse?ticker=NOPE");
        Assert.Equal(404, answer!.Status);
        Assert.Contains("Fetch", await tab.Page.Locator("[role=alert]").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await tab.Page.Locator("#ticker").CountAsync());
        await tab.IsAccessibleAsync();
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_gives_a_page_with_a_way_back()
    {
        await using Tab tab = await fixture.OpenAsync();
        IResponse? answer = await tab.Page.GotoAsync("/no-such-page");
        Assert.Equal(404, answer!.Status);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the start" }).ClickAsync();
        Assert.Equal("Today", await tab.Page.Locator(".tabs a[aria-current]").TextContentAsync());
    }
}
